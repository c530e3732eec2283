package dev.cohort.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.FailureKind;
import dev.cohort.contract.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stops, times that are over, and what a body leaves running. */
class StoppingTest {
    private static final String FOREVER = "while :; do sleep 0.01 || :; done";

    @TempDir
    Path home;

    private Workbench bench;

    @BeforeEach
    void open() {
        bench = new Workbench(home);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private Path mark() {
        return home.resolve("mark");
    }

    /** Runs a body that makes the mark, and does something to it then. */
    private TaskResult stopped(TaskMaker task, Consumer<Cancellation> then) {
        Cancellation cancellation = new Cancellation();
        CompletableFuture<TaskResult> running = CompletableFuture.supplyAsync(() -> bench.run(task, cancellation));
        Workbench.await(() -> Files.exists(mark()));
        then.accept(cancellation);
        return running.join();
    }

    private TaskMaker marking(String script) {
        return bench.step("long").env("MARK", mark().toString()).run(script);
    }

    @Test
    void aStopBeforeTheStartNeverStartsTheBody() {
        Cancellation cancellation = new Cancellation();
        cancellation.stop(FailureKind.CANCELLED);
        TaskResult result = bench.run(marking("touch $MARK"), cancellation);
        assertThat(result.outcome().kind()).isEqualTo(FailureKind.CANCELLED);
        assertThat(result.outcome().message()).isEqualTo("Cancelled; run again to go on from here");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(mark()).doesNotExist();
        assertThat(bench.outcomes("long", "s1"))
                .as("what was stopped on purpose is still to be done, and has not failed")
                .isEmpty();
    }

    @Test
    void aBodyIsAskedToEndAndMayTidyUp() {
        TaskResult result = stopped(
                marking("trap 'echo tidied; exit 0' TERM; touch $MARK; " + FOREVER),
                cancellation -> cancellation.stop(FailureKind.TERMINATED));
        assertThat(result.outcome().kind()).isEqualTo(FailureKind.TERMINATED);
        assertThat(result.outcome().message()).isEqualTo("The task was asked to stop (TERM) before it was done");
        assertThat(result.outcome().logTail()).endsWith("tidied");
        assertThat(result.exitCode()).isEqualTo(75);
    }

    @Test
    void askingIsDoneOnce() {
        TaskResult result = stopped(
                marking("trap 'echo asked' TERM; touch $MARK; until [ -s $MARK ]; do read -t 0.01 < <(:) || :; done"),
                cancellation -> {
                    cancellation.stop(FailureKind.TERMINATED);
                    cancellation.stop(FailureKind.TERMINATED);
                    Workbench.write(mark(), "end");
                });
        assertThat(result.outcome().logTail().lines().filter("asked"::equals)).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void aBodyThatDoesNotListenIsKilled() {
        bench.with(Workbench.settings().grace(Duration.ofMillis(100)));
        TaskResult result = stopped(
                marking("trap 'echo no' TERM; touch $MARK; " + FOREVER),
                cancellation -> cancellation.stop(FailureKind.CANCELLED));
        assertThat(result.outcome().kind()).isEqualTo(FailureKind.CANCELLED);
        assertThat(result.outcome().logTail()).contains("no");
    }

    @Test
    void aKillWaitsForNothing() {
        TaskResult result = stopped(
                marking("trap '' TERM; touch $MARK; " + FOREVER),
                cancellation -> cancellation.kill(FailureKind.CANCELLED));
        assertThat(result.outcome().kind()).isEqualTo(FailureKind.CANCELLED);
    }

    @Test
    void theFirstReasonCounts() {
        TaskResult result = stopped(marking("trap '' TERM; touch $MARK; " + FOREVER), cancellation -> {
            cancellation.stop(FailureKind.SPOT_RECLAIMED);
            cancellation.kill(FailureKind.CANCELLED);
        });
        assertThat(result.outcome().kind()).isEqualTo(FailureKind.SPOT_RECLAIMED);
    }

    @Test
    void anInterruptedThreadStopsItsBody() throws Exception {
        TaskResult[] result = new TaskResult[1];
        Thread thread = new Thread(() -> result[0] = bench.run(marking("touch $MARK; " + FOREVER)));
        thread.start();
        Workbench.await(() -> Files.exists(mark()));
        thread.interrupt();
        thread.join();
        assertThat(result[0].outcome().kind()).isEqualTo(FailureKind.TERMINATED);
        assertThat(bench.outcomes("long", "s1")).singleElement().asString().startsWith("failed.");
    }

    @Test
    void timeThatIsOver() {
        Outcome outcome = bench.failed(
                bench.step("slow").limits(null, null, 1L).run("echo begun; " + FOREVER), FailureKind.TIMEOUT);
        assertThat(outcome.message())
                .isEqualTo(
                        "slow of s1 took longer than its step's `timeout` of 1 s and was stopped. Raise `timeout`, or see in"
                                + " its log what it was waiting for.");
        assertThat(outcome.logTail()).isEqualTo("begun");
    }

    @Test
    void whatABodyLeavesRunningIsEnded() {
        bench.done(bench.step("daemon")
                .env("MARK", mark().toString())
                .run("(trap '' HUP; echo $BASHPID > $MARK; while :; do sleep 0.01; done) > /dev/null 2>&1 &\n"
                        + "while [ ! -s $MARK ]; do sleep 0.01 || :; done"));
        long pid = Long.parseLong(Workbench.read(mark()).strip());
        assertThat(isRunning(pid)).isFalse();
    }

    @Test
    void whatABodyLeavesRunningAndDeafIsKilled() {
        bench.with(Workbench.settings().grace(Duration.ofMillis(100)));
        bench.done(bench.step("daemon")
                .env("MARK", mark().toString())
                .run(
                        "set -m; (trap '' HUP TERM; echo $BASHPID > $MARK; while :; do sleep 0.01; done) > /dev/null 2>&1 &\n"
                                + "while [ ! -s $MARK ]; do sleep 0.01 || :; done"));
        assertThat(isRunning(Long.parseLong(Workbench.read(mark()).strip()))).isFalse();
    }

    private static boolean isRunning(long pid) {
        Processes.Seen seen = Processes.see(pid);
        return seen != null && !seen.isZombie();
    }
}
