package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.engine.aws.LocalBatchServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose jobs AWS Batch has forgotten, as it does after a week: the queue is there again, and knows nothing of them. */
@Timeout(300)
class LostJobsTest {
    /** The first lane is done at once, and leaves its outcome. */
    private static final String PIPELINE = """
            pipeline: p
            defaults: { image: cohort/base, timeout: 1h, resources: { memory: 64 MiB } }
            steps:
              first:
                outputs: { o: o }
                run: |
                  if [ ${{ sample }} = b ]; then
                    : > HERE/there; while [ ! -e HERE/go ]; do sleep 0.05; done
                  fi
                  touch o
              last: { each: cohort, inputs: { i: "${{ steps.first.o }}" }, outputs: { o: o }, command: [touch, o] }
            """;

    @TempDir
    private Path folder;

    private @Nullable LocalBatchServer server;
    private @Nullable AwsBench bench;

    @BeforeEach
    void start() throws IOException {
        server = AwsBench.server(folder);
        bench = AwsBench.of(folder, server, PIPELINE, "a", "b");
    }

    @AfterEach
    void stop() throws IOException {
        bench().close();
        Objects.requireNonNull(server).close();
    }

    private AwsBench bench() {
        return Objects.requireNonNull(bench);
    }

    /** All jobs are gone, with the process that had them; the queue is the same. */
    private void forget() throws IOException {
        Objects.requireNonNull(server).close();
        LocalBatchServer again = AwsBench.server(folder);
        server = again;
        bench().aws(again::clients);
    }

    private void leftAndForgotten() throws IOException {
        bench().done(bench().run("--detach"));
        bench().await("there");
        bench().until("status latest", "first      2     1");
        forget();
    }

    private TypedCommand failed(String... words) {
        TypedCommand command = bench().type(words);
        assertThat(command.exitCode()).as(command.shown()).isEqualTo(1);
        return command;
    }

    @Test
    void whoAttachesFindsOutWhatTheyLeftAndTheNameIsFree() throws IOException {
        leftAndForgotten();
        assertThat(bench().said("status latest"))
                .contains("nobody looks after them.")
                .contains("AWS Batch does not know 2 jobs of it: ")
                .contains("finds out what became of them, and brings the run to its end.");
        TypedCommand refused = bench().type(bench().run());
        assertThat(refused.exitCode()).isEqualTo(4);
        assertThat(refused.shown().replaceAll("\\s+", " "))
                .contains("writes the results of `p`: AWS Batch does not know 2 jobs of it")
                .doesNotContain("have not ended")
                .contains(
                        "finds out what became of them, and brings that run to its end; if AWS_PROFILE is that of the run,"
                                + " --take-over goes on without it at once");

        assertThat(failed(bench().words("attach latest")).shown())
                .contains("AWS Batch does not know 2 jobs of this run. A new job may not be known everywhere yet;")
                .contains(
                        "failed: first b (platform): AWS Batch does not know its job any more, and it left no outcome")
                .contains("Failed: 1 task done, 2 failed");

        bench().let("go");
        assertThat(bench().done(bench().run()).shown()).contains("Done: 2 tasks done");
    }

    @Test
    void aCancelEndsTheRun() throws IOException {
        leftAndForgotten();

        assertThat(bench().type(bench().words("cancel latest")).shown()).contains("Cancelled: 1 task done");
        assertThat(bench().said("status latest")).contains("cancelled");
        bench().let("go");
        assertThat(bench().done(bench().run()).shown()).contains("Done: 2 tasks done");
    }

    @Test
    void whoTakesOverGoesOnAtOnce() throws IOException {
        leftAndForgotten();
        bench().let("go");

        assertThat(bench().done(bench().run("--take-over")).shown().replaceAll("\\s+", " "))
                .contains(" are not known to AWS Batch any more, and this run goes on from what it has done.")
                .contains("Done: 2 tasks done");
    }
}
