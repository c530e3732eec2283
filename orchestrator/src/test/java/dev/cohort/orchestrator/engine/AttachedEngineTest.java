package dev.cohort.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cohort.contract.FailureKind;
import dev.cohort.contract.RunState;
import dev.cohort.orchestrator.engine.Compute.TaskEnd;
import dev.cohort.orchestrator.journal.Follower;
import dev.cohort.orchestrator.journal.Journal;
import dev.cohort.orchestrator.journal.JournalFault;
import dev.cohort.orchestrator.journal.RunJournal;
import dev.cohort.orchestrator.plan.PlannedJob;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.run.Owner;
import dev.cohort.orchestrator.run.Plans;
import dev.cohort.orchestrator.run.RetriedTask;
import dev.cohort.orchestrator.run.RunEvent;
import dev.cohort.orchestrator.run.RunProgress;
import dev.cohort.orchestrator.run.TaskCounts;
import dev.cohort.store.Location;
import dev.cohort.store.Store;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run whose jobs go on by themselves, in the hands of one process after another. */
@Timeout(60)
class AttachedEngineTest {
    private static final TaskCounts TWO_DONE = new TaskCounts(2, 0, 0, 0, 0, 0);
    private static final TaskCounts ONE_OF_TWO_FAILED = new TaskCounts(1, 0, 1, 0, 0, 0);
    private static final TaskCounts ONE_DONE = new TaskCounts(1, 0, 0, 0, 0, 0);
    private static final Owner OTHER = new Owner("elsewhere", "boot", "space", 2, 2, "ada", "1.0");

    @TempDir
    private Path folder;

    private final RunPlan plan = Plans.of(Plans.CHAIN, "a", "b");
    private final FakeCompute compute = new FakeCompute();
    private final List<String> failures = new ArrayList<>();
    private Store store = Store.open(Location.of(Path.of("/")));

    @BeforeEach
    void begin() {
        compute.leadsOnFromFailed = false;
        store = Store.open(Location.of(folder));
        journal(Plans.OWNER).insist(List.of(Plans.started(plan, "mixed"), RunEvent.Planned.of(plan)));
    }

    private RunJournal journal(Owner owner) {
        return new RunJournal(new Journal(store, Plans.RUN), owner, System::nanoTime);
    }

    private String job(String step) {
        return plan.jobs().stream()
                .filter(job -> job.step().equals(step))
                .map(PlannedJob::name)
                .findFirst()
                .orElseThrow();
    }

    private void happened(RunEvent... events) {
        journal(Plans.OWNER).insist(List.of(events));
    }

    private void submitted(String... steps) {
        for (String step : steps) {
            happened(new RunEvent.SubmitIntended(job(step)), new RunEvent.Submitted(job(step), step));
            compute.stands(step, TaskCounts.pending(step.equals("all") ? 1 : 2));
        }
    }

    private RunJournal attached() {
        RunJournal journal = journal(OTHER);
        journal.insist(List.of(new RunEvent.Attached(OTHER, Plans.NOON)));
        return journal;
    }

    private Engine engine(RunJournal journal) {
        journal.listen((event, progress) -> {
            if (event instanceof RunEvent.TaskFailed failed) {
                failures.add(String.valueOf(failed.task().sample()));
            }
        });
        return new Engine(
                plan,
                compute,
                new Failures(store, plan),
                new RunFiles(store, plan),
                journal,
                (event, progress) -> {},
                Journals.CLOCK,
                false);
    }

    private void allGoesWell() {
        compute.then(() -> {
            compute.stands("first", TWO_DONE);
            compute.stands("second", TWO_DONE);
            compute.stands("all", ONE_DONE);
        });
    }

    @Test
    void whatAnEarlierOwnerToldOfRetriesIsNotToldAgain() throws InterruptedException {
        submitted("first", "second", "all");
        Compute.FailedAttempt known = new Compute.FailedAttempt(0, 1, null, "AWS Batch: exit code 75");
        compute.triesAgain("all", known);
        compute.stands("all", TaskCounts.pending(1).retried(1));
        happened(new RunEvent.TaskRetried(new RetriedTask("all", null, 1, 1, null, known.reason())));
        compute.then(() -> {
            compute.triesAgain("all", new Compute.FailedAttempt(0, 2, null, "AWS Batch: exit code 75"));
            compute.stands("all", TaskCounts.pending(1).retried(2));
        });
        allGoesWell();

        RunProgress progress = engine(attached()).run();

        assertThat(progress.retries()).extracting(RetriedTask::attempt).containsExactly(1, 2);
        assertThat(replayed().retries()).isEqualTo(progress.retries());
    }

    private RunProgress replayed() {
        return Follower.replay(new Journal(store, Plans.RUN));
    }

