package dev.cohort.orchestrator.cli;

import dev.cohort.contract.RunId;
import dev.cohort.contract.StoreLayout;
import dev.cohort.orchestrator.catalog.Catalog;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.engine.RunFiles;
import dev.cohort.orchestrator.journal.Claim;
import dev.cohort.orchestrator.journal.Journal;
import dev.cohort.orchestrator.journal.RunJournal;
import dev.cohort.orchestrator.plan.Downloads;
import dev.cohort.orchestrator.plan.Holdings;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.run.Owner;
import dev.cohort.orchestrator.run.PlannedStep;
import dev.cohort.orchestrator.run.RunEvent;
import dev.cohort.orchestrator.run.RunRequest;
import dev.cohort.orchestrator.view.DownloadText;
import dev.cohort.orchestrator.view.NothingToDo;
import dev.cohort.orchestrator.view.PlanJson;
import dev.cohort.orchestrator.view.SummaryText;
import dev.cohort.store.Store;
import java.util.List;
import java.util.Optional;

/** A new run, from its claim to its end, wherever it is worked through. */
final class NewRun {
    private final Console console;
    private final Store store;
    private final LocalOptions options;
    private final RunWork work;
    private final Owner me;

    NewRun(Console console, Store store, LocalOptions options, RunWork work) {
        this.console = console;
        this.me = console.me();
        this.store = store;
        this.options = options;
        this.work = work;
    }

    /** The exit code. */
    int run(Planned planned) throws InterruptedException {
        if (planned.plan().isEmpty()) {
            return nothingToDo(planned);
        }
        Problems problems = new Problems();
        int wrong = work.check(planned, problems);
        console.tell(problems.inOrder());
        if (problems.hasErrors()) {
            return wrong;
        }
        if (!isWritable(planned)) {
            return ExitCode.STORE;
        }
        return work.prepare(planned) ? claimed(planned) : ExitCode.ENVIRONMENT;
    }

    private boolean isWritable(Planned planned) {
        Optional<String> why =
                StoreAddress.whyUnwritable(planned.plan().settings().store());
        why.ifPresent(sentence -> console.tell(List.of(Problem.error(sentence)
                .hint("give this user the right to it, mount it for writing, or give --store another directory"))));
        return why.isEmpty();
    }

    /** What others write into is theirs to tidy. */
    private int nothingToDo(Planned planned) {
        RunPlan plan = planned.plan();
        if (planned.claim() == null || !planned.claim().held()) {
            work.tidy(plan, planned.samples());
        }
        console.print(List.of(
                NothingToDo.sentence(plan, "all results of " + plan.settings().name())));
        console.print(new SummaryText(console.paint(), plan.settings().store())
                .results(PlannedStep.of(plan).stream()
                        .filter(step -> step.current() > 0)
                        .toList()));
        return ExitCode.OK;
    }

    private int claimed(Planned planned) throws InterruptedException {
        RunId run = planned.plan().settings().run();
        String name = planned.plan().settings().name();
        Claiming claiming = new Claiming(console, store, name, me, options.takeOver());
        Optional<Claim> claim = claiming.take(run);
        if (claim.isEmpty()) {
            return ExitCode.ENVIRONMENT;
        }
        try {
            return start(planned.isMadeBefore(claim.get()) ? planned : planned.renewed(holdings(planned)));
        } finally {
            claiming.release(claim.get());
        }
    }

    private Holdings holdings(Planned planned) {
        RunPlan plan = planned.plan();
        return Catalog.of(store, plan.settings().name(), plan.graph(), planned.samples());
    }

    private int start(Planned planned) throws InterruptedException {
        RunPlan plan = planned.plan();
        if (plan.isEmpty()) {
            return nothingToDo(planned);
        }
        RunRequest request = planned.request().stopOnFailure(options.stopOnFailure(false));
        RunJournal journal = new RunJournal(new Journal(store, plan.settings().run()), me, console.passingTime());
        journal.insist(List.of(new RunEvent.Started(
                plan.settings().name(),
                plan.graph().pipeline().name(),
                plan.samples(),
                me,
                plan.settings().account() == null
                        ? null
                        : plan.settings().account().queue(),
                console.clock().instant())));
        console.print(work.notes(plan));
        console.print(DownloadText.lines(
                Downloads.of(plan, planned.holdings()), plan.settings().account() != null));
        planned.payloads().put(store, new StoreLayout(plan.settings().name()));
        RunFiles files = new RunFiles(store, plan);
        files.begin(planned.samples(), request);
        files.write(planned.samples(), PlanJson.of(plan));
        return work.through(planned, files, journal, new RunView(console), request.stopOnFailure());
    }
}
