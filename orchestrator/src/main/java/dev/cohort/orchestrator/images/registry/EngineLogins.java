package dev.cohort.orchestrator.images.registry;

import dev.cohort.contract.Json;
import dev.cohort.contract.JsonFault;
import dev.cohort.contract.JsonObject;
import dev.cohort.contract.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What {@code docker login} has written down; what a program of the desktop keeps for it is not asked. */
final class EngineLogins implements Logins {
    /** Under which name engines keep the login of Docker Hub. */
    private static final String HUB = "https://index.docker.io/v1/";

    private final Path file;

    EngineLogins(Path file) {
        this.file = file;
    }

    /** Those of this user. */
    static EngineLogins ofUser(Map<String, String> environment) {
        String chosen = environment.get("DOCKER_CONFIG");
        Path folder = chosen == null || chosen.isBlank()
                ? Path.of(Objects.requireNonNullElse(System.getProperty("user.home"), "/"), ".docker")
                : Path.of(chosen);
        return new EngineLogins(folder.resolve("config.json"));
    }

    @Override
    public Optional<Login> of(String registry) {
        return field(read(), "auths")
                .flatMap(all -> field(all, registry.equals("docker.io") ? HUB : registry))
                .flatMap(EngineLogins::login);
    }

    private JsonObject read() {
        try {
            return Json.parse(Files.readString(file)) instanceof JsonObject all ? all : none();
        } catch (IOException | JsonFault notThere) {
            return none();
        }
    }

    private static JsonObject none() {
        return Json.object().build();
    }

    private static Optional<JsonObject> field(JsonObject object, String name) {
        return object.get(name).filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
    }

    /** The user and his password in Base64. */
    private static Optional<Login> login(JsonObject entry) {
        if (!(entry.get("auth").orElse(Json.nothing()) instanceof JsonText auth)) {
            return Optional.empty();
        }
        try {
            String both = new String(Base64.getDecoder().decode(auth.text()), StandardCharsets.UTF_8);
            int colon = both.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new Login(both.substring(0, colon), both.substring(colon + 1)));
        } catch (IllegalArgumentException torn) {
            return Optional.empty();
        }
    }
}
