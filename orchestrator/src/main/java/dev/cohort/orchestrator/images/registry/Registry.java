package dev.cohort.orchestrator.images.registry;

import dev.cohort.contract.Fields;
import dev.cohort.contract.Json;
import dev.cohort.contract.JsonFault;
import dev.cohort.contract.JsonObject;
import dev.cohort.orchestrator.images.registry.RegistryHttp.Answer;
import dev.cohort.store.Sha256;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Looks images up where they were pushed to: by which digest each is had, and what it says of itself. */
public final class Registry {
    private static final List<String> LISTS = List.of(
            "application/vnd.oci.image.index.v1+json", "application/vnd.docker.distribution.manifest.list.v2+json");
    private static final List<String> IMAGES = List.of(
            "application/vnd.oci.image.manifest.v1+json", "application/vnd.docker.distribution.manifest.v2+json");
    private static final String ALL = String.join(", ", LISTS) + ", " + String.join(", ", IMAGES);
    private static final String CONFIG = "application/octet-stream, */*";
    private static final int ATTEMPTS = 5;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;
    private static final int SERVER = 500;

    private final RegistryHttp http;
    private final String architecture;
    private final Waits waits;

    Registry(RegistryHttp http, String architecture, Waits waits) {
        this.http = http;
        this.waits = waits;
        this.architecture = architecture;
    }

    /**
     * With the logins of this user, and of his AWS credentials for registries in ECR; by the proxy that the environment names.
     *
     * @param architecture what processors images have to be for, as {@code amd64}
     */
    public static Registry open(Map<String, String> environment, String architecture) {
        Logins logins = new EcrLogins().or(EngineLogins.ofUser(environment));
        RegistryHttp http = new RegistryHttp(RegistryPlaces::of, logins, Proxies.of(environment));
        return new Registry(http, architecture, Waits.WITH_JITTER);
    }

    /** @param name as a pipeline or a user names it, which is what messages call it; {@code place} is where that lies */
    public RegisteredImage find(String name, String place) throws InterruptedException {
        ImageName image = ImageName.parse(place);
        try {
            return find(name, image);
        } catch (IOException e) {
            throw RegistryFailure.unanswered(
                    "its registry " + http.shown(image.registry()) + " can't be reached: " + Unreached.words(e),
                    "see that this is the registry's name and that this machine reaches it; HTTPS_PROXY and NO_PROXY are"
                            + " heard");
        } catch (JsonFault | IllegalArgumentException e) {
            throw new RegistryFailure(
                    "its registry " + image.registry() + " answers in a way that makes no sense: " + e.getMessage(),
                    "");
        }
    }

    private RegisteredImage find(String name, ImageName image) throws IOException, InterruptedException {
        Manifest top = manifest(image, image.reference());
        Manifest one = top.isList() ? manifest(image, variant(top)) : top;
        String identity = one.fields().object("config").text("digest");
        Fields config = Json.parse(checked(get(image, "blobs/" + identity, CONFIG), identity))
                .fields("config");
        requireArchitecture(config);
        return new RegisteredImage(name, image.pinned(top.digest()), identity, labels(config));
    }

    private record Manifest(Fields fields, String digest) {
        boolean isList() {
            return fields.has("manifests");
        }
    }

    private Manifest manifest(ImageName image, String reference) throws IOException, InterruptedException {
        Answer answer = get(image, "manifests/" + reference, ALL);
        String digest = "sha256:" + Sha256.of(answer.body()).hex();
        String expected = reference.startsWith("sha256:") ? reference : answer.digest();
        if (expected != null && !expected.equals(digest)) {
            throw new IOException("what it sends is not what its digest says");
        }
        Fields fields = Json.parse(answer.text()).fields("manifest");
        if (!fields.has("manifests") && !fields.has("config")) {
            throw new RegistryFailure(
                    "it is stored in a form that is out of use (schema 1)", "push it again with a newer engine");
        }
        return new Manifest(fields, digest);
    }

