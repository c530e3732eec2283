package dev.cohort.orchestrator.cli;

import dev.cohort.contract.RunState;
import dev.cohort.contract.StoreLayout;
import dev.cohort.orchestrator.catalog.Catalog;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.engine.Engine;
import dev.cohort.orchestrator.engine.Failures;
import dev.cohort.orchestrator.engine.RunFiles;
import dev.cohort.orchestrator.engine.Tidying;
import dev.cohort.orchestrator.engine.local.LocalCompute;
import dev.cohort.orchestrator.engine.local.LocalProvisions;
import dev.cohort.orchestrator.engine.local.Machine;
import dev.cohort.orchestrator.plan.MissingInputs;
import dev.cohort.orchestrator.plan.PlanNotes;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.plan.StepPlan;
import dev.cohort.orchestrator.run.RunProgress;
import dev.cohort.orchestrator.spec.Resources;
import dev.cohort.orchestrator.view.PlanJson;
import dev.cohort.orchestrator.view.SummaryText;
import dev.cohort.store.Store;
import dev.cohort.store.StoreFailure;
import java.util.List;

/** Runs a plan on this machine, from the last checks to the summary. */
final class LocalRun {
    private final Console console;
    private final Store store;
    private final Planned planned;
    private final RunPlan plan;
    private final LocalOptions options;
    private final RunFiles files;
    private Interrupts interrupts = Interrupts.NONE;

    LocalRun(Console console, Store store, Planned planned, LocalOptions options) {
        this.console = console;
        this.store = store;
        this.planned = planned;
        this.plan = planned.plan();
        this.options = options;
        this.files = new RunFiles(store, plan);
    }

    /** The exit code. */
    int run() throws InterruptedException {
        if (plan.isEmpty()) {
            tidy(plan);
            console.print(
                    List.of("Nothing to do: all results of " + plan.settings().name() + " are there and current."));
            console.print(SummaryText.results(plan));
            return ExitCode.OK;
        }
        Machine machine = options.machine();
        Problems problems = new Problems();
        tellTooLarge(machine, problems);
        LocalProvisions.tell(plan, console.secrets(), problems);
        if (problems.hasErrors()) {
            console.tell(problems.inOrder());
            return ExitCode.ENVIRONMENT;
        }
        MissingInputs.tell(plan, planned.holdings(), planned.samples(), problems);
        console.tell(problems.inOrder());
        return problems.hasErrors() ? ExitCode.WRONG_INPUT : compute(machine);
    }

    private void tellTooLarge(Machine machine, Problems problems) {
        for (StepPlan step : machine.tooLarge(plan.steps())) {
            Resources wanted = step.step().spec().resources();
            problems.add(Problem.error(
                            step.step().spec().place(),
                            "a task of the step `" + step.name() + "` takes "
                                    + Sizes.all(wanted.cpus(), wanted.memoryMiB(), wanted.gpus())
                                    + ", and this machine lends "
                                    + Sizes.all(
                                            machine.cpus(),
                                            machine.memoryMiB(),
                                            machine.gpus().size()))
                    .hint(
                            plan.graph().pipeline().profiles().isEmpty()
                                    ? more(wanted) + ", or let the step take less"
                                    : more(wanted) + ", or run it with --profile "
                                            + String.join(
                                                    " or --profile ",
                                                    plan.graph()
                                                            .pipeline()
                                                            .profiles()
                                                            .keySet())));
        }
    }

    private static String more(Resources wanted) {
        return "give more with --cpus" + (wanted.gpus() > 0 ? ", --memory and --gpus" : " and --memory")
                + " if there is more";
    }

    private int compute(Machine machine) throws InterruptedException {
        console.print(new PlanNotes(plan).onOneMachine());
        planned.payloads().put(store, new StoreLayout(plan.settings().name()));
        files.write(planned.samples(), PlanJson.of(plan));
        RunView view = new RunView(console);
        RunProgress progress = watched(machine, view);
        if (Tidying.isWanted(plan.graph())) {
            tidy(planned.again(Catalog.of(store, plan.settings().name(), plan.graph(), planned.samples())));
        }
        console.print(new SummaryText(console.paint()).lines(progress, view.elapsed()));
        return exitCode(progress.state());
    }

    /** Ctrl-C is heard until the last body has ended, also when that is because something here went wrong. */
    private RunProgress watched(Machine machine, RunView view) throws InterruptedException {
        try (LocalCompute compute =
                new LocalCompute(store, machine, options.workerSettings().secrets(console.secrets()))) {
            Engine engine = new Engine(plan, compute, new Failures(store, plan), files, view, options.stopOnFailure());
            interrupts = Interrupts.handle(times -> interrupted(times, compute, engine, view));
            return engine.run();
        } finally {
            interrupts.close();
        }
    }

    /** The view comes last: where what it prints is not taken, it waits. */
    private void interrupted(int times, LocalCompute compute, Engine engine, RunView view) {
        if (times > 1) {
            compute.kill();
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
        }
        engine.stop();
        view.say(List.of(
                "Stopping: nothing more is started, and what runs is ended. Press Ctrl-C again to leave at once."));
    }

    /** Files that may go and can't be removed make no run worse. */
    private void tidy(RunPlan next) {
        try {
            new Tidying(store, next).tidy(planned.samples());
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
