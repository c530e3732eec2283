package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.RunId;
import dev.cohort.orchestrator.engine.local.ThisMachine;
import dev.cohort.orchestrator.journal.Claims;
import dev.cohort.orchestrator.journal.Follower;
import dev.cohort.orchestrator.journal.Journal;
import dev.cohort.orchestrator.journal.RunJournal;
import dev.cohort.orchestrator.plan.PlannedJob;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.run.Owner;
import dev.cohort.orchestrator.run.Plans;
import dev.cohort.orchestrator.run.RunEvent;
import dev.cohort.orchestrator.run.TaskCounts;
import dev.cohort.store.Location;
import dev.cohort.store.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run on a queue holds the claim on {@code p}, and what it was asked to do is gone; another wants to write the same results. */
@Timeout(60)
class ClaimingTest {
    private static final RunId MINE = new RunId("20260202-120000-mine");
    private static final Owner ELSEWHERE = new Owner("a laptop", "boot", "space", 12, 1, "ann", "1");

    private static final String LOST =
            "what it was asked to do can't be read, so that nobody can attach to it or cancel it; see with"
                    + " `aws batch list-jobs --job-queue q --filters name=JOB_NAME,values='20260131-120000-k3x9-*'` that none of its jobs is"
                    + " left there, and type the same command again with --take-over";

    @TempDir
    private Path folder;

    private final RunPlan plan = Plans.of(Plans.CHAIN, "a", "b");
    private Store store = Store.open(Location.of(Path.of("/")));
    private Terminal terminal = new Terminal(Path.of("/"));

    @BeforeEach
    void heldByAQueue() {
        store = Store.open(Location.of(folder));
        terminal = new Terminal(folder);
        Owner gone = ThisMachine.owner("ann", "1");
        Owner before = new Owner(gone.host(), gone.boot(), gone.space(), gone.pid(), gone.start() + 1, "ann", "1");
        new Claims(store, "p").take(Optional.empty(), Plans.RUN, before, Plans.NOON);
        happened(
                before, Plans.started(plan, "q"), RunEvent.Planned.of(plan), new RunEvent.Attached(before, Plans.NOON));
    }

    private void happened(Owner owner, RunEvent... events) {
        new RunJournal(new Journal(store, Plans.RUN), owner, () -> 0).insist(List.of(events));
    }

    private void meant(int first, int jobs) {
        plan.jobs()
                .subList(first, first + jobs)
                .forEach(job -> happened(Plans.OWNER, new RunEvent.SubmitIntended(job.name())));
    }

    private void submitted(int first, int jobs) {
        meant(first, jobs);
        plan.jobs()
                .subList(first, first + jobs)
                .forEach(job -> happened(Plans.OWNER, new RunEvent.Submitted(job.name(), "id-" + job.name())));
    }

    private void done() {
        for (PlannedJob job : plan.jobs()) {
            happened(Plans.OWNER, new RunEvent.Progressed(job.name(), new TaskCounts(job.size(), 0, 0, 0, 0, 0)));
        }
    }

    private boolean claimed(boolean takeOver) throws InterruptedException {
        return new Claiming(terminal.console(), store, "p", Plans.OWNER, takeOver)
                .take(MINE)
                .isPresent();
    }

    private String told() {
        return terminal.err().replaceAll("\\s+", " ");
    }

    @Test
    void itsJobsHoldItAndNotTheProcessThatIsGone() throws InterruptedException {
        submitted(0, 2);

        assertThat(claimed(false)).isFalse();
        assertThat(told())
                .contains(
                        "the run 20260131-120000-k3x9 writes the results of `p`: 2 jobs of it in the queue q have not ended")
                .contains(LOST);
    }

    @Test
    void soDoesAJobThatMayBeThere() throws InterruptedException {
        submitted(0, 1);
        meant(1, 2);

        assertThat(claimed(false)).isFalse();
        assertThat(told())
                .contains(
                        "`p`: 1 job of it in the queue q has not ended, and of 2 jobs nobody knows whether the queue q has them")
                .contains(LOST);
    }

    @Test
    void aRunOfWhichNobodyCanKnowGivesWayToWhoSaysSo() throws InterruptedException {
        meant(0, 1);

        assertThat(claimed(true)).isTrue();
        assertThat(Follower.replay(new Journal(store, Plans.RUN)).hasEnded()).isTrue();
    }

    @Test
    void aRunThatIsDoneGivesWay() throws InterruptedException {
        submitted(0, 3);
        done();

        assertThat(claimed(false)).isTrue();
    }

    @Test
    void whoLooksAfterItElsewhereIsToldAndCanBeSucceededOnceItsJobsAreDone() throws InterruptedException {
        submitted(0, 1);
        happened(
                ELSEWHERE,
                new RunEvent.Attached(ELSEWHERE, Plans.NOON),
                new RunEvent.Progressed(plan.jobs().get(0).name(), new TaskCounts(2, 0, 0, 0, 0, 0)));

        assertThat(claimed(false)).isFalse();
        assertThat(told())
                .contains(
                        "`p`: process 12 of ann on a laptop, since 2026-01-31 12:00:00 UTC, looks after its jobs in the queue q")
                .contains("shows how its jobs go")
                .contains("if that process is known to be gone, --take-over goes on without it");
        assertThat(claimed(true)).isTrue();
    }
}
