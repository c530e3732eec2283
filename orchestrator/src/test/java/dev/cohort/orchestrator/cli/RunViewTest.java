package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.FailureKind;
import dev.cohort.contract.RunState;
import dev.cohort.orchestrator.diag.Paint;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.run.FailedTask;
import dev.cohort.orchestrator.run.Plans;
import dev.cohort.orchestrator.run.RetriedTask;
import dev.cohort.orchestrator.run.RunEvent;
import dev.cohort.orchestrator.run.RunProgress;
import dev.cohort.orchestrator.run.TaskCounts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A run of one step over 40 samples, by a clock that the test sets. */
class RunViewTest {
    private static final String ONE_STEP = "pipeline: p\nsteps: { only: { outputs: { a: a }, command: [x] } }\n";
    private static final String UP = "\u001b[1A";

    private final RunPlan plan =
            Plans.of(ONE_STEP, IntStream.range(0, 40).mapToObj(i -> "s" + i).toArray(String[]::new));
    private RunProgress progress = Plans.running(plan);
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final HandClock clock = new HandClock();

    private RunView view(Paint paint) {
        return view(paint, TerminalRows.USUAL);
    }

    private RunView view(Paint paint, int rows) {
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Console console = new Console(
                new ByteArrayInputStream(new byte[0]),
                out,
                out,
                paint,
                Path.of("/"),
                clock,
                new Random(1),
                name -> Optional.empty());
        return new RunView(console, clock.instant(), () -> rows);
    }

    @Test
    void aPipeGetsALineNowAndThenAndOneAtTheEnd() {
        RunView view = view(Paint.PLAIN);
        done(view, 1);
        done(view, 2);
        clock.now = clock.now.plusSeconds(9);
        view.glance(progress);
        clock.now = clock.now.plusSeconds(1);
        view.glance(progress);
        clock.now = clock.now.plusSeconds(10);
        view.glance(progress);
        done(view, 40);
        tell(view, new RunEvent.Ended(RunState.SUCCEEDED, null, Plans.NOON));

        assertThat(shown()).isEqualTo("""
                only 1 of 40 done
                only 2 of 40 done
                only 40 of 40 done
                """);
    }

    private static RunEvent moved(RunPlan of, int job, int succeeded, int running) {
        return new RunEvent.Progressed(
                of.jobs().get(job).name(), new TaskCounts(succeeded, 0, 0, 0, running, 2 - succeeded - running));
    }

    @Test
    void whatIsSeenAtOneLookStandsInTheOrderOfTheSteps() {
        RunPlan chain = Plans.of(Plans.CHAIN, "a", "b");
        progress = Plans.running(chain);
        RunView view = view(Paint.PLAIN);
        tell(view, moved(chain, 1, 0, 1));
        tell(view, moved(chain, 0, 2, 0));
        view.glance(progress);

        assertThat(shown()).isEqualTo("first 2 of 2 done\nsecond 0 of 2 done, 1 running\n");
    }

    @Test
    void ofMoreStepsThanATerminalHasLinesThoseAreDrawnThatGoOn() {
        StringBuilder steps = new StringBuilder("pipeline: p\nsteps:\n");
        IntStream.range(10, 40).forEach(i -> steps.append("  s" + i + ": { outputs: { a: a }, command: [x] }\n"));
        RunPlan many = Plans.of(steps.toString(), "a", "b");
        progress = Plans.running(many);
        RunView view = view(Paint.COLOUR, 6);
        tell(view, moved(many, 29, 0, 1));
        tell(view, moved(many, 0, 2, 0));
        view.glance(progress);

        assertThat(shown().replaceAll("\u001b\\[[?0-9;]*[A-Za-z]", "")
                        .lines()
                        .map(line -> line.replaceAll("[ █]+", " ")))
                .containsExactly(
                        "s11 0 of 2 done",
                        "s12 0 of 2 done",
                        "s13 0 of 2 done",
                        "s39 0 of 2 done, 1 running",
                        "… 26 more steps, 1 done, 25 to come");
        bytes.reset();
        clock.now = clock.now.plusSeconds(1);
        view.glance(progress);
        assertThat(shown()).as("as many lines as were drawn").startsWith("\u001b[5A");
        bytes.reset();
        tell(view, new RunEvent.Ended(RunState.FAILED, null, Plans.NOON));
        assertThat(shown().lines()).as("all of them at the end").hasSize(31);
    }

    @Test
    void aTerminalTellsItsSizeOrHasTheUsualOne() {
        assertThat(TerminalRows.read("50 132\n")).isEqualTo(50);
        assertThat(TerminalRows.read("")).isEqualTo(24);
        assertThat(TerminalRows.read("0 0\n")).isEqualTo(24);
    }

    @Test
    void theFirstLineComesAsSoonAsAnythingHasBegun() {
        RunView view = view(Paint.PLAIN);
        view.glance(progress);
        done(view, 1);

        assertThat(shown()).isEqualTo("only 1 of 40 done\n");
    }

    @Test
    void newsAreNotShownBeforeTheLookIsOver() {
        RunView view = view(Paint.PLAIN);
        tell(view, new RunEvent.Progressed(plan.jobs().get(0).name(), new TaskCounts(1, 0, 0, 0, 0, 39)));

        assertThat(shown()).isEmpty();
    }

