package dev.cohort.orchestrator.cli;

import dev.cohort.contract.RunId;
import dev.cohort.contract.RunState;
import dev.cohort.orchestrator.catalog.StoredRequest;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.engine.RunFiles;
import dev.cohort.orchestrator.engine.local.LeftBehind;
import dev.cohort.orchestrator.journal.Claim;
import dev.cohort.orchestrator.journal.Journal;
import dev.cohort.orchestrator.journal.RunJournal;
import dev.cohort.orchestrator.run.Owner;
import dev.cohort.orchestrator.run.RunEvent;
import dev.cohort.orchestrator.view.PlanJson;
import dev.cohort.orchestrator.view.SummaryText;
import dev.cohort.store.Store;
import java.util.List;
import java.util.Optional;

/** A run whose process is gone, in new hands: what it left is ended, and then it goes on, or is brought to its end. */
final class CarriedRun {
    private final Console console;
    private final Store store;
    private final RunId run;
    private final RunArgument.Meant meant;
    private final boolean takeOver;
    private final Owner me;

    CarriedRun(Console console, RunArgument.Meant meant, boolean takeOver) {
        this.console = console;
        this.me = console.me();
        this.store = meant.store();
        this.run = meant.run();
        this.meant = meant;
        this.takeOver = takeOver;
    }

    /** What is done with it once it is ours. */
    private interface Use {
        int of(RunJournal journal) throws InterruptedException;
    }

    /** Goes on with what is not done yet, to the summary; the exit code. */
    int goOn(LocalOptions options) throws InterruptedException {
        return owned(journal -> {
            boolean canGoOn = new StoredRequest(store, run).isThere();
            return canGoOn && journal.progress().cancel() == null ? planned(journal, options) : end(journal);
        });
    }

    /** Ends it; the exit code. */
    int cancel(String by) throws InterruptedException {
        return owned(journal -> {
            journal.insist(List.of(new RunEvent.CancelAsked(by, console.clock().instant())));
            int unused = end(journal);
            return ExitCode.OK;
        });
    }

    private int owned(Use use) throws InterruptedException {
        Claiming claiming = new Claiming(console, store, meant.begun().name(), me, takeOver);
        Optional<Claim> claim = claiming.take(run);
        if (claim.isEmpty()) {
            return ExitCode.ENVIRONMENT;
        }
        try {
            RunJournal journal = new RunJournal(new Journal(store, run), me, console.passingTime());
            String before = journal.progress().owner() == null
                    ? "its process"
                    : journal.progress().owner().shown();
            journal.insist(List.of(new RunEvent.TakenOver(me, console.clock().instant())));
            LeftBehind.on(store).end(run).forEach(left -> console.tell(List.of(Problem.warning(left))));
            console.print(List.of("The run " + run + " was cut off: " + before
                    + " is gone. What it had running is ended, and what it has done is kept."));
            return use.of(journal);
        } finally {
            claiming.release(claim.get());
        }
    }

    /** Somebody wanted its end, and its process did not come to it; or it had not come to the beginning. */
    private int end(RunJournal journal) {
        journal.insist(List.of(
                new RunEvent.Ended(RunState.CANCELLED, null, console.clock().instant())));
        console.print(new SummaryText(console.paint(), store.location().toString())
                .lines(journal.progress(), meant.view(console).elapsed(), false));
        return ExitCode.INTERRUPTED;
    }

    private int planned(RunJournal journal, LocalOptions options) throws InterruptedException {
        Problems problems = new Problems();
        Optional<Planned> planned = new Resuming(console, store, run, problems)
                .plan(journal.progress().round() + 1);
        LocalWork work = new LocalWork(console, store, options);
        int wrong = planned.isPresent() ? work.check(planned.get(), problems) : ExitCode.WRONG_INPUT;
        console.tell(problems.inOrder());
        if (planned.isEmpty() || problems.hasErrors()) {
            return wrong;
        }
        if (!work.prepare(planned.get())) {
            return ExitCode.ENVIRONMENT;
        }
        RunFiles files = new RunFiles(store, planned.get().plan());
        files.write(planned.get().samples(), PlanJson.of(planned.get().plan()));
        boolean stop = options.stopOnFailure(planned.get().request().stopOnFailure());
        return work.through(planned.get(), files, journal, meant.view(console), stop);
    }
}
