package dev.cohort.orchestrator.house.planted.plan;

import java.util.Collections;
import java.util.List;

/** Chance without the word. */
final class Shuffles {
    void shuffle(List<String> lanes) {
        Collections.shuffle(lanes);
    }
}
