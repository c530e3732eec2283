package dev.cohort.orchestrator.images.registry;

import java.net.URI;

/** Where the API of a registry is found. */
final class RegistryPlaces {
    private static final String HUB = "https://registry-1.docker.io";

    private RegistryPlaces() {}

    /** A registry on this machine speaks without encryption as a rule, and engines know that. */
    static URI of(String registry) {
        if (registry.equals("docker.io")) {
            return URI.create(HUB);
        }
        URI secure = URI.create("https://" + registry);
        return isThisMachine(String.valueOf(secure.getHost())) ? URI.create("http://" + registry) : secure;
    }

    static boolean isThisMachine(String host) {
        return host.equals("localhost") || host.matches("127(\\.[0-9]{1,3}){3}") || host.equals("[::1]");
    }
}
