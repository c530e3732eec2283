package dev.cohort.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cohort.contract.RunState;
import dev.cohort.contract.StoreLayout;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.run.FailedTask;
import dev.cohort.orchestrator.run.Plans;
import dev.cohort.orchestrator.run.RunProgress;
import dev.cohort.orchestrator.run.TaskCounts;
import dev.cohort.store.Key;
import dev.cohort.store.Location;
import dev.cohort.store.Store;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gather that may do without some lanes: when it is handed over, with what, and when it is not. */
class HeldGatherTest {
    private static final String PIPELINE = """
            pipeline: p
            steps:
              one: { outputs: { o: o }, command: [touch, o] }
              two: { inputs: { i: "${{ steps.one.o }}" }, outputs: { o: o }, command: [touch, o] }
              most:
                each: cohort
                inputs: { i: "${{ steps.two.o }}" }
                outputs: { o: o }
                min-success: 2
                command: [touch, o]
              last: { each: cohort, inputs: { i: "${{ steps.most.o }}" }, command: [cat, "${{ inputs.i }}"] }
            """;
    private static final TaskCounts ALL = new TaskCounts(3, 0, 0, 0, 0, 0);
    private static final TaskCounts DONE = new TaskCounts(1, 0, 0, 0, 0, 0);

    @TempDir
    private Path folder;

    private final RunPlan plan = Plans.of(PIPELINE, "a", "b", "c");
    private final FakeCompute compute = new FakeCompute();

    private RunProgress run() throws InterruptedException {
        return engine().run();
    }

    private Engine engine() {
        return engine(plan, false);
    }

