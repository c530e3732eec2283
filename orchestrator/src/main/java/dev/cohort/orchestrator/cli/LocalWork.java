package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.engine.Engine;
import dev.cohort.orchestrator.engine.Failures;
import dev.cohort.orchestrator.engine.RunFiles;
import dev.cohort.orchestrator.engine.local.LocalCompute;
import dev.cohort.orchestrator.engine.local.LocalProvisions;
import dev.cohort.orchestrator.engine.local.Machine;
import dev.cohort.orchestrator.journal.RunJournal;
import dev.cohort.orchestrator.plan.MissingInputs;
import dev.cohort.orchestrator.plan.PlanNotes;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.run.RunProgress;
import dev.cohort.orchestrator.samples.SampleTable;
import dev.cohort.orchestrator.spec.BodySpec;
import dev.cohort.store.Store;
import dev.cohort.worker.Containers;
import dev.cohort.worker.container.CarriedRuntime;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Works a plan through on this machine, from the last checks to the summary. */
final class LocalWork implements RunWork {
    /** How long after a second Ctrl-C the journal may take to be ended. */
    private static final long LAST_SECONDS = 3;

    private final Console console;
    private final Store store;
    private final LocalOptions options;
    private final Machine machine;
    private final CountDownLatch over = new CountDownLatch(1);
    private Interrupts interrupts = Interrupts.NONE;

    LocalWork(Console console, Store store, LocalOptions options) {
        this.console = console;
        this.store = store;
        this.options = options;
        this.machine = options.of(console.machine().get());
    }

    @Override
    public int check(Planned planned, Problems problems) {
        MachineFit.tell(planned.plan(), machine, problems);
        LocalProvisions.tell(planned.plan(), console.secrets(), planned.containers() != null, problems);
        if (problems.hasErrors()) {
            return ExitCode.ENVIRONMENT;
        }
        MissingInputs.tell(planned.plan(), planned.holdings(), planned.samples(), problems);
        return ExitCode.WRONG_INPUT;
    }

    /** Java steps in containers bring their Java along, which is made when it is first needed; that it can't be is told. */
    @Override
    public boolean prepare(Planned planned) {
        Containers containers = planned.containers();
        boolean wanted = planned.plan().steps().stream()
                .anyMatch(step -> step.run() > 0 && step.step().spec().body() instanceof BodySpec.Java);
        if (containers == null || !wanted || containers.runtime().isMade()) {
            return true;
        }
        console.print(List.of("Making the Java that goes into containers, once ..."));
        return isMade(containers.runtime());
    }

    private boolean isMade(CarriedRuntime runtime) {
        try {
            runtime.make();
            return true;
        } catch (IOException e) {
            console.tell(List.of(Problem.error("the Java that goes into containers can't be made: " + e.getMessage())
                    .hint("it takes a JDK of version 17 or later (apt-get install openjdk-17-jdk-headless), and room in"
                            + " $XDG_CACHE_HOME or ~/.cache")));
            return false;
        }
    }

    @Override
    public List<String> notes(RunPlan plan) {
        return new PlanNotes(plan).onOneMachine();
    }

    @Override
    public int through(Planned planned, RunFiles files, RunJournal journal, RunView view, boolean stopOnFailure)
            throws InterruptedException {
        RunProgress progress = watched(planned, files, journal, view, stopOnFailure);
        return new Ending(console, store).of(planned, progress, view.elapsed());
    }

    /** Ctrl-C is heard until the last body has ended, also when that is because something here went wrong. */
    private RunProgress watched(
            Planned planned, RunFiles files, RunJournal journal, RunView view, boolean stopOnFailure)
            throws InterruptedException {
        RunPlan plan = planned.plan();
        try (LocalCompute compute = new LocalCompute(
                store, machine, options.workerSettings(planned.containers()).secrets(console.secrets()))) {
            journal.listen(view::on);
            Engine engine = new Engine(
                    plan, compute, new Failures(store, plan), files, journal, view, console.clock(), stopOnFailure);
            interrupts = Interrupts.handle(times -> interrupted(times, compute, engine, view));
            return engine.run();
        } finally {
            over.countDown();
            interrupts.close();
        }
    }

    /** The view comes last: where what it prints is not taken, it waits. */
    private void interrupted(int times, LocalCompute compute, Engine engine, RunView view) {
        if (times > 1) {
            compute.kill();
            leave(times);
            return;
        }
        String who = "an interrupt of " + console.me().shown();
        view.stopsFor(who);
        engine.stop(who);
        view.say(List.of(
                "Stopping: nothing more is started, and what runs is ended. Press Ctrl-C again to leave at once."));
    }

    /** The journal gets its end, if that can be had soon; who presses on does not even wait for that. */
    private void leave(int times) {
        try {
            if (times > 2 || !over.await(LAST_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
            }
        } catch (InterruptedException e) {
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
        }
    }

    @Override
    public void tidy(RunPlan next, SampleTable samples) {
        new Ending(console, store).tidy(next, samples);
    }
}
