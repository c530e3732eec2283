package dev.cohort.orchestrator.engine;

import dev.cohort.orchestrator.run.RunEvent;
import dev.cohort.orchestrator.run.RunProgress;

/** Is told what happens to a run, with what it comes to so far. */
@FunctionalInterface
public interface RunListener {
    void on(RunEvent event, RunProgress progress);
}
