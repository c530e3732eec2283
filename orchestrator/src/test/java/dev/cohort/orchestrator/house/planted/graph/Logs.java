package dev.cohort.orchestrator.house.planted.graph;

import java.util.logging.Logger;

/** Tells it to somebody whom it does not know. */
final class Logs {
    void tell() {
        Logger.getLogger("graph").info("resolved");
    }
}
