package dev.cohort.orchestrator.house.planted.view;

/** Reads the time for a duration. */
final class MeasuresTime {
    long elapsed(long since) {
        return System.nanoTime() - since;
    }
}
