package dev.cohort.orchestrator.engine;

import dev.cohort.orchestrator.run.RunEvent;
import dev.cohort.orchestrator.run.RunProgress;
import org.jspecify.annotations.Nullable;

/** Is told what happens to a run, with what it comes to so far. */
@FunctionalInterface
public interface RunListener {
    void on(RunEvent event, RunProgress progress);

    /** After each look at the jobs, whether or not it saw anything new: time has passed. */
    default void glance(RunProgress progress) {}

    /** Nothing of a step is started, and won't be unless somebody does something about it; when that comes, and when it changes. */
    default void stuck(String step, String why) {}

    /** How the jobs stand can't be known for a while, when that begins, though they go on; null when it is known again. */
    default void silence(@Nullable String why) {}

    /** Some jobs are not known where they should be; when that begins, and when it changes. */
    default void unknown(String what) {}
}
