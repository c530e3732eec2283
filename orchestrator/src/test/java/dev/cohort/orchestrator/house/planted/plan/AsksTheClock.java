package dev.cohort.orchestrator.house.planted.plan;

import java.time.Instant;

/** Reads the time. */
record AsksTheClock(Instant at) {
    static AsksTheClock make() {
        return new AsksTheClock(Instant.now());
    }
}
