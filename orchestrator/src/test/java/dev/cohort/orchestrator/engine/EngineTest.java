package dev.cohort.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cohort.contract.FailureKind;
import dev.cohort.contract.RunState;
import dev.cohort.orchestrator.journal.Follower;
import dev.cohort.orchestrator.journal.Journal;
import dev.cohort.orchestrator.journal.RunJournal;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.run.FailedTask;
import dev.cohort.orchestrator.run.Plans;
import dev.cohort.orchestrator.run.RunEvent;
import dev.cohort.orchestrator.run.RunProgress;
import dev.cohort.orchestrator.run.TaskCounts;
import dev.cohort.store.Location;
import dev.cohort.store.Store;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two samples go through {@code first} and {@code second}; {@code all} gathers. */
@Timeout(60)
class EngineTest {
    private static final TaskCounts TWO_DONE = new TaskCounts(2, 0, 0, 0, 0, 0);
    private static final TaskCounts ONE_DONE = new TaskCounts(1, 0, 0, 0, 0, 0);

    @TempDir
    private Path folder;

    private final RunPlan plan = Plans.of(Plans.CHAIN, "a", "b");
    private final FakeCompute compute = new FakeCompute();
    private final List<String> told = new ArrayList<>();
    private @Nullable RunJournal journal;

    private Engine engine(boolean stopOnFailure) {
        Store store = Store.open(Location.of(folder));
        return engine(store, plan, this::tell, stopOnFailure);
    }

    private Engine engine(Store store, RunPlan plan, RunListener listener, boolean stopOnFailure) {
        journal = Journals.begun(store, plan, listener);
        return new Engine(
                plan,
                compute,
                new Failures(store, plan),
                new RunFiles(store, plan),
                journal,
                listener,
                Journals.CLOCK,
                stopOnFailure);
    }

    private void tell(RunEvent event, RunProgress progress) {
        told.add(event.accept(new Words()));
        assertThat(progress.all().total()).isEqualTo(progress.round() == 0 ? 0 : 5);
    }

    /** What is told of a run is what its journal holds. */
    @AfterEach
    void theJournalHoldsItAll() {
        if (journal != null && journal.progress().hasEnded()) {
            assertThat(Follower.replay(new Journal(Store.open(Location.of(folder)), Plans.RUN)))
                    .isEqualTo(journal.progress());
        }
    }

