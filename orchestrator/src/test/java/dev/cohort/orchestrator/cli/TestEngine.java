package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.worker.container.EngineKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The real engine that tests run steps by, with images of their own: Docker, or what {@code -Dcohort.test.engine=podman} says, which
 * then must have the images already.
 */
final class TestEngine implements ExecutionCondition {
    /** Debian with picard, kallisto and pizzly. */
    static final String TOOLS = "cohort-test/tools:1";

    /** Nothing at all. */
    static final String EMPTY = "cohort-test/empty:1";

    static final EngineKind KIND = EngineKind.valueOf(
            System.getProperty("cohort.test.engine", "docker").toUpperCase(Locale.ROOT));

    private static final int NONE = 3;

    /** Found out once for all tests. */
    private static final class Found {
        static final ConditionEvaluationResult RESULT = found();
    }

    /** How a program ended, and what it printed. */
    record Said(int status, String text) {}

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return Found.RESULT;
    }

    private static ConditionEvaluationResult found() {
        if (KIND != EngineKind.DOCKER) {
            return ConditionEvaluationResult.enabled(KIND.title());
        }
        Said said = said(
                Path.of(System.getProperty("cohort.root"), ".ci/test-images").toString());
        if (said.status() == NONE) {
            System.err.println(said.text().strip() + " Tests in containers are skipped.");
            return ConditionEvaluationResult.disabled(said.text().strip());
        }
        // Where images can't be made, the tests run, and fail.
        return ConditionEvaluationResult.enabled(said.text());
    }

    /** What the engine's own program says. */
    static Said ask(String... arguments) {
        List<String> argv = new ArrayList<>(List.of(KIND.command()));
        argv.addAll(List.of(arguments));
        return said(argv.toArray(String[]::new));
    }

    /** That it went well. */
    static Said done(Said said) {
        assertThat(said.status()).as(said.text()).isZero();
        return said;
    }

    /** The containers that see anything of a folder, whatever state they are in. */
    static List<String> containers(Path folder) {
        return ask("ps", "--all", "--quiet")
                .text()
                .lines()
                .filter(id -> ask("inspect", "--format", "{{json .Mounts}}", id)
                        .text()
                        .contains(folder.toString()))
                .toList();
    }

    static Said said(String... argv) {
        try {
            Process process = new ProcessBuilder(argv).redirectErrorStream(true).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Said(process.waitFor(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
