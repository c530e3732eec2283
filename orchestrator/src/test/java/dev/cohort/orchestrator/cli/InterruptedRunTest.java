package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run leaves when somebody ends it from outside: Cohort as a process of its own, and real signals. */
class InterruptedRunTest {
    /** One quick step, then one that waits until it is let go. */
    private static final String PIPELINE = """
            pipeline: p
            defaults: { timeout: 1h, resources: { cpus: 0.1, memory: 16 MiB } }
            steps:
              quick:
                outputs: { out: quick.txt }
                run: |
                  echo quick >> HERE/counts.txt
                  echo done > quick.txt
              slow:
                inputs: { in: "${{ steps.quick.out }}" }
                outputs: { out: slow.txt }
                run: |
                  echo half > slow.txt
                  echo $$ > HERE/starting; mv HERE/starting HERE/started
                  while [ ! -e HERE/go ]; do sleep 0.1; done
                  echo whole > slow.txt
            """;

    @TempDir
    private Path folder;

    private Workbench bench;

    @BeforeEach
    void setUp() {
        bench = new Workbench(folder);
        bench.file("p.yaml", PIPELINE.replace("HERE", folder.toString())).file("s.txt", "a\n");
    }

    private CohortProcess start() throws IOException {
        return CohortProcess.start(folder, "run", "p.yaml", "--sample-list-file", "s.txt");
    }

    /** The number of its process. */
    private long awaitBody() throws IOException {
        CohortProcess.await(() -> Files.exists(bench.path("started")), "the body has started");
        return Long.parseLong(Files.readString(bench.path("started")).strip());
    }

    private static void assertEnded(long body) {
        assertThat(ProcessHandle.of(body)).as("the body was ended").isEmpty();
    }

    @Test
    void controlCStopsAndSaysHowToGoOn() throws Exception {
        CohortProcess run = start();
        long body = awaitBody();

        run.signal("INT");

        assertThat(run.end()).as(run.shown()).isEqualTo(130);
        assertThat(run.shown())
                .contains("Stopping: ")
                .contains("Cancelled: 1 task done, 1 stopped")
                .contains("Run the same command again");
        assertEnded(body);
        assertThat(bench.hasResult("slow/a/slow.txt")).isFalse();
        finishes();
    }

    @Test
    void theEndOfTheTerminalStopsAsWell() throws Exception {
        CohortProcess run = start();
        long body = awaitBody();

        run.signal("HUP");

        assertThat(run.end()).isEqualTo(130);
        assertEnded(body);
        finishes();
    }

    /** The body hears no TERM, and would take the whole grace. */
    @Test
    void aSecondControlCLeavesAtOnceAndNothingBehind() throws Exception {
        bench.file(
                "p.yaml",
                PIPELINE.replace("echo half", "trap '' TERM INT; echo half").replace("HERE", folder.toString()));
        CohortProcess run = start();
        long body = awaitBody();

        run.signal("INT");
        run.awaitShown("Stopping: ");
        run.signal("INT");

        assertThat(run.end()).isEqualTo(130);
        CohortProcess.await(() -> ProcessHandle.of(body).isEmpty(), "the body is gone");
        bench.file("p.yaml", PIPELINE.replace("HERE", folder.toString()));
        bench.file("go", "");
        assertThat(bench.run().exitCode()).isZero();
        assertThat(bench.result("slow/a/slow.txt")).isEqualTo("whole\n");
    }

    @Test
    void nothingHalfIsThereAfterAKill() throws Exception {
        CohortProcess run = start();
        long body = awaitBody();

        run.kill();
        CohortProcess.signal("KILL", body);

        assertThat(bench.hasResult("slow/a/slow.txt")).isFalse();
        finishes();
    }

    @Test
    void tasksThatDidNotEndSayWhyAndWhatTheyWaitFor() throws Exception {
        bench.file(
                "p.yaml",
                PIPELINE.replace("HERE", folder.toString()).replace("echo half", "echo half; echo half")
                        + "  later: { inputs: { slow: \"${{ steps.slow.out }}\" }, run: 'cat ${{ inputs.slow }}' }\n");
        CohortProcess run = start();
        long body = awaitBody();
        assertThat(task("later"))
                .contains(": waits for the step `slow`\n")
                .contains("not there yet")
                .doesNotContain("Run again");

        run.signal("INT");

        assertThat(run.end()).as(run.shown()).isEqualTo(130);
        assertEnded(body);
        assertThat(task("slow"))
                .contains(": stopped before it had ended, in attempt 1 of 1, as its run was stopped\n")
                .containsPattern("Log\n  \\| half\n  attempt 1: .+/1\\.log\n$");
        assertThat(task("later")).contains(": not started, as nothing whole is there of the step `slow`\n");
    }

    private String task(String step) {
        TypedCommand task = bench.type("task", "latest", step, "a");
        assertThat(task.exitCode()).as(task.shown()).isZero();
        return task.shown();
    }

    /** Going on makes what is missing, and nothing twice. */
    private void finishes() {
        bench.file("go", "");
        TypedCommand again = bench.run();
        assertThat(again.exitCode()).as(again.shown()).isZero();
        assertThat(bench.result("slow/a/slow.txt")).isEqualTo("whole\n");
        assertThat(bench.lines("counts.txt")).isEqualTo(1);
    }
}
