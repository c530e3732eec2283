package dev.cohort.orchestrator.cli;

import static dev.cohort.orchestrator.cli.CohortProcess.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.worker.container.Container;
import dev.cohort.worker.container.ContainerLabels;
import dev.cohort.worker.container.RunContainers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of containers when somebody ends the run from outside: Cohort as a process of its own, and real signals. */
@NeedsEngine
@Timeout(120)
class ContainerEndsTest {
    /** One step, which runs until it is ended, or until there is a file {@code go} in the folder. */
    private static final String PIPELINE = """
            pipeline: p
            defaults: { timeout: 1h, image: IMAGE, resources: { cpus: 0.1, memory: 64 MiB } }
            samples: { columns: { go: { type: file } } }
            steps:
              slow:
                inputs: { go: "${{ sample.go }}" }
                outputs: { out: slow.txt }
                run: |
                  TRAP
                  echo half > slow.txt
                  while [ ! -s ${{ inputs.go }} ]; do sleep 0.1; done
                  echo whole > slow.txt
            """.replace("IMAGE", TestEngine.TOOLS);

    @TempDir
    private Path folder;

    private Workbench bench;

    @BeforeEach
    void setUp() throws IOException {
        folder = folder.toRealPath();
        bench = new Workbench(folder).file("go.txt", "").file("s.txt", "sample,go\na,go.txt\n");
    }

    @AfterEach
    void nothingIsLeft() {
        await(() -> TestEngine.containers(folder).isEmpty(), "its containers are gone");
    }

    private CohortProcess start(String trap) throws IOException {
        bench.file("p.yaml", PIPELINE.replace("TRAP", trap));
        CohortProcess run = CohortProcess.start(
                folder, "run", "p.yaml", "--sample-list-file", "s.txt", "--container", TestEngine.KIND.command());
        await(this::works, "the body works");
        return run;
    }

    private boolean works() {
        Path scratch = bench.path("cohort-store/.cohort/local/scratch");
        if (!Files.isDirectory(scratch)) {
            return false;
        }
        try (var directories = Files.list(scratch)) {
            return directories.anyMatch(directory -> Files.exists(directory.resolve("work/slow.txt")));
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void controlCEndsTheContainer() throws Exception {
        CohortProcess run = start("trap 'exit 3' TERM");

        run.signal("INT");

        assertThat(run.end()).as(run.shown()).isEqualTo(130);
        assertThat(run.shown()).contains("1 stopped");
        assertThat(TestEngine.containers(folder)).isEmpty();
    }

    /** The body hears no TERM, and would take the whole grace. */
    @Test
    void aSecondControlCKillsIt() throws Exception {
        CohortProcess run = start("trap '' TERM");

        run.signal("INT");
        run.awaitShown("Stopping: ");
        run.signal("INT");

        assertThat(run.end()).isEqualTo(130);
    }

    @Test
    void whatAKilledCohortLeftRunningIsFoundAndEnded() throws Exception {
        CohortProcess run = start("trap 'exit 3' TERM");
        run.kill();
        String id;
        try (var runs = Files.list(bench.path("cohort-store/.cohort/runs"))) {
            id = String.valueOf(runs.findFirst().orElseThrow().getFileName());
        }
        RunContainers containers = new RunContainers(TestEngine.KIND);

        assertThat(containers.of(id))
                .extracting(Container::labels)
                .containsExactly(new ContainerLabels(id, "slow", "a", 1));
        assertThat(containers.of("20990101-000000-none")).isEmpty();
        assertThat(containers.end(id, Duration.ofSeconds(5))).isEqualTo(1);

        assertThat(containers.of(id)).isEmpty();
        bench.file("go.txt", "now");
        TypedCommand again = bench.run("--container", TestEngine.KIND.command());
        assertThat(again.exitCode()).as(again.shown()).isZero();
        assertThat(bench.result("slow/a/slow.txt")).isEqualTo("whole\n");
    }

    @Test
    void aJavaThatCannotBeMadeIsToldBeforeAnythingStarts() throws Exception {
        bench.file("cache", "not a directory").file("names.txt", "a\n");
        ProcessBuilder builder = CohortProcess.builder(
                folder,
                List.of(),
                CohortProcess.classPath(),
                "run",
                "simulate",
                "--sample-list-file",
                "names.txt",
                "--container",
                TestEngine.KIND.command(),
                "--image",
                "reference=" + TestEngine.EMPTY,
                "--image",
                "reads=" + TestEngine.EMPTY);
        builder.environment().put("XDG_CACHE_HOME", bench.path("cache").toString());

        TypedCommand run = CohortProcess.ended(builder.start());

        assertThat(run.exitCode()).as(run.shown()).isEqualTo(4);
        assertThat(run.shown())
                .contains("error: the Java that goes into containers can't be made: no directory can be made in "
                        + bench.path("cache/cohort"))
                .contains("hint: it takes a JDK of version 17 or later (apt-get install openjdk-17-jdk-headless)");
    }

    @Test
    void anEngineThatDoesNotAnswerIsToldBeforeAnythingStarts() throws Exception {
        bench.file("p.yaml", PIPELINE);
        ProcessBuilder builder = CohortProcess.builder(
                folder,
                List.of(),
                CohortProcess.classPath(),
                "run",
                "p.yaml",
                "--sample-list-file",
                "s.txt",
                "--container",
                "docker");
        builder.environment().put("DOCKER_HOST", "unix:///no/such/socket");

        TypedCommand unheard = CohortProcess.ended(builder.start());
        builder.environment().put("PATH", folder.toString());
        TypedCommand absent = CohortProcess.ended(builder.start());

        assertThat(unheard.exitCode()).isEqualTo(4);
        assertThat(unheard.shown())
                .contains(
                        "error: Docker does not answer: Cannot connect to the Docker daemon at unix:///no/such/socket")
                .contains("hint: start it (sudo systemctl start docker), or leave --container out");
        assertThat(absent.exitCode()).isEqualTo(4);
        assertThat(absent.shown())
                .contains("error: Docker is not there: no program docker can be started")
                .contains("hint: install it (on Debian: apt-get install docker.io), or leave --container out");
    }
}
