package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.engine.aws.LocalBatchServer;
import dev.cohort.store.Prefix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What keeps a run from a queue is told before anything is submitted or written. */
@Timeout(120)
class AwsRefusalsTest {
    private static final String PIPELINE = """
            pipeline: p
            steps:
              make:
                image: cohort/base
                timeout: 1h
                resources: { memory: 64 MiB }
                outputs: { o: o }
                command: [touch, o]
            """;

    @TempDir
    private static Path home;

    private static @Nullable LocalBatchServer server;

    @TempDir
    private Path folder;

    private @Nullable AwsBench opened;

    @BeforeAll
    static void start() throws IOException {
        server = AwsBench.server(home);
    }

    @AfterAll
    static void stop() throws IOException {
        server().close();
    }

    private static LocalBatchServer server() {
        return Objects.requireNonNull(server);
    }

    @BeforeEach
    void open() throws IOException {
        opened = AwsBench.of(folder, server(), PIPELINE, "a", "b");
    }

    @AfterEach
    void nothingWasSubmittedOrWritten() {
        try (AwsBench bench = bench()) {
            assertThat(bench.jobs()).isEmpty();
            assertThat(bench.bucket().list(Prefix.of(""))).isEmpty();
        }
    }

    private AwsBench bench() {
        return Objects.requireNonNull(opened);
    }

    private static void refused(TypedCommand run, int exitCode, String... words) {
        assertThat(run.exitCode()).as(run.shown()).isEqualTo(exitCode);
        assertThat(run.shown().replaceAll("\\s+", " ")).contains(words).doesNotContain("Exception", "\tat ");
    }

    private TypedCommand process(Map<String, String> other) throws Exception {
        Map<String, String> environment = new HashMap<>(bench().environment());
        environment.putAll(other);
        CohortProcess process = CohortProcess.start(folder, environment, bench().run());
        int exitCode = process.end();
        return new TypedCommand(process.shown(), exitCode);
    }

    private TypedCommand to(String queue) {
        String[] words = bench().run();
        words[Arrays.asList(words).indexOf(AwsBench.QUEUE)] = queue;
        return bench().type(words);
    }

    private static String[] without(String option, String... words) {
        String[] rest = words.clone();
        int at = Arrays.asList(rest).indexOf(option);
        System.arraycopy(words, at + 2, rest, at, words.length - at - 2);
        return Arrays.copyOf(rest, words.length - 2);
    }

    @Test
    void noCredentials() throws Exception {
        refused(
                process(Map.of("AWS_ACCESS_KEY_ID", "", "AWS_SECRET_ACCESS_KEY", "")),
                4,
                "no AWS credentials were found. Set AWS_PROFILE, or log in");
    }

    @Test
    void noRegion() throws Exception {
        refused(
                process(Map.of("AWS_REGION", "")),
                4,
                "error: no AWS region is set",
                "hint: say --region, or set AWS_REGION");
    }

    @Test
    void noSuchQueue() {
        refused(
                to("mixd"),
                4,
                "error: there is no queue `mixd` (from --queue) in the region eu-west-1 of this account",
                "hint: did you mean `mixed`? ",
                "for others look at --region and AWS_PROFILE");
    }

    @Test
    void noSuchQueueOfAFile() throws IOException {
        Files.writeString(folder.resolve(".cohort.yaml"), "queue: mixd\n");
        refused(
                bench().type(without("--queue", bench().run())),
                4,
                "error: there is no queue `mixd` (from .cohort.yaml:1:8) in the region eu-west-1 of this account");
    }

    @Test
    void aQueueThatIsDisabled() {
        server().addQueue("closed", 8);
        server().disable("closed");

        refused(
                to("closed"),
                4,
                "error: the queue `closed` is DISABLED and takes no jobs",
                "hint: enable it: aws batch update-job-queue --job-queue closed --state ENABLED");
    }

    @Test
    void noSuchBucket() throws Exception {
        refused(
                bench().type(
                                "run",
                                "p.yaml",
                                "--sample-list-file",
                                "s.txt",
                                "--no-image-check",
                                "--image-prefix",
                                "test",
                                "--queue",
                                "mixed",
                                "--bucket",
                                "there-is-no-such-bucket"),
                4,
                "here is no bucket there-is-no-such-bucket",
                "aws s3 mb s3://there-is-no-such-bucket");
    }

    @Test
    void noPlaceForImagesOfCohort() {
        refused(
                bench().type(without("--image-prefix", bench().run())),
                4,
                "nothing says where `cohort/base` lies: images of Cohort are in no public registry");
    }

    @Test
    void aStepThatNoMachineHolds() throws IOException {
        server().addQueue("small", 2);
        opened = AwsBench.of(folder, server(), PIPELINE.replace("64 MiB", "64 MiB, cpus: 4"), "a", "b");

        refused(
                to("small"),
                4,
                "the step `make` wants 4 vCPU, 0.06 GiB for a task, and would wait for ever in the queue `small`",
                "its compute environment `of-small` has at most 2 vCPU");
    }

    @Test
    void inputsThatAreNotThere() throws IOException {
        opened = AwsBench.of(
                folder,
                server(),
                PIPELINE.replace("outputs:", "inputs: { head: \"${{ store }}/in/head.txt\" }\n    outputs:"),
                "a",
                "b");

        refused(
                bench().type(bench().run()),
                3,
                "the input `head` of the step `make` is not there",
                bench().store() + "/in/head.txt");
    }

    @Test
    void inputsOfThisMachine() throws IOException {
        Files.writeString(folder.resolve("head.txt"), "head");
        opened = AwsBench.of(
                folder,
                server(),
                PIPELINE.replace("outputs:", "inputs: { head: \"" + folder.resolve("head.txt") + "\" }\n    outputs:"),
                "a",
                "b");

        refused(
                bench().type(bench().run()),
                3,
                "the input `head` of the step `make` lies on this machine, where no job in a queue reaches it: "
                        + folder.resolve("head.txt"),
                "copy it into a bucket, as by `aws s3 cp`, and name it by its s3:// address in the sheet or by `--param`");
    }
}