    @Test
    void whatWasSubmittedIsOnlyWatched() throws InterruptedException {
        submitted("first", "second", "all");
        allGoesWell();

        RunProgress progress = engine(attached()).run();

        assertThat(progress.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(compute.adopted).containsExactlyInAnyOrder("first", "second", "all");
        assertThat(compute.submitted).isEmpty();
        assertThat(replayed()).isEqualTo(progress);
    }

    @Test
    void whatWasNotSubmittedYetFollows() throws InterruptedException {
        submitted("first");
        allGoesWell();

        RunProgress progress = engine(attached()).run();

        assertThat(progress.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(compute.submitted).containsExactly("second", "all");
    }

    @Test
    void anIntentThatLedToAJobIsNotFollowedByAnother() throws InterruptedException {
        submitted("first");
        happened(new RunEvent.SubmitIntended(job("second")), new RunEvent.SubmitIntended(job("all")));
        compute.stands("second", TaskCounts.pending(2));
        allGoesWell();

        RunProgress progress = engine(attached()).run();

        assertThat(progress.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(compute.submitted).containsExactly("all");
        assertThat(progress.submits().ids()).containsEntry(job("second"), "second");
    }

    @Test
    void whoLeavesLeavesAllAsItIs() throws InterruptedException {
        Engine engine = engine(attached());
        compute.then(() -> compute.stands("first", ONE_OF_TWO_FAILED)).then(engine::leave);

        RunProgress progress = engine.run();

        assertThat(progress.hasEnded()).isFalse();
        assertThat(progress.attended()).isFalse();
        assertThat(progress.state()).isEqualTo(RunState.RUNNING);
        assertThat(compute.terminated).isEmpty();
        assertThat(compute.submitted).containsExactly("first", "second", "all");
    }

    @Test
    void whoLeavesBeforeAllIsSubmittedEndsNothing() throws InterruptedException {
        Engine engine = engine(attached());
        engine.leave();

        RunProgress progress = engine.run();

        assertThat(progress.hasEnded()).isFalse();
        assertThat(progress.submits().ids()).isEmpty();
        assertThat(progress.attended()).isFalse();
    }

    @Test
    void aRunMayBeSubmittedAndLeftAtOnce() throws InterruptedException {
        RunProgress progress = engine(attached()).submitAndLeave();

        assertThat(progress.hasEnded()).isFalse();
        assertThat(progress.attended()).isFalse();
        assertThat(progress.submits().ids()).hasSize(3);
    }

    @Test
    void whatFailedBeforeItsDependantWasSubmittedIsForTheNextRound() throws InterruptedException {
        submitted("first");
        compute.stands("first", ONE_OF_TWO_FAILED);
        compute.fails("first", 1, false, "no room");

        RunProgress progress = engine(attached()).run();

        assertThat(compute.submitted).isEmpty();
        assertThat(progress.hasEnded()).as("lane a has a way to go").isFalse();
        assertThat(failures).containsExactly("b");
    }

    @Test
    void whatHasFailedIsNothingToBuildOnThoughOtherJobsOfItsStepStillRun() throws InterruptedException {
        submitted("first");
        compute.isOver("first", ONE_OF_TWO_FAILED);
        compute.fails("first", 1, false, "no room");
        compute.then(() -> {
            assertThat(compute.submitted).as("all its lanes would fail").isEmpty();
            compute.isSettled("first");
        });

        RunProgress progress = engine(attached()).run();

        assertThat(compute.submitted).isEmpty();
        assertThat(progress.hasEnded()).as("lane a has a way to go").isFalse();
    }

    @Test
    void whatMayStillTurnOutToHaveGoneWellIsNotGivenUp() throws InterruptedException {
        submitted("first");
        compute.isOver("first", new TaskCounts(0, 0, 1, 0, 1, 0));
        compute.fails("first", 1, false, "no room");
        compute.then(() -> {
            compute.stands("first", ONE_OF_TWO_FAILED);
            compute.isSettled("first");
        });

        RunProgress progress = engine(attached()).run();

        assertThat(compute.submitted).isEmpty();
        assertThat(progress.step("second").upstream()).isZero();
        assertThat(progress.hasEnded()).as("lane a has a way to go").isFalse();
    }

    @Test
    void nothingIsBuiltOnWhatHasFailedThoughNobodyCanSayWhichTasks() throws InterruptedException {
        submitted("first");
        compute.stands("first", ONE_OF_TWO_FAILED);
        compute.fails("first", 1, false, "no room");
        compute.tellsNothing(ComputeFailure.service("no answer", null, null).passing());

        RunProgress progress = engine(attached()).run();

        assertThat(compute.submitted).isEmpty();
        assertThat(failures).containsExactly("b");
        assertThat(progress.hasEnded()).as("lane a has a way to go").isFalse();
    }

    @Test
    void lanesOfAJobThatCameTooLateAreForTheNextRound() throws InterruptedException {
        submitted("first", "second", "all");
        compute.stands("first", ONE_OF_TWO_FAILED);
        compute.stands("second", TaskCounts.upstream(2));
        compute.fails("second", 0, true, "Dependent Job failed");
        compute.fails("second", 1, true, "Dependent Job failed");
        compute.stands("all", TaskCounts.upstream(1));

        RunProgress progress = engine(attached()).run();

        assertThat(progress.hasEnded()).as("lane a has a way to go").isFalse();
    }

    private void secondComesTooLateAndForAWhileNobodyCanSaySo() {
        submitted("first", "second", "all");
        compute.stands("first", ONE_OF_TWO_FAILED);
        compute.stands("second", TaskCounts.upstream(2));
        compute.fails("second", 0, true, "Dependent Job failed");
        compute.fails("second", 1, true, "Dependent Job failed");
        compute.then(() -> {
            compute.stands("all", TaskCounts.upstream(1));
            for (int often = 0; often < 3; often++) {
                compute.tellsNothing(
                        ComputeFailure.service("no answer", null, null).passing());
            }
        });
    }

    @Test
    void whetherLanesCameTooLateIsAskedUntilSomebodyCanSay() throws InterruptedException {
        secondComesTooLateAndForAWhileNobodyCanSaySo();

        RunProgress progress = engine(attached()).run();

        assertThat(progress.hasEnded()).as("lane a has a way to go").isFalse();
        assertThat(progress.attended()).as("by who plans it anew").isTrue();
    }

    @Test
    void whoLeavesBeforeThatIsKnownLeavesItToTheNext() throws InterruptedException {
        secondComesTooLateAndForAWhileNobodyCanSaySo();
        Engine engine = engine(attached());
        compute.then(engine::leave);

        RunProgress progress = engine.run();

        assertThat(progress.hasEnded()).isFalse();
        assertThat(progress.attended()).isFalse();
    }

    @Test
    void lanesThatSomebodyStoppedAreNotBegunAgain() throws InterruptedException {
        submitted("first", "second", "all");
        compute.stands("first", TWO_DONE);
        compute.stands("second", TaskCounts.upstream(2));
        for (int lane = 0; lane < 2; lane++) {
            compute.ends("second", new TaskEnd(lane, TaskEnd.How.UPSTREAM, "by hand", FailureKind.CANCELLED));
        }
        compute.stands("all", TaskCounts.upstream(1));

        assertThat(engine(attached()).run().state()).isEqualTo(RunState.FAILED);
    }

    @Test
    void lanesThatWaitedInVainAreNoReasonForAnotherRound() throws InterruptedException {
        submitted("first", "second", "all");
        compute.stands("first", ONE_OF_TWO_FAILED);
        compute.stands("second", new TaskCounts(1, 0, 0, 1, 0, 0));
        compute.fails("second", 1, true, "Dependent Job failed");
        compute.stands("all", TaskCounts.upstream(1));
        compute.fails("all", 0, true, "Dependent Job failed");

        assertThat(engine(attached()).run().state()).isEqualTo(RunState.FAILED);
    }

    @Test
    void aFailureThatWasToldIsNotToldAgain() throws InterruptedException {
        submitted("first", "second", "all");
        compute.fails("first", 1, false, "no room");
        compute.stands("first", ONE_OF_TWO_FAILED);
        Engine before = engine(journal(Plans.OWNER));
        compute.then(before::leave);
        before.run();
        assertThat(failures).containsExactly("b");
        compute.then(() -> {
            compute.stands("second", new TaskCounts(1, 0, 0, 1, 0, 0));
            compute.stands("all", TaskCounts.upstream(1));
        });

        RunProgress progress = engine(attached()).run();

        assertThat(progress.state()).isEqualTo(RunState.FAILED);
        assertThat(failures).containsExactly("b");
        assertThat(progress.failures()).hasSize(1);
    }

    @Test
    void whoWantsTheEndOfARunEndsAlsoWhatWasOnlyIntended() throws InterruptedException {
        submitted("first");
        happened(new RunEvent.SubmitIntended(job("second")));
        compute.stands("second", TaskCounts.pending(2));
        compute.whenTerminated(() -> {
            compute.stands("first", TaskCounts.upstream(2));
            compute.stands("second", TaskCounts.upstream(2));
        });
        RunJournal journal = attached();
        journal.insist(List.of(new RunEvent.CancelAsked("ada", Plans.NOON)));

        RunProgress progress = engine(journal).run();

        assertThat(progress.state()).isEqualTo(RunState.CANCELLED);
        assertThat(compute.terminated).extracting(words -> words.split(":")[0]).contains("first", "second");
        assertThat(compute.submitted).isEmpty();
    }

    @Test
    void whoLostTheRunWhileItSubmittedEndsWhatTheOtherKnowsNothingOf() {
        RunJournal mine = journal(Plans.OWNER);
        mine.insist(List.of(new RunEvent.Attached(Plans.OWNER, Plans.NOON)));
        compute.whenSubmitted(
                "second",
                () -> attached()
                        .insist(List.of(
                                new RunEvent.Submitted(job("first"), "first"),
                                new RunEvent.NotSubmitted(job("second")),
                                new RunEvent.NotSubmitted(job("all")))));

        assertThatThrownBy(() -> engine(mine).run())
                .isInstanceOf(JournalFault.class)
                .hasMessageContaining("was taken over by");

        assertThat(compute.terminated).extracting(words -> words.split(":")[0]).containsExactly("second", "all");
    }
}