    @Test
    void submitsAllInOrderAndTellsWhatChanges() throws InterruptedException {
        compute.then(() -> compute.stands("first", new TaskCounts(0, 0, 0, 0, 1, 1)))
                .then(() -> {})
                .then(() -> {
                    compute.stands("first", TWO_DONE);
                    compute.stands("second", TWO_DONE);
                })
                .then(() -> compute.stands("all", ONE_DONE));

        RunProgress progress = engine(false).run();

        assertThat(progress.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(told)
                .containsExactly(
                        "planned 1",
                        "intended first",
                        "intended second",
                        "intended all",
                        "submitted first",
                        "submitted second",
                        "submitted all",
                        "first 0 of 2",
                        "second 0 of 2",
                        "all 0 of 1",
                        "first 2 of 2",
                        "second 2 of 2",
                        "all 1 of 1",
                        "ended SUCCEEDED");
    }

    @Test
    void aTaskThatIsTriedAgainIsToldBeforeTheCountsThatHoldIt() throws InterruptedException {
        compute.then(() -> compute.stands("first", new TaskCounts(0, 0, 0, 0, 2, 0)))
                .then(() -> {
                    compute.triesAgain("first", new Compute.FailedAttempt(1, 1, FailureKind.TOOL, "exit code 7"));
                    compute.stands("first", new TaskCounts(0, 0, 0, 0, 2, 0).retried(1));
                })
                .then(() -> {
                    compute.stands("first", TWO_DONE.retried(1));
                    compute.stands("second", TWO_DONE);
                    compute.stands("all", ONE_DONE);
                });

        RunProgress progress = engine(false).run();

        assertThat(told)
                .containsSubsequence(
                        "first 0 of 2", "retried first b 1 of 1: exit code 7", "first 0 of 2", "first 2 of 2")
                .filteredOn(line -> line.startsWith("retried"))
                .hasSize(1);
        assertThat(progress.step("first")).isEqualTo(TWO_DONE.retried(1));
        assertThat(progress.state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void ofManyThatAreTriedAgainAFewAreToldAndAllAreCounted() throws InterruptedException {
        IntStream.range(0, 40)
                .forEach(i -> compute.triesAgain(
                        "first", new Compute.FailedAttempt(i % 2, i + 1, FailureKind.TOOL, "exit code 7")));
        compute.then(() -> {
            compute.stands("first", TWO_DONE.retried(40_000));
            compute.stands("second", TWO_DONE);
            compute.stands("all", ONE_DONE);
        });

        RunProgress progress = engine(false).run();

        assertThat(told).filteredOn(line -> line.startsWith("retried")).hasSize(RunProgress.MOST_RETRIES);
        assertThat(progress.step("first").retries()).isEqualTo(40_000);
    }

    @Test
    void ofVeryManyFailuresTheFirstThousandAreExplainedAndAllAreCounted() throws InterruptedException {
        String[] samples = IntStream.range(0, 2_000).mapToObj(i -> "s" + i).toArray(String[]::new);
        RunPlan large =
                Plans.of("pipeline: p\nsteps: { first: { outputs: { out: o }, command: [touch, o] } }\n", samples);
        IntStream.range(0, 2_000).forEach(i -> compute.fails("first", i, false, "no room"));
        compute.then(() -> compute.stands("first", new TaskCounts(0, 0, 2_000, 0, 0, 0)));
        List<String> failures = new ArrayList<>();
        Store store = Store.open(Location.of(folder));
        Engine engine = engine(
                store,
                large,
                (event, progress) -> {
                    if (event instanceof RunEvent.TaskFailed failed) {
                        failures.add(String.valueOf(failed.task().sample()));
                    }
                },
                false);

        RunProgress progress = engine.run();

        assertThat(failures).hasSize(1_000).startsWith("s0").endsWith("s999");
        assertThat(progress.all().failed()).isEqualTo(2_000);
    }

    @Test
    void looksNoMoreAtWhatHasEnded() throws InterruptedException {
        compute.then(() -> compute.stands("first", TWO_DONE))
                .then(() -> compute.stands("second", TWO_DONE))
                .then(() -> compute.stands("all", ONE_DONE));

        engine(false).run();

        assertThat(compute.looked).containsExactly("first second all", "second all", "all");
    }

    @Test
    void tellsEachFailureOnceAndNoneThatNeverBegan() throws InterruptedException {
        compute.then(() -> {
                    compute.fails("first", 1, false, "it broke");
                    compute.stands("first", new TaskCounts(0, 0, 1, 0, 1, 0));
                    compute.fails("second", 1, true, "Dependent job failed");
                    compute.stands("second", new TaskCounts(0, 0, 0, 1, 0, 1));
                })
                .then(() -> {
                    compute.fails("first", 0, false, "it broke too");
                    compute.stands("first", new TaskCounts(0, 0, 2, 0, 0, 0));
                    compute.stands("second", new TaskCounts(0, 0, 0, 2, 0, 0));
                    compute.stands("all", new TaskCounts(0, 0, 0, 1, 0, 0));
                });

        RunProgress progress = engine(false).run();

        assertThat(progress.state()).isEqualTo(RunState.FAILED);
        assertThat(told.stream().filter(line -> line.startsWith("failed")))
                .containsExactly("failed first b: it broke", "failed first a: it broke too");
        assertThat(progress.failures()).extracting(FailedTask::sample).containsExactly("b", "a");
        assertThat(compute.terminated).isEmpty();
    }

    private void oneFailsAndNobodyCanSayWhich(ComputeFailure why, int times) {
        compute.then(() -> {
            compute.fails("first", 1, false, "it broke");
            compute.stands("first", new TaskCounts(1, 0, 1, 0, 0, 0));
            compute.stands("second", new TaskCounts(1, 0, 0, 1, 0, 0));
            compute.stands("all", new TaskCounts(0, 0, 0, 1, 0, 0));
            IntStream.range(0, times).forEach(time -> compute.tellsNothing(why));
        });
    }

    @Test
    void aComputeThatCantSayWhichTasksFailedIsAskedAgain() throws InterruptedException {
        oneFailsAndNobodyCanSayWhich(
                ComputeFailure.service("no answer", null, null).passing(), 3);

        assertThat(engine(false).run().failures())
                .extracting(FailedTask::message)
                .containsExactly("it broke");
        assertThat(told).containsSubsequence("failed first b: it broke", "first 2 of 2", "ended FAILED");
    }

    @Test
    void aComputeThatWillNotSaySoIsTold() {
        oneFailsAndNobodyCanSayWhich(ComputeFailure.service("no answer", null, null), 1);

        assertThatThrownBy(() -> engine(false).run())
                .isInstanceOf(ComputeFailure.class)
                .hasMessage("no answer");
    }

    @Test
    void aFailureIsToldBeforeTheCountsThatHoldIt() throws InterruptedException {
        compute.then(() -> {
            compute.fails("first", 0, false, "it broke");
            compute.stands("first", new TaskCounts(1, 0, 1, 0, 0, 0));
            compute.stands("second", new TaskCounts(1, 0, 0, 1, 0, 0));
            compute.stands("all", new TaskCounts(0, 0, 0, 1, 0, 0));
        });

        engine(false).run();

        assertThat(told).containsSubsequence("failed first a: it broke", "first 2 of 2", "second 2 of 2");
    }

    @Test
    void endsTheRestAfterAFailureWhenAsked() throws InterruptedException {
        compute.then(() -> {
                    compute.fails("first", 0, false, "it broke");
                    compute.stands("first", new TaskCounts(1, 0, 1, 0, 0, 0));
                })
                .whenTerminated(() -> {
                    compute.stands("second", new TaskCounts(0, 0, 0, 2, 0, 0));
                    compute.stands("all", new TaskCounts(0, 0, 0, 1, 0, 0));
                });

        RunProgress progress = engine(true).run();

        assertThat(compute.terminated)
                .as("what has ended is left alone")
                .containsExactly("second: another task failed", "all: another task failed");
        assertThat(progress.state()).isEqualTo(RunState.FAILED);
        assertThat(progress.all()).isEqualTo(new TaskCounts(1, 0, 1, 3, 0, 0));
    }

    @Test
    void stopEndsAllOnceAndSaysThatItWasCancelled() throws InterruptedException {
        Engine engine = engine(false);
        compute.then(() -> {
                    compute.stands("first", new TaskCounts(1, 0, 0, 0, 1, 0));
                    engine.stop("ann");
                    engine.stop("ann");
                })
                .then(() -> {})
                .then(() -> {
                    compute.stands("first", new TaskCounts(1, 0, 1, 0, 0, 0));
                    compute.stands("second", new TaskCounts(0, 0, 0, 2, 0, 0));
                    compute.stands("all", new TaskCounts(0, 0, 0, 1, 0, 0));
                });

        RunProgress progress = engine.run();

        assertThat(compute.terminated).containsExactly("first: cancelled", "second: cancelled", "all: cancelled");
        assertThat(progress.state()).isEqualTo(RunState.CANCELLED);
    }

    @Test
    void nothingIsSubmittedAfterAStop() throws InterruptedException {
        Engine engine = engine(false);
        engine.stop("ann");

        RunProgress progress = engine.run();

        assertThat(compute.submitted).isEmpty();
        assertThat(progress.state()).isEqualTo(RunState.CANCELLED);
        assertThat(told).containsExactly("cancel asked by ann", "ended CANCELLED");
    }

    @Test
    void aStopThatComesWhenAllIsDoneHasStoppedNothing() throws InterruptedException {
        Engine engine = engine(false);
        compute.then(() -> {
            compute.stands("first", TWO_DONE);
            compute.stands("second", TWO_DONE);
            compute.stands("all", ONE_DONE);
            engine.stop("ann");
        });

        assertThat(engine.run().state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void whoeverElseAsksIsHeardAtTheNextStep() throws InterruptedException {
        Store store = Store.open(Location.of(folder));
        Engine engine = engine(store, plan, this::tell, false);
        new Follower(new Journal(store, Plans.RUN)).say(new RunEvent.CancelAsked("bob on host2", Plans.NOON));

        RunProgress progress = engine.run();

        assertThat(compute.submitted).isEmpty();
        assertThat(progress.state()).isEqualTo(RunState.CANCELLED);
        assertThat(told).containsExactly("cancel asked by bob on host2", "ended CANCELLED");
    }

    @Test
    void whatWasStoppedIsNoFailure() throws InterruptedException {
        Engine engine = engine(false);
        compute.then(() -> engine.stop("ann")).whenTerminated(() -> {
            compute.stands("first", new TaskCounts(1, 0, 0, 0, 0, 0, 1));
            compute.stands("second", new TaskCounts(0, 0, 0, 2, 0, 0));
            compute.stands("all", new TaskCounts(0, 0, 0, 1, 0, 0));
        });

        RunProgress progress = engine.run();

        assertThat(progress.all().failed()).isZero();
        assertThat(progress.all().cancelled()).isEqualTo(1);
        assertThat(progress.failures()).isEmpty();
    }

    @Test
    void aFaultOfWhoListensEndsTheRunWithIt() {
        compute.then(() -> compute.stands("first", TWO_DONE));
        Engine engine = engine(
                Store.open(Location.of(folder)),
                plan,
                (event, progress) -> {
                    throw new IllegalStateException("nobody listens");
                },
                false);

        assertThatThrownBy(engine::run).hasMessage("nobody listens");
    }

    @Test
    void aGlanceFollowsEachLook() throws InterruptedException {
        List<TaskCounts> glances = new ArrayList<>();
        compute.then(() -> compute.stands("first", TWO_DONE)).then(() -> {}).then(() -> {
            compute.stands("second", TWO_DONE);
            compute.stands("all", ONE_DONE);
        });
        RunListener listener = new RunListener() {
            @Override
            public void on(RunEvent event, RunProgress progress) {}

            @Override
            public void glance(RunProgress progress) {
                glances.add(progress.all());
            }
        };

        engine(Store.open(Location.of(folder)), plan, listener, false).run();

        assertThat(glances)
                .extracting(TaskCounts::succeeded)
                .as("also when nothing is new")
                .containsExactly(2, 2, 5);
    }

    @Test
    void whatKeepsAStepFromStartingIsToldWhenItComesAndWhenItChanges() throws InterruptedException {
        List<String> stuck = new ArrayList<>();
        compute.then(() -> compute.isStuck("first", "too large"))
                .then(() -> {})
                .then(() -> compute.isStuck("first", "no such machine"))
                .then(() -> {
                    compute.stands("first", TWO_DONE);
                    compute.stands("second", TWO_DONE);
                    compute.stands("all", ONE_DONE);
                });
        RunListener listener = new RunListener() {
            @Override
            public void on(RunEvent event, RunProgress progress) {}

            @Override
            public void stuck(String step, String why) {
                stuck.add(step + ": " + why);
            }
        };

        engine(Store.open(Location.of(folder)), plan, listener, false).run();

        assertThat(stuck).containsExactly("first: too large", "first: no such machine");
    }

    @Test
    void aComputeThatSaysNothingIsToldOnceAndThatItSpeaksAgain() throws InterruptedException {
        List<String> told = new ArrayList<>();
        compute.then(() -> compute.isSilent("no answer"))
                .then(() -> compute.isSilent("still none"))
                .then(() -> compute.isSilent(null))
                .then(() -> {
                    compute.stands("first", TWO_DONE);
                    compute.stands("second", TWO_DONE);
                    compute.stands("all", ONE_DONE);
                });
        RunListener listener = new RunListener() {
            @Override
            public void on(RunEvent event, RunProgress progress) {}

            @Override
            public void silence(@Nullable String why) {
                told.add(String.valueOf(why));
            }
        };

        engine(Store.open(Location.of(folder)), plan, listener, false).run();

        assertThat(told).containsExactly("no answer", "null");
    }

    /** Events as a line each. */
    private static final class Words implements RunEvent.Visitor<String> {
        @Override
        public String started(RunEvent.Started event) {
            return "started";
        }

        @Override
        public String planned(RunEvent.Planned event) {
            return "planned " + event.round();
        }

        @Override
        public String submitIntended(RunEvent.SubmitIntended event) {
            return "intended " + step(event.job());
        }

        @Override
        public String cancelAsked(RunEvent.CancelAsked event) {
            return "cancel asked by " + event.by();
        }

        @Override
        public String takenOver(RunEvent.TakenOver event) {
            return "taken over";
        }

        private static String step(String job) {
            return job.replaceAll(".*-(first|second|all)-.*", "$1");
        }

        @Override
        public String submitted(RunEvent.Submitted event) {
            return "submitted " + event.id();
        }

        @Override
        public String progressed(RunEvent.Progressed event) {
            return step(event.job()) + " " + event.counts().ended() + " of "
                    + event.counts().total();
        }

        @Override
        public String taskFailed(RunEvent.TaskFailed event) {
            return "failed " + event.task().step() + " " + event.task().sample() + ": "
                    + event.task().message();
        }

        @Override
        public String taskRetried(RunEvent.TaskRetried event) {
            return "retried " + event.task().step() + " " + event.task().sample() + " "
                    + event.task().attempt() + " of " + event.task().attempts() + ": "
                    + event.task().message();
        }

        @Override
        public String notSubmitted(RunEvent.NotSubmitted event) {
            return "not submitted " + step(event.job());
        }

        @Override
        public String attached(RunEvent.Attached event) {
            return "attached";
        }

        @Override
        public String detached(RunEvent.Detached event) {
            return "detached";
        }

        @Override
        public String ended(RunEvent.Ended event) {
            return "ended " + event.state();
        }
    }
}
