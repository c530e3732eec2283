package dev.cohort.orchestrator.house.planted.spec;

import org.jspecify.annotations.Nullable;

/** Depends on who calls. */
final class ReadsEnvironment {
    @Nullable String home() {
        return System.getenv("HOME");
    }
}