    @Test
    void whatKeepsAStepFromStartingIsALine() {
        view(Paint.PLAIN).stuck("only", "MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT - too large");

        assertThat(shown())
                .isEqualTo("stuck: nothing of only is started, as AWS Batch says:"
                        + " MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT - too large; give it a queue whose machines can hold it, or"
                        + " end the run with `cohort cancel`\n");
    }

    @Test
    void aQueueThatDoesNotAnswerIsALineAndThatItAnswersAgainIsAnother() {
        RunView view = view(Paint.PLAIN);
        view.silence("the jobs can't be looked at: no answer came from http://127.0.0.1:1");
        view.silence(null);

        assertThat(shown()).isEqualTo("""
                The jobs can't be looked at: no answer came from http://127.0.0.1:1. They go on all the same, and are looked at again soon.
                The jobs can be looked at again.
                """);
    }

    @Test
    void aTerminalGetsBarsThatAreDrawnOver() {
        RunView view = view(Paint.COLOUR);
        done(view, 1);
        assertThat(shown()).contains("1 of 40 done").doesNotContain(UP);

        bytes.reset();
        done(view, 2);
        assertThat(shown()).as("too soon after the last").isEmpty();

        clock.now = clock.now.plusMillis(100);
        view.glance(progress);
        assertThat(shown()).as("held back, not lost").startsWith(UP).contains("2 of 40 done");
    }

    @Test
    void whatIsSaidStandsAboveTheBars() {
        RunView view = view(Paint.COLOUR);
        done(view, 1);
        bytes.reset();

        view.say(List.of("a word"));
        assertThat(shown()).isEqualTo(UP + "\u001b[Ja word\n");

        bytes.reset();
        view.glance(progress);
        assertThat(shown())
                .as("bars are back at once, and do not climb over what was said")
                .contains("1 of 40 done");
        assertThat(shown()).doesNotContain(UP);
    }

    @Test
    void nothingIsDrawnOverTheBarsOnceTheRunHasEnded() {
        RunView view = view(Paint.COLOUR);
        done(view, 40);
        tell(view, new RunEvent.Ended(RunState.SUCCEEDED, null, Plans.NOON));
        bytes.reset();

        view.say(List.of("after"));

        assertThat(shown()).isEqualTo("after\n");
    }

    @Test
    void ofMoreFailuresThanAnybodyReadsTheRestIsCounted() {
        RunView view = view(Paint.PLAIN);
        for (int i = 0; i < 30; i++) {
            tell(
                    view,
                    new RunEvent.TaskFailed(new FailedTask("only", "s" + i, FailureKind.TOOL, "m", null, List.of())));
        }

        assertThat(shown().lines()).hasSize(21);
        assertThat(shown()).contains("failed: only s19 (tool): m").doesNotContain("s20");
        assertThat(shown()).endsWith("More tasks failed; from here on they are only counted.\n");
    }

    @Test
    void aTaskThatIsTriedAgainIsALineAndOfManyTheRestIsCounted() {
        RunView view = view(Paint.PLAIN);
        for (int i = 1; i <= RunProgress.MOST_RETRIES; i++) {
            tell(
                    view,
                    new RunEvent.TaskRetried(new RetriedTask("only", "s" + i, 1, 3, FailureKind.TOOL, "exit code 7")));
        }
        tell(
                view,
                new RunEvent.Progressed(plan.jobs().get(0).name(), new TaskCounts(2, 0, 0, 0, 4, 34).retried(1_200)));
        view.glance(progress);

        assertThat(shown()).isEqualTo("""
                tried again: only s1 after attempt 1 of 3 (tool): exit code 7
                tried again: only s2 after attempt 1 of 3 (tool): exit code 7
                tried again: only s3 after attempt 1 of 3 (tool): exit code 7
                tried again: only s4 after attempt 1 of 3 (tool): exit code 7
                tried again: only s5 after attempt 1 of 3 (tool): exit code 7
                Of only, what is tried again from here on is only counted.
                only 2 of 40 done, 4 running, 1,200 retries
                """);
    }

    @Test
    void aClockThatIsSetBackNeitherHidesTheRunNorMakesItLastLessThanNothing() {
        RunView view = view(Paint.PLAIN);
        done(view, 1);
        clock.now = clock.now.minusSeconds(3600);
        done(view, 2);

        assertThat(shown()).isEqualTo("only 1 of 40 done\nonly 2 of 40 done\n");
        assertThat(view.elapsed()).isZero();
    }

    /** As a look at the jobs finds it. */
    private void done(RunView view, int tasks) {
        tell(view, new RunEvent.Progressed(plan.jobs().get(0).name(), new TaskCounts(tasks, 0, 0, 0, 0, 40 - tasks)));
        view.glance(progress);
    }

    private void tell(RunView view, RunEvent event) {
        progress = progress.after(event);
        view.on(event, progress);
    }

    private String shown() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Shows the time that it is set to. */
    private static final class HandClock extends Clock {
        private Instant now = Instant.parse("2026-01-31T12:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
