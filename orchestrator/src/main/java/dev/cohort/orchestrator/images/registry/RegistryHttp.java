package dev.cohort.orchestrator.images.registry;

import dev.cohort.contract.Fields;
import dev.cohort.contract.Json;
import dev.cohort.contract.JsonFault;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks registries, as whom they want to be asked: as nobody first, then by what a challenge says. A password goes to its registry and to
 * the place of tokens that this one names, and never unencrypted over a network.
 */
final class RegistryHttp {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LARGEST = 4 << 20;
    private static final int MOST_REDIRECTS = 5;
    private static final int UNAUTHORIZED = 401;

    private final HttpClient client;
    private final Function<String, URI> places;
    private final Logins logins;
    private final Proxies proxies;
    private final Map<String, String> authorizations = new ConcurrentHashMap<>();

    /** @param places where the API of a registry is found */
    RegistryHttp(Function<String, URI> places, Logins logins, Proxies proxies) {
        this.places = places;
        this.logins = logins;
        this.proxies = proxies;
        this.client = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(proxies)
                .build();
    }

    /** A registry as it is named, with where it is asked if that is elsewhere. */
    String shown(String registry) {
        URI place = places.apply(registry);
        String elsewhere = registry.equals(place.getAuthority()) ? "" : "at " + place.getAuthority();
        String all = Stream.of(
                        elsewhere,
                        proxies.words(place)
                                .map(proxy -> "by the proxy " + proxy)
                                .orElse(""))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(", "));
        return registry + (all.isEmpty() ? "" : " (asked " + all + ")");
    }

    /** How a registry answered. */
    record Answer(int status, byte[] body, @Nullable String digest) {
        boolean isDone() {
            return status == 200;
        }

        /** In words of the registry's own, as {@code NAME_UNKNOWN}; empty where it gives none. */
        String code() {
            try {
                return Json.parse(text())
                        .fields("answer")
                        .list("errors", (error, where) -> error.fields(where).text("code"))
                        .stream()
                        .findFirst()
                        .orElse("");
            } catch (JsonFault none) {
                return "";
            }
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** @param rest what is asked for, below the repository */
    Answer get(ImageName image, String rest, String accept) throws IOException, InterruptedException {
        URI url = places.apply(image.registry()).resolve("/v2/" + image.repository() + "/" + rest);
        String key = image.registry() + "/" + image.repository();
        HttpResponse<InputStream> first = send(url, accept, authorizations.get(key));
        if (first.statusCode() != UNAUTHORIZED) {
            return answer(first, accept);
        }
        Optional<String> authorization = authorization(image, first);
        first.body().close();
        if (authorization.isEmpty()) {
            return new Answer(UNAUTHORIZED, new byte[0], null);
        }
        authorizations.put(key, authorization.get());
        return answer(send(url, accept, authorization.get()), accept);
    }

    private HttpResponse<InputStream> send(URI url, String accept, @Nullable String authorization)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(PATIENCE);
        if (!accept.isEmpty()) {
            request.header("Accept", accept);
        }
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    /** Content often lies elsewhere; whoever keeps it there is told nothing of who we are. */
    private Answer answer(HttpResponse<InputStream> response, String accept) throws IOException, InterruptedException {
        HttpResponse<InputStream> last = response;
        for (int i = 0; i < MOST_REDIRECTS && last.statusCode() / 100 == 3; i++) {
            last.body().close();
            URI next = last.uri().resolve(last.headers().firstValue("Location").orElse(""));
            last = send(next, accept, null);
        }
        try (InputStream body = last.body()) {
            byte[] bytes = body.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException("its answer is larger than " + (LARGEST >> 20) + " MiB");
            }
            return new Answer(
                    last.statusCode(),
                    bytes,
                    last.headers().firstValue("Docker-Content-Digest").orElse(null));
        }
    }

    private Optional<String> authorization(ImageName image, HttpResponse<?> refusal)
            throws IOException, InterruptedException {
        Optional<Challenge> challenge =
                refusal.headers().firstValue("WWW-Authenticate").map(Challenge::parse);
        Optional<Login> login = logins.of(image.registry());
        if (challenge.filter(Challenge::isBasic).isPresent()) {
            return isSafe(refusal.uri()) ? login.map(Login::basic) : Optional.empty();
        }
        Optional<URI> place = challenge.flatMap(found -> found.tokenPlace(image.repository()));
        return place.isEmpty() ? Optional.empty() : token(place.get(), login);
    }

    private Optional<String> token(URI place, Optional<Login> login) throws IOException, InterruptedException {
        String as = login.filter(known -> isSafe(place)).map(Login::basic).orElse(null);
        Answer answer = answer(send(place, "", as), "");
        if (!answer.isDone()) {
            return Optional.empty();
        }
        Fields token = Json.parse(answer.text()).fields("token");
        String text = token.has("token") ? token.text("token") : token.text("access_token");
        return Optional.of("Bearer " + text);
    }

    private static boolean isSafe(URI place) {
        return "https".equals(place.getScheme()) || RegistryPlaces.isThisMachine(String.valueOf(place.getHost()));
    }
}
