package dev.cohort.orchestrator.engine;

import dev.cohort.orchestrator.run.RunEvent;
import dev.cohort.orchestrator.run.RunProgress;

/** Is told what happens to a run, with what it comes to so far. */
@FunctionalInterface
public interface RunListener {
    void on(RunEvent event, RunProgress progress);

    /** After each look at the jobs, whether or not it saw anything new: time has passed. */
    default void glance(RunProgress progress) {}

    /** Nothing of a step is started, and won't be unless somebody does something about it; when that comes, and when it changes. */
    default void stuck(String step, String why) {}
}
