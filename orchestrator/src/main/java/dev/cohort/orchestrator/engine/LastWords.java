package dev.cohort.orchestrator.engine;

import java.util.List;

/** How the log of a task ends that left none in the store, where its compute keeps one. */
@FunctionalInterface
public interface LastWords {
    /** Nobody keeps any. */
    LastWords NONE = (job, array, index) -> List.of();

    /** The last lines of a task; none where they can't be had, which is no error. {@code job} is the id of its job. */
    List<String> of(String job, boolean array, int index);
}
