package dev.cohort.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.RunState;
import dev.cohort.orchestrator.journal.Journal;
import dev.cohort.orchestrator.journal.RunJournal;
import dev.cohort.orchestrator.plan.JobDependency;
import dev.cohort.orchestrator.plan.PlannedJob;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.run.Plans;
import dev.cohort.orchestrator.run.RunEvent;
import dev.cohort.orchestrator.run.RunProgress;
import dev.cohort.orchestrator.run.TaskCounts;
import dev.cohort.store.Location;
import dev.cohort.store.Store;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that wait for some that are never handed over, as something before those has failed: a run comes to its end all the same. */
@Timeout(20)
class HeldInVainTest {
    private static final String PIPELINE = """
            pipeline: p
            steps:
              one: { outputs: { o: o }, command: [touch, o] }
              two: { inputs: { i: "${{ steps.one.o }}" }, outputs: { o: o }, command: [touch, o] }
              most:
                each: cohort
                inputs: { i: "${{ steps.two.o }}" }
                outputs: { o: o }
                min-success: 1
                command: [touch, o]
              table: { each: cohort, outputs: { o: o }, command: [touch, o] }
              both:
                each: cohort
                inputs: { i: "${{ steps.most.o }}", t: "${{ steps.table.o }}" }
                outputs: { o: o }
                command: [touch, o]
              last: { each: cohort, inputs: { i: "${{ steps.both.o }}" }, command: [cat, "${{ inputs.i }}"] }
            """;

    private static final TaskCounts BOTH_DONE = new TaskCounts(2, 0, 0, 0, 0, 0);
    private static final TaskCounts ONE_OF_TWO_FAILED = new TaskCounts(1, 0, 1, 0, 0, 0);
    private static final TaskCounts BOTH_FAILED = new TaskCounts(0, 0, 2, 0, 0, 0);
    private static final TaskCounts DONE = new TaskCounts(1, 0, 0, 0, 0, 0);
    private static final TaskCounts FAILED = new TaskCounts(0, 0, 1, 0, 0, 0);

    @TempDir
    private Path folder;

    private final FakeCompute compute = new FakeCompute();
    private final RunPlan plan = Plans.of(PIPELINE, "a", "b");
    private Store store = Store.open(Location.of(Path.of("/")));

    @BeforeEach
    void begin() {
        compute.leadsOnFromFailed = false;
        store = Store.open(Location.of(folder));
    }

    private RunJournal journal() {
        return new RunJournal(new Journal(store, Plans.RUN), Plans.OWNER, System::nanoTime);
    }

    private void begun(RunPlan of, RunEvent... more) {
        journal().insist(List.of(Plans.started(of, "mixed"), RunEvent.Planned.of(of)));
        journal().insist(List.of(more));
    }

    private RunProgress run(RunPlan of) throws InterruptedException {
        RunJournal journal = journal();
        journal.insist(List.of(new RunEvent.Attached(Plans.OWNER, Plans.NOON)));
        return new Engine(
                        of,
                        compute,
                        new Failures(store, of),
                        new RunFiles(store, of),
                        journal,
                        (event, progress) -> {},
                        Journals.CLOCK,
                        false)
                .run();
    }

    private static String job(RunPlan plan, String step) {
        return plan.jobs().stream()
                .filter(job -> job.step().equals(step))
                .map(PlannedJob::name)
                .findFirst()
                .orElseThrow();
    }

    private void submitted(String step) {
        journal()
                .insist(List.of(
                        new RunEvent.SubmitIntended(job(plan, step)), new RunEvent.Submitted(job(plan, step), step)));
    }

    @Test
    void aGatherOfLanesThatAreLeftForAnotherRoundIsLeftWithThem() throws InterruptedException {
        begun(plan);
        submitted("one");
        compute.stands("one", ONE_OF_TWO_FAILED);
        compute.fails("one", 1, false, "no room");
        compute.then(() -> compute.stands("table", DONE));

        RunProgress progress = run(plan);

        assertThat(compute.submitted).containsExactly("table");
        assertThat(progress.hasEnded()).as("lane a has a way to go").isFalse();
        assertThat(progress.step("most").upstream()).isZero();
    }

