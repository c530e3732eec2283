package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.engine.ComputeFailure;
import dev.cohort.orchestrator.run.RunProgress;
import dev.cohort.orchestrator.run.Submits;
import dev.cohort.store.StoreFailure;
import java.util.Locale;
import java.util.Optional;

/**
 * How somebody comes back to a run on AWS Batch who can't be told how it goes just now.
 *
 * @param attach the command that looks after the run again
 */
record WayBack(String attach) {
    /** Only where AWS has, or may have, something of the run; and nothing goes on of what is all done. */
    ComputeFailure of(ComputeFailure failure, RunProgress progress) {
        return back(progress).map(failure::and).orElse(failure);
    }

    /** The same where it is the store that does not answer. */
    StoreFailure of(StoreFailure failure, RunProgress progress) {
        String what = String.valueOf(failure.getMessage()).replaceFirst("\\.$", "");
        return back(progress)
                .map(back -> new StoreFailure(
                        failure.kind(),
                        what,
                        back.substring(0, 1).toUpperCase(Locale.ROOT) + back.substring(1) + ".",
                        failure))
                .orElse(failure);
    }

    private Optional<String> back(RunProgress progress) {
        Submits submits = progress.submits();
        if (submits.ids().isEmpty() && submits.open().isEmpty()) {
            return Optional.empty();
        }
        String back = "`" + attach + "` goes on from there";
        return Optional.of(
                progress.isAllDone()
                        ? "all that was submitted is done, and " + back
                        : "what was submitted goes on meanwhile, and " + back);
    }
}
