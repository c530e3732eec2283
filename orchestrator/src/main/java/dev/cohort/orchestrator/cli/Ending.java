package dev.cohort.orchestrator.cli;

import dev.cohort.contract.RunState;
import dev.cohort.orchestrator.catalog.Catalog;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.engine.Tidying;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.run.RunEvent;
import dev.cohort.orchestrator.run.RunProgress;
import dev.cohort.orchestrator.samples.SampleTable;
import dev.cohort.orchestrator.view.SummaryText;
import dev.cohort.store.Store;
import dev.cohort.store.StoreFailure;
import java.time.Duration;
import java.util.List;

/** What comes after the last task of a run: what may go is removed, and the summary has the last word. */
final class Ending {
    private final Console console;
    private final Store store;

    Ending(Console console, Store store) {
        this.console = console;
        this.store = store;
    }

    /** The exit code. */
    int of(Planned planned, RunProgress progress, Duration elapsed) {
        RunPlan plan = planned.plan();
        if (Tidying.isWanted(plan.graph())) {
            tidy(
                    planned.again(Catalog.of(store, plan.settings().name(), plan.graph(), planned.samples())),
                    planned.samples());
        }
        return summary(progress, elapsed);
    }

    /** The exit code. */
    int summary(RunProgress progress, Duration elapsed) {
        RunEvent.Started begun = progress.started();
        boolean byRun = begun != null && begun.owner().equals(console.me());
        console.print(new SummaryText(console.paint(), store.location().toString()).lines(progress, elapsed, byRun));
        return exitCode(progress.state());
    }

    /** Files that may go and can't be removed make no run worse. */
    void tidy(RunPlan next, SampleTable samples) {
        try {
            new Tidying(store, next).tidy(samples);
        } catch (StoreFailure failure) {
            console.tell(List.of(
                    Problem.warning("what steps with `keep: false` left can't be removed: " + failure.getMessage())));
        }
    }

    private static int exitCode(RunState state) {
        return switch (state) {
            case SUCCEEDED -> ExitCode.OK;
            case CANCELLED -> ExitCode.INTERRUPTED;
            default -> ExitCode.SOME_FAILED;
        };
    }
}
