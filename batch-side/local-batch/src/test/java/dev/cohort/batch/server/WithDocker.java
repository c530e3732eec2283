package dev.cohort.batch.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Runs tests where a Docker engine answers or can be started, with the images that all tests share; elsewhere it says why not. */
final class WithDocker implements ExecutionCondition {
    /** Debian. */
    static final String IMAGE = "cohort-test/tools:1";

    private static final int NO_ENGINE = 3;

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        String script =
                Path.of(System.getProperty("cohort.root"), ".ci/test-images").toString();
        try {
            Process process =
                    new ProcessBuilder(script).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == NO_ENGINE
                    ? ConditionEvaluationResult.disabled(said.strip())
                    : ConditionEvaluationResult.enabled(said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
