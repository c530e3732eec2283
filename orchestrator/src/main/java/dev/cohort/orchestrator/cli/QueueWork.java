package dev.cohort.orchestrator.cli;

import dev.cohort.contract.RunId;
import dev.cohort.orchestrator.catalog.GoodOutcomes;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.engine.Compute;
import dev.cohort.orchestrator.engine.ComputeFailure;
import dev.cohort.orchestrator.engine.Engine;
import dev.cohort.orchestrator.engine.Failures;
import dev.cohort.orchestrator.engine.RunFiles;
import dev.cohort.orchestrator.engine.aws.AwsClients;
import dev.cohort.orchestrator.engine.aws.AwsCompute;
import dev.cohort.orchestrator.engine.aws.Conductors;
import dev.cohort.orchestrator.engine.aws.LoggedWords;
import dev.cohort.orchestrator.journal.Follower;
import dev.cohort.orchestrator.journal.Journal;
import dev.cohort.orchestrator.journal.RunJournal;
import dev.cohort.orchestrator.journal.TakenOverFault;
import dev.cohort.orchestrator.plan.Account;
import dev.cohort.orchestrator.plan.Conductor;
import dev.cohort.orchestrator.plan.MissingInputs;
import dev.cohort.orchestrator.plan.PlanNotes;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.run.RunProgress;
import dev.cohort.orchestrator.samples.SampleTable;
import dev.cohort.orchestrator.view.PlanJson;
import dev.cohort.store.Store;
import dev.cohort.store.StoreFailure;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Hands a plan to a queue, and watches it through or leaves it to itself: its jobs need nobody. */
final class QueueWork implements RunWork {
    private final Console console;
    private final Store store;
    private final Account account;
    private final Leaving leaving;
    private final boolean takeOver;
    private volatile boolean interrupted;
    private @Nullable String conductorImage;

    /** To whom the run is left once all is submitted. */
    enum Leaving {
        NEVER,
        TO_ITSELF,
        TO_A_CONDUCTOR
    }

    /** @param takeOver whether jobs that are not known in this account are lost, as somebody says */
    QueueWork(Console console, Store store, Account account, Leaving leaving, boolean takeOver) {
        this.console = console;
        this.store = store;
        this.account = account;
        this.leaving = leaving;
        this.takeOver = takeOver;
    }

    @Override
    public int check(Planned planned, Problems problems) throws InterruptedException {
        if (leaving == Leaving.TO_A_CONDUCTOR) {
            conductorImage = new ConductorImage(console, account, problems).name();
            if (problems.hasErrors()) {
                return ExitCode.ENVIRONMENT;
            }
        }
        MissingInputs.tell(planned.plan(), planned.holdings(), planned.samples(), problems);
        return ExitCode.WRONG_INPUT;
    }

    @Override
    public boolean prepare(Planned planned) {
        return true;
    }

    @Override
    public List<String> notes(RunPlan plan) {
        return new PlanNotes(plan)
                .onAwsBatch().stream().map(note -> "On AWS Batch " + note + ".").toList();
    }

    @Override
    public void tidy(RunPlan next, SampleTable samples) {
        new Ending(console, store).tidy(next, samples);
    }

    /** As long as something is left that has to be planned anew, and somebody is here. */
    @Override
    public int through(Planned planned, RunFiles files, RunJournal journal, RunView view, boolean stopOnFailure)
            throws InterruptedException {
        journal.listen(view::on);
        try {
            return rounds(planned, files, journal, view, stopOnFailure);
        } catch (TakenOverFault taken) {
            return watch(planned.plan().settings().run());
        } catch (ComputeFailure failure) {
            throw wayBack(planned).of(failure, journal.progress());
        } catch (StoreFailure failure) {
            throw wayBack(planned).of(failure, journal.progress());
        }
    }

    private WayBack wayBack(Planned planned) {
        return new WayBack(Typed.command(
                console, store, "attach", planned.plan().settings().run()));
    }

