package dev.cohort.orchestrator.cli;

import dev.cohort.contract.RunId;
import dev.cohort.contract.RunState;
import dev.cohort.orchestrator.catalog.StoredRequest;
import dev.cohort.orchestrator.catalog.StoredRun;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.engine.RunFiles;
import dev.cohort.orchestrator.engine.aws.AwsClients;
import dev.cohort.orchestrator.engine.aws.RunJobs;
import dev.cohort.orchestrator.journal.Claim;
import dev.cohort.orchestrator.journal.Follower;
import dev.cohort.orchestrator.journal.Journal;
import dev.cohort.orchestrator.journal.RunJournal;
import dev.cohort.orchestrator.plan.Account;
import dev.cohort.orchestrator.run.Owner;
import dev.cohort.orchestrator.run.RunEvent;
import dev.cohort.orchestrator.run.RunProgress;
import dev.cohort.orchestrator.run.RunRequest;
import dev.cohort.orchestrator.view.PlanJson;
import dev.cohort.store.Store;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A run on a queue, in new hands: its jobs have gone on meanwhile, and whoever looked after it before now only looks. */
final class QueueRun {
    private final Console console;
    private final RunArgument.Meant meant;
    private final Store store;
    private final RunId run;
    private final Owner me;
    private final boolean takeOver;

    /** @param takeOver whether jobs that are not known in this account are lost, as somebody says */
    QueueRun(Console console, RunArgument.Meant meant, boolean takeOver) {
        this.takeOver = takeOver;
        this.console = console;
        this.me = console.me();
        this.meant = meant;
        this.store = meant.store();
        this.run = meant.run();
    }

    /** Looks after it from here on; the exit code. */
    int goOn(boolean stopOnFailure) throws InterruptedException {
        return attached(stopOnFailure, List.of());
    }

    /** Ends all of it that the queue has, also what may only have been meant to be there; the exit code. */
    int cancel(String by) throws InterruptedException {
        RunEvent asked = new RunEvent.CancelAsked(by, console.clock().instant());
        int exit = meant.progress().round() == 0 ? ended(asked) : attached(false, List.of(asked));
        boolean ended = Follower.replay(new Journal(store, run)).hasEnded();
        return exit == ExitCode.INTERRUPTED && ended ? ExitCode.OK : exit;
    }

    /** Nothing of it can have been submitted. */
    private int ended(RunEvent asked) throws InterruptedException {
        return claimed(() -> {
            RunJournal journal = attached();
            journal.insist(List.of(
                    asked,
                    new RunEvent.Ended(RunState.CANCELLED, null, console.clock().instant())));
            return new Ending(console, store).summary(journal.progress(), meant.elapsed(console));
        });
    }

    /** What is done while nobody else can write the same results. */
    private interface Use {
        int of() throws InterruptedException;
    }

    private int claimed(Use use) throws InterruptedException {
        Claiming claiming = new Claiming(console, store, meant.begun().name(), me, false);
        Optional<Claim> claim = claiming.keep(run);
        if (claim.isEmpty()) {
            return ExitCode.ENVIRONMENT;
        }
        try {
            return use.of();
        } finally {
            claiming.release(claim.get());
        }
    }

    private RunJournal attached() {
        RunJournal journal = new RunJournal(new Journal(store, run), me, console.passingTime());
        journal.insist(List.of(new RunEvent.Attached(me, console.clock().instant())));
        return journal;
    }

    private int attached(boolean stopOnFailure, List<RunEvent> more) throws InterruptedException {
        return claimed(() -> {
            RunJournal journal = attached();
            journal.insist(more);
            Problems problems = new Problems();
            Optional<RunRequest> request = new StoredRequest(store, run).read(problems);
            int round = journal.progress().round();
            Optional<Planned> planned = request.flatMap(asked -> planned(round, problems));
            console.tell(problems.inOrder());
            return planned.isEmpty()
                    ? leave(journal, request.map(RunRequest::account))
                    : watch(
                            planned.get(),
                            journal,
                            round,
                            stopOnFailure || request.get().stopOnFailure());
        });
    }

    /** Only once it is ours: until then somebody may still have planned it, or another round of it. */
    private Optional<Planned> planned(int round, Problems problems) {
        Resuming resuming = new Resuming(console, store, run, problems);
        return round == 0 ? resuming.plan(1) : resuming.again(round);
    }

    /** Its jobs go on; whoever wants its end needs no plan for that. */
    private int leave(RunJournal journal, Optional<Account> account) throws InterruptedException {
        RunProgress progress = journal.progress();
        if (progress.cancel() == null || account.isEmpty()) {
            journal.insist(List.of(new RunEvent.Detached(console.clock().instant())));
            return ExitCode.WRONG_INPUT;
        }
        try (AwsClients clients = console.aws().clients(account.get().region())) {
            new RunJobs(clients, queues(account.get())).end(progress.submits(), "cancelled");
        }
        journal.insist(List.of(
                new RunEvent.Ended(RunState.CANCELLED, null, console.clock().instant())));
        return new Ending(console, store).summary(journal.progress(), meant.elapsed(console));
    }

    /** Steps may name queues of their own. */
    private Set<String> queues(Account account) {
        Set<String> queues = new TreeSet<>(Set.of(account.queue()));
        StoredRun.read(store, run, new Problems()).stream()
                .flatMap(stored -> stored.jobs().stream())
                .flatMap(job -> Optional.ofNullable(job.queue()).stream())
                .forEach(queues::add);
        return queues;
    }

    private int watch(Planned planned, RunJournal journal, int round, boolean stopOnFailure)
            throws InterruptedException {
        RunFiles files = new RunFiles(store, planned.plan());
        if (round == 0) {
            files.write(planned.samples(), PlanJson.of(planned.plan()));
        }
        Account account =
                Objects.requireNonNull(planned.plan().settings().account(), "a run on a queue has an account");
        return new QueueWork(console, store, account, QueueWork.Leaving.NEVER, takeOver)
                .through(planned, files, journal, meant.view(console), stopOnFailure);
    }
}