    private static String checked(Answer answer, String digest) throws IOException {
        if (!("sha256:" + Sha256.of(answer.body()).hex()).equals(digest)) {
            throw new IOException("what it sends is not what its digest says");
        }
        return answer.text();
    }

    private Answer get(ImageName image, String rest, String accept) throws IOException, InterruptedException {
        Answer answer = http.get(image, rest, accept);
        for (int i = 1; i < ATTEMPTS && isPassing(answer); i++) {
            waits.before(i - 1);
            answer = http.get(image, rest, accept);
        }
        if (answer.isDone()) {
            return answer;
        }
        throw answer.status() == NOT_FOUND ? absent(image, answer) : refused(image, answer);
    }

    /** Many say of a repository that is not there what they say of a tag; what they list tells the two apart. */
    private RegistryFailure absent(ImageName image, Answer answer) throws IOException, InterruptedException {
        boolean known = !answer.code().equals("NAME_UNKNOWN")
                && http.get(image, "tags/list?n=1", "").status() != NOT_FOUND;
        return known
                ? new RegistryFailure(
                        "the repository " + image.repository() + " at " + image.registry() + " has no "
                                + image.reference(),
                        "push it there, or name a tag that it has")
                : new RegistryFailure(
                        "there is no repository " + image.repository() + " at " + image.registry(),
                        "push it there, or correct its name");
    }

    private static boolean isPassing(Answer answer) {
        return answer.status() >= SERVER || answer.status() == TOO_MANY;
    }

    private static RegistryFailure refused(ImageName image, Answer answer) {
        return switch (answer.status()) {
            case 401, 403 ->
                new RegistryFailure(
                        "there is no repository " + image.repository() + " at " + image.registry()
                                + ", or no right to read it",
                        EcrLogins.isEcr(image.registry())
                                ? "push it there, or let these credentials do ecr:BatchGetImage on it"
                                : "correct its name, or log in: docker login " + image.registry());
            case TOO_MANY ->
                RegistryFailure.unanswered(
                        "its registry " + image.registry() + " has been asked too often",
                        "wait a while, or log in there: docker login " + image.registry());
            default ->
                RegistryFailure.unanswered(
                        "its registry " + image.registry() + " answers " + answer.status() + " " + answer.code(),
                        "try again later");
        };
    }

    private String variant(Manifest list) {
        List<Variant> variants = list.fields().list("manifests", (entry, where) -> Variant.of(entry.fields(where)));
        return variants.stream()
                .filter(variant -> variant.isFor(architecture))
                .map(Variant::digest)
                .findFirst()
                .orElseThrow(() -> otherArchitecture(variants.stream()
                        .filter(variant -> variant.os().equals("linux"))
                        .map(Variant::architecture)
                        .distinct()
                        .collect(Collectors.joining(", "))));
    }

    /** One entry of a list: an image for one kind of machine, or a statement on one. */
    private record Variant(String digest, String os, String architecture) {
        static Variant of(Fields entry) {
            Fields platform = entry.objectOrNull("platform");
            return new Variant(
                    entry.text("digest"),
                    platform == null ? "" : platform.text("os"),
                    platform == null ? "" : platform.text("architecture"));
        }

        boolean isFor(String wanted) {
            return os.equals("linux") && architecture.equals(wanted);
        }
    }

    private void requireArchitecture(Fields config) {
        String has = config.text("architecture");
        if (!has.equals(architecture)) {
            throw otherArchitecture(has);
        }
    }

    private RegistryFailure otherArchitecture(String has) {
        return new RegistryFailure(
                "it is for " + has + " processors, not for " + architecture, "build it for linux/" + architecture);
    }

    private static Map<String, String> labels(Fields config) {
        Fields inner = config.objectOrNull("config");
        boolean any = inner != null && inner.has("Labels") && inner.json("Labels") instanceof JsonObject;
        return inner != null && any ? inner.map("Labels", Registry::label) : Map.of();
    }

    private static String label(Json value, String where) {
        return value instanceof dev.cohort.contract.JsonText text ? text.text() : value.compact();
    }
}
