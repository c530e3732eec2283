package dev.cohort.orchestrator.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.cli.TypedCommand;
import dev.cohort.orchestrator.engine.aws.LocalBatchServer;
import dev.cohort.store.S3Server;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page on AWS Batch, typed from its top to its end where local-batch and an S3 server stand for AWS, as the page says. */
@Timeout(180)
class AwsPageTest {
    @TempDir
    private static Path home;

    private static LocalBatchServer server;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() throws IOException {
        server = LocalBatchServer.ofWorkers(
                home, "mixed", "registry.example/*", S3Server.running().environment(), "--cpus=8", "--memory=4096");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> aws() throws IOException {
        Page page = Page.of("docs/aws.md");
        assertThat(page.blocks("console").size()).isGreaterThan(3);
        Path place = directory.toRealPath();
        return new Trials(
                        page,
                        new Session(
                                place,
                                arguments -> TypedCommand.onQueue(
                                        place, server, Map.of("COHORT_IMAGE_CHECK", "false"), arguments),
                                AwsPageTest::withoutTimes))
                .tests();
    }

    /** Ids, times and counts are others each time, and with them how far columns stand apart. */
    private static String withoutTimes(String line) {
        return line.replaceAll("[0-9]{8}-[0-9]{6}-[a-z0-9]{4}", "RUN")
                .replaceAll("[0-9]+", "N")
                .replaceAll(" +", " ");
    }
}