    /** Somebody else looks after it now, and does what has to be done. */
    private int watch(RunId run) throws InterruptedException {
        RunArgument.Meant meant = new RunArgument.Meant(store, run, Follower.replay(new Journal(store, run)));
        if (meant.progress().hasEnded()) {
            return new Ending(console, store).summary(meant.progress(), meant.elapsed(console));
        }
        OptionalInt exit = new Watching(console, meant).watch();
        return exit.isPresent() ? exit.getAsInt() : new QueueRun(console, meant, takeOver).goOn(false);
    }

    private int rounds(Planned planned, RunFiles files, RunJournal journal, RunView view, boolean stopOnFailure)
            throws InterruptedException {
        try (AwsClients clients = console.aws().clients(account.region())) {
            Planned now = planned;
            RunProgress progress = round(now, files, journal, view, stopOnFailure, clients);
            while (!progress.hasEnded() && progress.attended()) {
                Optional<Planned> next = next(now, progress);
                if (next.isEmpty()) {
                    return ExitCode.WRONG_INPUT;
                }
                now = next.get();
                RunFiles more = new RunFiles(store, now.plan());
                more.write(now.samples(), PlanJson.of(now.plan()));
                progress = round(now, more, journal, view, stopOnFailure, clients);
            }
            return progress.hasEnded()
                    ? new Ending(console, store).of(now, progress, view.elapsed())
                    : left(now.plan(), progress, clients);
        }
    }

    private Optional<Planned> next(Planned planned, RunProgress progress) {
        Problems problems = new Problems();
        Optional<Planned> next =
                new Resuming(console, store, planned.plan().settings().run(), problems).plan(progress.round() + 1);
        console.tell(problems.inOrder());
        return next;
    }

    /** Ctrl-C leaves the run, which goes on. */
    private RunProgress round(
            Planned planned,
            RunFiles files,
            RunJournal journal,
            RunView view,
            boolean stopOnFailure,
            AwsClients clients)
            throws InterruptedException {
        Compute compute = new AwsCompute(planned.plan(), clients, new GoodOutcomes(store, planned.plan()), takeOver);
        Engine engine = new Engine(
                planned.plan(),
                compute,
                new Failures(store, planned.plan(), new LoggedWords(clients)),
                files,
                journal,
                view,
                console.clock(),
                stopOnFailure);
        Interrupts interrupts = Interrupts.handle(times -> {
            if (times > 1) {
                Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
            }
            interrupted = true;
            engine.leave();
        });
        try {
            return leaving == Leaving.NEVER ? engine.run() : engine.submitAndLeave();
        } finally {
            interrupts.close();
            compute.close();
        }
    }

    /** Only now, as the conductor would take the run from whoever still submits it. */
    private int left(RunPlan plan, RunProgress progress, AwsClients clients) throws InterruptedException {
        Optional<String> conductor = conductorImage == null || interrupted
                ? Optional.empty()
                : Optional.of(new Conductors(clients).submit(new Conductor(plan, conductorImage)));
        String attach =
                "`" + Typed.command(console, store, "attach", plan.settings().run()) + "`";
        String cancel =
                "`" + Typed.command(console, store, "cancel", plan.settings().run()) + "`";
        console.print(List.of(
                "",
                Counts.count(progress.submits().ids().size(), "job") + " of the run "
                        + plan.settings().run() + " "
                        + (progress.submits().ids().size() == 1 ? "is" : "are")
                        + " in the queue " + account.queue() + whatElse(progress, conductor),
                attach + " shows how it goes, from any machine; " + cancel + " ends it."));
        return leaving == Leaving.NEVER || interrupted ? ExitCode.INTERRUPTED : ExitCode.OK;
    }

    private static String whatElse(RunProgress progress, Optional<String> conductor) {
        if (conductor.isPresent()) {
            return ", and a conductor looks after them: the job " + conductor.get() + ".";
        }
        return progress.isAllSubmitted()
                ? ", and nobody has to wait for them."
                : "; others follow only while somebody is attached.";
    }
}
