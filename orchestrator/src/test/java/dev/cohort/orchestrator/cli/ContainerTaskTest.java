package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.Body;
import dev.cohort.contract.Each;
import dev.cohort.contract.FailureKind;
import dev.cohort.contract.Fingerprint;
import dev.cohort.contract.Job;
import dev.cohort.contract.Json;
import dev.cohort.contract.Limits;
import dev.cohort.contract.Outcome;
import dev.cohort.contract.OutputPattern;
import dev.cohort.contract.Template;
import dev.cohort.store.Location;
import dev.cohort.store.Store;
import dev.cohort.worker.Assignment;
import dev.cohort.worker.Containers;
import dev.cohort.worker.TaskResult;
import dev.cohort.worker.TaskRunner;
import dev.cohort.worker.WorkerSettings;
import dev.cohort.worker.container.CarriedRuntime;
import dev.cohort.worker.container.ContainerEngine;
import dev.cohort.worker.container.StepImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Single tasks in containers of a real engine, as no pipeline would have them: with times of seconds, and without their image. */
@NeedsEngine
@Timeout(120)
class ContainerTaskTest {
    @TempDir
    private Path folder;

    private ContainerEngine engine;
    private String tools;

    @BeforeEach
    void setUp() throws IOException {
        folder = folder.toRealPath();
        engine = ContainerEngine.connect(TestEngine.KIND);
        tools = engine.identity(TestEngine.TOOLS).orElseThrow();
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(TestEngine.containers(folder)).isEmpty();
    }

    private TaskResult run(String script, String image, Duration grace, Long timeoutSeconds) {
        Containers containers =
                new Containers(engine, Map.of("step", new StepImage("tool:1", image)), CarriedRuntime.below(folder));
        WorkerSettings settings = WorkerSettings.local()
                .grace(grace)
                .keepScratch(WorkerSettings.KeepScratch.FAILED)
                .in(containers);
        try (Store store = Store.open(Location.of(folder.resolve("store")));
                TaskRunner runner = new TaskRunner(store, settings)) {
            return runner.run(new Assignment(job(script, timeoutSeconds), null, 1, "j", Assignment.PLAIN, 1));
        }
    }

    private Job job(String script, Long timeoutSeconds) {
        return new Job(
                "20260131-120000-k3x9",
                "p",
                "p",
                "step",
                Each.COHORT,
                new Body.Run(script, Map.of()),
                Map.of(),
                Map.of("out", new OutputPattern(Template.text("out.txt"), OutputPattern.Kind.FILE, false)),
                Fingerprint.def(Json.object().build()),
                null,
                Map.of("VALUE", Template.text("a b\nc=\"$d\""), "PATH", Template.text("/usr/bin:/bin:/x y")),
                new Limits(64, 64L, null, timeoutSeconds),
                folder.resolve("store").toString(),
                null);
    }

    @Test
    void theStepsOwnVariablesAreThereAsTheyAre() throws IOException {
        TaskResult result = run("printf '%s|%s' \"$VALUE\" \"$PATH\" > out.txt", tools, Duration.ofSeconds(5), null);

        assertThat(result.outcome().status()).as(result.outcome().message()).isEqualTo(Outcome.Status.SUCCEEDED);
        assertThat(folder.resolve("store/results/p/step/_cohort/out.txt"))
                .hasContent("a b\nc=\"$d\"|/usr/bin:/bin:/x y");
    }

    @Test
    void whatABodyUsesIsMeasured() {
        TaskResult result = run(
                "x=$(head -c 20000000 /dev/zero | tr '\\0' x); end=$((SECONDS + 2)); while ((SECONDS < end)); do :; done;"
                        + " touch out.txt",
                tools,
                Duration.ofSeconds(5),
                null);

        assertThat(result.outcome().peakMiB()).isBetween(19L, 64L);
        assertThat(result.outcome().cpuMs()).isPositive();
    }

    @Test
    void aBodyThatTakesTooLongMayTidyUpAndIsEnded() throws IOException {
        TaskResult result = run(
                "trap 'echo tidied > tidied.txt; exit 1' TERM; sleep 600 & wait", tools, Duration.ofSeconds(30), 2L);

        assertThat(result.outcome().kind()).isEqualTo(FailureKind.TIMEOUT);
        assertThat(result.outcome().message())
                .startsWith("step took longer than its step's `timeout` of 2 s and was stopped.")
                .contains("Its directory is kept: ");
        assertThat(kept("tidied.txt")).hasContent("tidied\n");
    }

    @Test
    void oneThatHearsNoTermIsKilledAfterTheGrace() throws IOException {
        TaskResult result =
                run("trap '' TERM; echo > started.txt; sleep 600 & wait; wait", tools, Duration.ofSeconds(1), 2L);

        assertThat(result.outcome().kind()).isEqualTo(FailureKind.TIMEOUT);
        assertThat(kept("started.txt")).exists();
    }

    private Path kept(String file) throws IOException {
        try (var directories = Files.list(folder.resolve("store/.cohort/local/scratch"))) {
            return directories.findFirst().orElseThrow().resolve("work").resolve(file);
        }
    }

    @Test
    void anImageThatIsGoneWhenItsTaskStartsIsNoneOfTheToolsFaults() {
        TaskResult result = run("true", "sha256:" + "1".repeat(64), Duration.ofSeconds(5), null);

        assertThat(result.outcome().kind()).isEqualTo(FailureKind.IMAGE_PULL);
        assertThat(result.outcome().message())
                .startsWith("The image tool:1 of step step was here when the run was planned, and is not any more: ")
                .contains(". Run again, and it is looked for anew.");
    }
}
