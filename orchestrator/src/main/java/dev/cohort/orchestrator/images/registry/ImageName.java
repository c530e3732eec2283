package dev.cohort.orchestrator.images.registry;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of an image in full, as engines read it.
 *
 * @param registry its host, with a port where there is one
 * @param repository its path there
 * @param tag null where it is named by its digest alone
 * @param digest {@code sha256:…}, which outweighs the tag; null where there is none
 */
public record ImageName(
        String registry,
        String repository,
        @Nullable String tag,
        @Nullable String digest) {
    private static final String HUB = "docker.io";
    private static final int LONGEST = 512;
    private static final Pattern FORM =
            Pattern.compile("(?:(?<registry>(?:localhost|[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+|"
                    + "[A-Za-z0-9-]+(?=:[0-9])|\\[[0-9a-f:]+\\])(?::[0-9]+)?)/)?"
                    + "(?<repository>[a-z0-9]+(?:(?:[._/]|__|-+)[a-z0-9]+)*)"
                    + "(?::(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(?:@(?<digest>sha256:[0-9a-f]{64}))?");

    /** Where nothing says otherwise, the registry is Docker Hub, and the tag is {@code latest}. */
    public static ImageName parse(String text) {
        Matcher form = FORM.matcher(text);
        if (text.length() > LONGEST || !form.matches()) {
            throw new RegistryFailure("its name is not one of an image", "a name is like quay.io/lab/tool:1.2");
        }
        String registry = form.group("registry") == null ? HUB : form.group("registry");
        String repository = form.group("repository");
        boolean official = registry.equals(HUB) && !repository.contains("/");
        String digest = form.group("digest");
        String tag = form.group("tag") == null && digest == null ? "latest" : form.group("tag");
        return new ImageName(registry, official ? "library/" + repository : repository, tag, digest);
    }

    /** What it is asked for by. */
    String reference() {
        return digest == null ? String.valueOf(tag) : digest;
    }

    /** As it stays whatever becomes of the tag. */
    String pinned(String to) {
        return registry + "/" + repository + "@" + to;
    }

    @Override
    public String toString() {
        return registry + "/" + repository + (tag == null ? "" : ":" + tag) + (digest == null ? "" : "@" + digest);
    }
}
