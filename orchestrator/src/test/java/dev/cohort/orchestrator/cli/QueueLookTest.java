package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.engine.aws.FakeAws;
import dev.cohort.orchestrator.engine.aws.LocalBatchServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What `status` says of a run on a queue that nobody looks after. */
@Timeout(120)
class QueueLookTest {
    private static final String PIPELINE = """
            pipeline: p
            defaults: { image: tool, timeout: 1h }
            steps:
              all:
                each: cohort
                outputs: { out: o.txt }
                run: touch o.txt
            """;

    @TempDir
    private Path folder;

    private LocalBatchServer server;
    private AwsBench bench;

    /** The second attempt waits. */
    @BeforeEach
    void start() throws IOException {
        server = AwsBench.server(folder, """
                [ "$AWS_BATCH_JOB_ATTEMPT" != 1 ] || exit 75
                while [ ! -e "$folder/go" ]; do sleep 0.1; done
                """);
        bench = AwsBench.ofScript(folder, server).file("p.yaml", PIPELINE).file("s.txt", "a\n");
        bench.done(bench.run("--detach"));
    }

    @AfterEach
    void stop() throws IOException {
        bench.close();
        server.close();
    }

    @Test
    void anAwsThatDoesNotAnswerIsToldOnceAndAskedOnce() {
        try (FakeAws aws = new FakeAws()) {
            bench.aws(region -> aws.clients(String.valueOf(region)));
            aws.on("describejobs", FakeAws.error(500, "ServerException", "oops"));
            aws.on("listjobs", FakeAws.error(500, "ServerException", "oops"));

            String shown = bench.said("status latest");

            assertThat(shown)
                    .containsOnlyOnce("warning: ")
                    .contains(
                            "warning: this is how the run stood when somebody last looked after it, and whether it has a"
                                    + " conductor can't be told: the jobs can't be looked at: AWS has failed: oops\n")
                    .contains("all       1     0");
            assertThat(aws.asked("listjobs")).isEmpty();
        }
    }

    @Test
    void aRetryOfATaskThatIsItsOwnJobIsCounted() throws IOException {
        String shown = bench.until("status latest", "retries");

        assertThat(shown).containsPattern("all +1 +0 +0 +0 +0 +[01] +[01] +1\n").doesNotContain("warning");
        bench.let("go");
    }
}
