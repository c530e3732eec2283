package dev.cohort.orchestrator.images.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A user of a registry. */
record Login(String user, String password) {
    String basic() {
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both);
    }

    /** A password is nobody's to print. */
    @Override
    public String toString() {
        return user + ":…";
    }
}
