package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.WorkerImage;
import dev.cohort.orchestrator.diag.Paint;
import dev.cohort.orchestrator.diag.ProblemRenderer;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.images.registry.RealRegistry;
import dev.cohort.orchestrator.plan.Account;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a conductor would run in, looked up in a real registry. */
@Timeout(120)
class ConductorImageTest {
    private static final String HINT =
            "  hint: docker/build --prefix REGISTRY --push brings it there; or leave out --conductor\n";

    @TempDir
    private static Path folder;

    private static RealRegistry registry;

    private final Problems problems = new Problems();

    @BeforeAll
    static void start() throws IOException {
        registry = RealRegistry.start(folder);
        put("fit", Map.of(WorkerImage.VERSION_LABEL, Cohort.Version.number(), WorkerImage.CONTRACT_LABEL, "1"));
        put("older", Map.of(WorkerImage.VERSION_LABEL, "0.0.1", WorkerImage.CONTRACT_LABEL, "1"));
        put("strange", Map.of(WorkerImage.VERSION_LABEL, "9.0", WorkerImage.CONTRACT_LABEL, "2"));
        put("bare", Map.of());
    }

    private static void put(String prefix, Map<String, String> labels) {
        registry.put(prefix + "/cohort/base", "latest", "amd64", labels);
    }

    @AfterAll
    static void stop() {
        registry.close();
    }

    private String name(String prefix) throws InterruptedException {
        Account account = new Account(
                "mixed",
                null,
                null,
                null,
                registry.host() + "/" + prefix,
                null,
                null,
                null,
                Map.of(),
                true,
                Set.of(),
                true);
        Console console = new Terminal(folder)
                .environment(Map.of("DOCKER_CONFIG", folder.toString()))
                .console();
        return new ConductorImage(console, account, problems).name();
    }

    /** On lines that are not broken. */
    private String told() {
        return new ProblemRenderer(Paint.PLAIN).render(problems.inOrder()).replaceAll("\n {8}", " ");
    }

    @Test
    void itIsNamedByItsDigest() throws InterruptedException {
        assertThat(name("fit")).startsWith(registry.host() + "/fit/cohort/base@sha256:");
        assertThat(told()).isEmpty();
    }

    @Test
    void anotherVersionIsAWarning() throws InterruptedException {
        assertThat(name("older")).startsWith(registry.host() + "/older/cohort/base@sha256:");
        assertThat(problems.hasErrors()).isFalse();
        assertThat(told())
                .isEqualTo("warning: the image `cohort/base`, in which a conductor runs, has Cohort 0.0.1, and this is "
                        + Cohort.Version.number() + "\n" + HINT);
    }

    @Test
    void aWorkerThatDoesNotUnderstandUsIsAnError() throws InterruptedException {
        name("strange");

        assertThat(told())
                .startsWith("error: the image `cohort/base`, in which a conductor runs, has a worker of another Cohort"
                        + " (contract 2, where this one writes contract 1)\n" + HINT);
    }

    @Test
    void oneWithoutAWorkerIsAnError() throws InterruptedException {
        name("bare");

        assertThat(told())
                .startsWith(
                        "error: the image `cohort/base`, in which a conductor runs, has no worker of Cohort in it (no"
                                + " label dev.cohort.worker)\n" + HINT);
    }

    @Test
    void oneThatIsNotThereIsAnError() throws InterruptedException {
        name("nowhere");

        assertThat(problems.hasErrors()).isTrue();
        assertThat(told())
                .isEqualTo("error: the image `cohort/base`, in which a conductor runs, is not to be had: there is no"
                        + " repository nowhere/cohort/base at " + registry.host() + "\n" + HINT);
    }
}