    @Test
    void aGatherOfLanesOfWhichNoneCanGoWellIsGivenUpWithThem() throws InterruptedException {
        begun(plan);
        submitted("one");
        compute.stands("one", BOTH_FAILED);
        compute.fails("one", 0, false, "no room");
        compute.fails("one", 1, false, "no room");
        compute.then(() -> compute.stands("table", DONE));

        RunProgress progress = run(plan);

        assertThat(progress.state()).isEqualTo(RunState.FAILED);
        assertThat(compute.submitted).containsExactly("table");
        assertThat(progress.step("most").upstream()).isEqualTo(1);
        assertThat(progress.step("last").upstream()).isEqualTo(1);
        assertThat(progress.failures()).extracting("step").doesNotContain("last");
    }

    @Test
    void whatAlsoNeedsSomethingThatHasFailedIsGivenUpWithAllThatWaitsForIt() throws InterruptedException {
        begun(plan);
        compute.then(() -> {
                    compute.fails("table", 0, false, "no room");
                    compute.stands("table", FAILED);
                })
                .then(() -> {
                    compute.stands("one", BOTH_DONE);
                    compute.stands("two", BOTH_DONE);
                })
                .then(() -> compute.stands("most", DONE));

        RunProgress progress = run(plan);

        assertThat(progress.state()).isEqualTo(RunState.FAILED);
        assertThat(compute.submitted).containsExactlyInAnyOrder("one", "two", "table", "most");
        assertThat(progress.step("both").upstream()).isEqualTo(1);
        assertThat(progress.step("last").upstream()).isEqualTo(1);
    }

    @Test
    void whatAlsoNeedsSomethingThatHasFailedIsGivenUpThoughNobodyCanSayWhichTasks() throws InterruptedException {
        begun(plan);
        compute.then(() -> {
                    compute.stands("one", BOTH_DONE);
                    compute.stands("two", BOTH_DONE);
                    compute.fails("table", 0, false, "no room");
                    compute.stands("table", FAILED);
                    compute.tellsNothing(
                            ComputeFailure.service("no answer", null, null).passing());
                })
                .then(() -> compute.stands("most", DONE));

        RunProgress progress = run(plan);

        assertThat(progress.state()).isEqualTo(RunState.FAILED);
        assertThat(compute.submitted).containsExactlyInAnyOrder("one", "two", "table", "most");
    }

    @Test
    void whatWaitsForSomethingThatAnEarlierOwnerGaveUpIsGivenUp() throws InterruptedException {
        begun(plan);
        submitted("one");
        submitted("table");
        compute.stands("one", BOTH_FAILED);
        compute.stands("table", FAILED);
        journal().insist(List.of(new RunEvent.Progressed(job(plan, "both"), TaskCounts.upstream(1))));

        RunProgress progress = run(plan);

        assertThat(progress.state()).isEqualTo(RunState.FAILED);
        assertThat(compute.submitted).isEmpty();
        assertThat(progress.step("last").upstream()).isEqualTo(1);
    }

    private static final String LANES_AFTER_GATHER = """
            pipeline: p
            steps:
              a: { outputs: { o: o }, command: [touch, o] }
              g: { each: cohort, inputs: { i: "${{ steps.a.o }}" }, outputs: { o: o }, min-success: 1, command: [touch, o] }
              b: { inputs: { i: "${{ steps.a.o }}", g: "${{ steps.g.o }}" }, outputs: { o: o }, command: [touch, o] }
              c: { inputs: { i: "${{ steps.b.o }}" }, outputs: { o: o }, command: [touch, o] }
            """;

    @Test
    void lanesThatGoOnAfterAGatherAreLeftForAnotherRoundWithAllThatFollowsThem() throws InterruptedException {
        RunPlan lanes = Plans.of(LANES_AFTER_GATHER, "x", "y");
        assertThat(lanes.jobs().get(2).dependsOn())
                .as("a lane of b waits for its own of a")
                .contains(new JobDependency(job(lanes, "a"), JobDependency.Type.N_TO_N));
        begun(lanes);
        compute.fails("a", 1, false, "no room");
        compute.then(() -> compute.stands("a", ONE_OF_TWO_FAILED)).then(() -> compute.stands("g", DONE));

        RunProgress progress = run(lanes);

        assertThat(compute.submitted).containsExactly("a", "g");
        assertThat(progress.hasEnded()).as("lane x has a way to go").isFalse();
    }
}
