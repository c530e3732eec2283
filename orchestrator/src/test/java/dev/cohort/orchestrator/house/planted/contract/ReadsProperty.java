package dev.cohort.orchestrator.house.planted.contract;

import org.jspecify.annotations.Nullable;

/** The contract is pure, too. */
final class ReadsProperty {
    @Nullable String tmp() {
        return System.getProperty("java.io.tmpdir");
    }
}
