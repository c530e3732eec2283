package dev.cohort.orchestrator.images.registry;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a registry wants to be asked, as it says in an answer of 401. */
record Challenge(String scheme, Map<String, String> fields) {
    private static final Pattern FIELD = Pattern.compile("([a-zA-Z_]+)=(?:\"([^\"]*)\"|([^,\\s]*))");

    static Challenge parse(String header) {
        int blank = header.indexOf(' ');
        String scheme = blank < 0 ? header : header.substring(0, blank);
        Map<String, String> fields = new HashMap<>();
        for (Matcher field = FIELD.matcher(blank < 0 ? "" : header.substring(blank)); field.find(); ) {
            String value = field.group(2) == null ? field.group(3) : field.group(2);
            fields.put(field.group(1).toLowerCase(Locale.ROOT), value);
        }
        return new Challenge(scheme.toLowerCase(Locale.ROOT), fields);
    }

    boolean isBasic() {
        return scheme.equals("basic");
    }

    /** Where a token for reading a repository is to be had; empty where that is not the way, or it is nowhere. */
    Optional<URI> tokenPlace(String repository) {
        String realm = fields.get("realm");
        if (!scheme.equals("bearer") || realm == null || !realm.matches("https?://[!-~]+")) {
            return Optional.empty();
        }
        String service = fields.get("service");
        String query = (service == null ? "" : "service=" + encoded(service) + "&") + "scope="
                + encoded(fields.getOrDefault("scope", "repository:" + repository + ":pull"));
        return Optional.of(URI.create(realm + (realm.contains("?") ? "&" : "?") + query));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
