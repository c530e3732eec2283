package dev.cohort.orchestrator.house.planted.spec;

/** Without a fault. */
public record Kept(String text) {
    /** An exception of its own is no process, though {@code RuntimeException} begins like {@code Runtime}. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
