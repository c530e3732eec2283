package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.engine.RunFiles;
import dev.cohort.orchestrator.journal.RunJournal;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.samples.SampleTable;
import java.util.List;

/** How a plan is worked through, where it is: on this machine, or on a queue. */
interface RunWork {
    /** Tells what can't go well; the answer is the exit code for it. */
    int check(Planned planned, Problems problems) throws InterruptedException;

    /** What it takes that is made here and now; false where it can't be, which is told. */
    boolean prepare(Planned planned);

    /** What of the pipeline is done otherwise here. */
    List<String> notes(RunPlan plan);

    /** Removes what may go; files that can't be removed make no run worse. */
    void tidy(RunPlan next, SampleTable samples);

    /** The exit code. */
    int through(Planned planned, RunFiles files, RunJournal journal, RunView view, boolean stopOnFailure)
            throws InterruptedException;
}
