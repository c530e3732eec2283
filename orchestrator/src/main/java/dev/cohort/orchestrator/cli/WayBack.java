package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.engine.ComputeFailure;
import dev.cohort.orchestrator.run.RunProgress;
import dev.cohort.orchestrator.run.Submits;

/**
 * How somebody comes back to a run on AWS Batch who can't be told how it goes just now.
 *
 * @param attach the command that looks after the run again
 */
record WayBack(String attach) {
    /** Only where AWS has, or may have, something of the run; and nothing goes on of what is all done. */
    ComputeFailure of(ComputeFailure failure, RunProgress progress) {
        Submits submits = progress.submits();
        if (submits.ids().isEmpty() && submits.open().isEmpty()) {
            return failure;
        }
        String back = "`" + attach + "` goes on from there";
        return failure.and(
                progress.isAllDone()
                        ? "all that was submitted is done, and " + back
                        : "what was submitted goes on meanwhile, and " + back);
    }
}
