package dev.cohort.orchestrator.house.planted.plan;

import java.util.List;

/** Threads by another name. */
final class GoesParallel {
    long count(List<String> lanes) {
        return lanes.parallelStream().count();
    }
}