    private String absent() {
        String key = new StoreLayout("p").absent(Plans.RUN, plan.jobs().get(2).name());
        try (Store store = Store.open(Location.of(folder))) {
            return new String(store.get(Key.of(key)).bytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void isHandedOverWhenTheLanesHaveEndedAndWhatReadsItWithIt() throws InterruptedException {
        compute.then(() -> assertThat(compute.submitted).containsExactly("one", "two"))
                .then(() -> compute.stands("one", ALL))
                .then(() -> assertThat(compute.submitted).hasSize(2))
                .then(() -> compute.stands("two", ALL))
                .then(() -> {
                    assertThat(compute.submitted).containsExactly("one", "two", "most", "last");
                    compute.stands("most", DONE);
                    compute.stands("last", DONE);
                });

        assertThat(run().state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(absent()).isEmpty();
    }

    @Test
    void isHeldOnAsLongAsNobodyCanSayWhichLanesItDoesWithout() throws InterruptedException {
        compute.then(() -> {
                    compute.stands("one", ALL);
                    compute.stands("two", ALL);
                    compute.tellsNothing(
                            ComputeFailure.service("no answer", null, null).passing());
                })
                .then(() -> assertThat(compute.submitted).containsExactly("one", "two"))
                .then(() -> {
                    assertThat(compute.submitted).containsExactly("one", "two", "most", "last");
                    compute.stands("most", DONE);
                    compute.stands("last", DONE);
                });

        assertThat(run().state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void isToldWhichLanesItDoesWithoutAndTheRunHasFailedAllTheSame() throws InterruptedException {
        compute.fails("one", 1, false, "no room");
        compute.fails("two", 1, true, "upstream");
        compute.then(() -> {
                    compute.stands("one", new TaskCounts(2, 0, 1, 0, 0, 0));
                    compute.stands("two", new TaskCounts(2, 0, 0, 1, 0, 0));
                })
                .then(() -> {
                    compute.stands("most", DONE);
                    compute.stands("last", DONE);
                });

        RunProgress progress = run();

        assertThat(progress.state()).isEqualTo(RunState.FAILED);
        assertThat(absent()).isEqualTo("two\tb\n");
        assertThat(progress.step("last").succeeded()).isEqualTo(1);
    }

    @Test
    void isNotHandedOverWhereTooFewLanesAreThere() throws InterruptedException {
        compute.fails("one", 0, false, "no room");
        compute.fails("one", 2, false, "no room");
        compute.fails("two", 0, true, "upstream");
        compute.fails("two", 2, true, "upstream");
        compute.then(() -> {
            compute.stands("one", new TaskCounts(1, 0, 2, 0, 0, 0));
            compute.stands("two", new TaskCounts(1, 0, 0, 2, 0, 0));
        });

        RunProgress progress = run();

        assertThat(compute.submitted).containsExactly("one", "two");
        assertThat(progress.state()).isEqualTo(RunState.FAILED);
        assertThat(progress.step("most").upstream()).isEqualTo(1);
        assertThat(progress.step("last").upstream()).isEqualTo(1);
        assertThat(progress.failures())
                .extracting(FailedTask::step, FailedTask::message)
                .contains(tuple("most", "only 1 of 3 lanes of `two` succeeded, and `min-success: 2` asks for 2"));
    }

    @Test
    void whoStopsStopsWhatIsHeldToo() throws InterruptedException {
        Engine engine = engine();
        compute.then(() -> engine.stop("somebody")).whenTerminated(() -> {
            compute.stands("one", new TaskCounts(0, 0, 3, 0, 0, 0));
            compute.stands("two", new TaskCounts(0, 0, 0, 3, 0, 0));
        });

        assertThat(engine.run().state()).isEqualTo(RunState.CANCELLED);
        assertThat(compute.submitted).containsExactly("one", "two");
    }

    private static final String TWO_GATHERS = """
            pipeline: p
            steps:
              a: { outputs: { o: o }, command: [touch, o] }
              g1: { each: cohort, inputs: { i: "${{ steps.a.o }}" }, outputs: { o: o }, min-success: 50%, command: [touch, o] }
              b: { inputs: { i: "${{ steps.g1.o }}" }, outputs: { o: o }, command: [touch, o] }
              g2: { each: cohort, inputs: { i: "${{ steps.b.o }}" }, outputs: { o: o }, min-success: 50%, command: [touch, o] }
            """;

    private Engine engine(RunPlan plan, boolean stopOnFailure) {
        Store store = Store.open(Location.of(folder));
        RunListener listener = (event, progress) -> {};
        return new Engine(
                plan,
                compute,
                new Failures(store, plan),
                new RunFiles(store, plan),
                Journals.begun(store, plan, listener),
                listener,
                Journals.CLOCK,
                stopOnFailure);
    }

    @Test
    void isGivenUpToldAndNoMoreWhereWhatItGathersWasGivenUpBefore() throws InterruptedException {
        RunPlan two = Plans.of(TWO_GATHERS, "x", "y");
        compute.fails("a", 0, false, "no room");
        compute.fails("a", 1, false, "no room");
        compute.then(() -> compute.stands("a", new TaskCounts(0, 0, 2, 0, 0, 0)));

        RunProgress progress = engine(two, false).run();

        assertThat(progress.state()).isEqualTo(RunState.FAILED);
        assertThat(compute.submitted).containsExactly("a");
        assertThat(progress.step("b").upstream()).isEqualTo(2);
        assertThat(progress.step("g2").upstream()).isEqualTo(1);
    }

    @Test
    void isForgottenWhereTheLastLaneFailsAndAFailureIsToStopAll() throws InterruptedException {
        compute.fails("one", 2, false, "no room");
        compute.fails("two", 2, true, "upstream");
        compute.then(() -> {
            compute.stands("one", new TaskCounts(2, 0, 1, 0, 0, 0));
            compute.stands("two", new TaskCounts(2, 0, 0, 1, 0, 0));
        });

        assertThat(engine(plan, true).run().state()).isEqualTo(RunState.FAILED);
        assertThat(compute.submitted).containsExactly("one", "two");
    }
}
