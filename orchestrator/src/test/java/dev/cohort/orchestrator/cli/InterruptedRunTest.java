package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
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

    @Test
    void controlCStopsAndSaysHowToGoOn() throws Exception {
        Process run = start("run", "p.yaml", "--sample-list-file", "s.txt");
        CohortProcess.await(() -> Files.exists(bench.path("started")));
        String body = Files.readString(bench.path("started")).strip();

        CohortProcess.signal("INT", run.pid());

        assertThat(run.waitFor(CohortProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        String shown = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(run.exitValue()).as(shown).isEqualTo(130);
        assertThat(shown)
                .contains("Stopping: ")
                .contains("Cancelled: 1 task done")
                .contains("Run the same command again");
        assertThat(ProcessHandle.of(Long.parseLong(body)))
                .as("the body was ended")
                .isEmpty();
        assertThat(bench.hasResult("slow/a/slow.txt")).isFalse();
        finishes();
    }

    @Test
    void theEndOfTheTerminalStopsAsWell() throws Exception {
        Process run = start("run", "p.yaml", "--sample-list-file", "s.txt");
        CohortProcess.await(() -> Files.exists(bench.path("started")));
        String body = Files.readString(bench.path("started")).strip();

        CohortProcess.signal("HUP", run.pid());

        assertThat(run.waitFor(CohortProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(run.exitValue()).isEqualTo(130);
        assertThat(ProcessHandle.of(Long.parseLong(body)))
                .as("the body was ended")
                .isEmpty();
        finishes();
    }

    /** The body hears no TERM, and would take the whole grace. */
    @Test
    void aSecondControlCLeavesAtOnceAndNothingBehind() throws Exception {
        bench.file(
                "p.yaml",
                PIPELINE.replace("echo half", "trap '' TERM INT; echo half").replace("HERE", folder.toString()));
        Process run = start("run", "p.yaml", "--sample-list-file", "s.txt");
        CohortProcess.await(() -> Files.exists(bench.path("started")));
        String body = Files.readString(bench.path("started")).strip();
        BufferedReader shown = run.inputReader(StandardCharsets.UTF_8);

        CohortProcess.signal("INT", run.pid());
        String line = shown.readLine();
        while (line != null && !line.startsWith("Stopping: ")) {
            line = shown.readLine();
        }
        CohortProcess.signal("INT", run.pid());

        assertThat(run.waitFor(CohortProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(run.exitValue()).isEqualTo(130);
        CohortProcess.await(() -> ProcessHandle.of(Long.parseLong(body)).isEmpty());
        bench.file("p.yaml", PIPELINE.replace("HERE", folder.toString()));
        bench.file("go", "");
        assertThat(bench.run().exitCode()).isZero();
        assertThat(bench.result("slow/a/slow.txt")).isEqualTo("whole\n");
    }

    @Test
    void nothingHalfIsThereAfterAKill() throws Exception {
        Process run = start("run", "p.yaml", "--sample-list-file", "s.txt");
        CohortProcess.await(() -> Files.exists(bench.path("started")));
        String body = Files.readString(bench.path("started")).strip();

        run.destroyForcibly().waitFor();
        CohortProcess.signal("KILL", Long.parseLong(body));

        assertThat(bench.hasResult("slow/a/slow.txt")).isFalse();
        finishes();
    }

    /** Going on makes what is missing, and nothing twice. */
    private void finishes() {
        bench.file("go", "");
        TypedCommand again = bench.run();
        assertThat(again.exitCode()).as(again.shown()).isZero();
        assertThat(bench.result("slow/a/slow.txt")).isEqualTo("whole\n");
        assertThat(bench.lines("counts.txt")).isEqualTo(1);
    }

    private Process start(String... arguments) throws IOException {
        return CohortProcess.start(folder, arguments);
    }
}
