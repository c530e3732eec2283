package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.engine.aws.FakeAws;
import dev.cohort.orchestrator.engine.aws.LocalBatchServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What tasks on a queue printed: from CloudWatch where their workers left nothing in the store. */
@Timeout(180)
class QueueLogsTest {
    private static final String PIPELINE = """
            pipeline: p
            defaults: { image: tool, timeout: 1h, retry: { attempts: 2 } }
            steps:
              first:
                outputs: { out: o.txt }
                run: touch o.txt
              last:
                inputs: { in: "${{ steps.first.out }}" }
                outputs: { out: o.txt }
                run: touch o.txt
              huge:
                each: cohort
                resources: { cpus: 64 }
                outputs: { out: o.txt }
                run: touch o.txt
            """;

    /** As without credentials in the job; the second sample waits, and the third comes to it at the second attempt. */
    private static final String WORKER = """
            echo "$1 $2, attempt $AWS_BATCH_JOB_ATTEMPT"
            case $2 in
              0) echo "The task cannot begin: no AWS credentials were found" >&2; exit 1;;
              1) while [ ! -e "$folder/go" ]; do sleep 0.1; done; echo gone on;;
              2) [ "$AWS_BATCH_JOB_ATTEMPT" = 2 ] || exit 75; exit 1;;
            esac
            """;

    @TempDir
    private Path folder;

    private LocalBatchServer server;
    private AwsBench bench;

    @BeforeEach
    void start() throws IOException {
        server = AwsBench.server(folder, WORKER);
        bench = AwsBench.ofScript(folder, server).file("p.yaml", PIPELINE).file("s.txt", "a\nb\nc\n");
    }

    @AfterEach
    void stop() throws IOException {
        bench.close();
        server.close();
    }

    private void leave() {
        TypedCommand run = bench.type(bench.run("--detach"));
        assertThat(run.exitCode()).as(run.shown()).isZero();
    }

    @Test
    void aTaskThatNeverBeganTellsWhyAndWhatItPrinted() {
        leave();
        bench.until("logs latest first a", "failed: ");

        assertThat(bench.said("logs latest first a")).isEqualTo("""
                first 0, attempt 1
                The task cannot begin: no AWS credentials were found
                first a failed: AWS Batch: Essential container in task exited; exit code 1
                """);
        assertThat(bench.said("task latest first a"))
                .startsWith("first a in the run 20260102-120000-")
                .contains(": failed: AWS Batch: Essential container in task exited; exit code 1\n")
                .containsPattern(
                        "On AWS Batch\n  job [0-9a-f-]{36}:0\n  image tool\n  attempt 1: log stream \\S+ of /aws/batch/job\n")
                .endsWith("""
                        Log
                          | first 0, attempt 1
                          | The task cannot begin: no AWS credentials were found
                        """);
        assertThat(bench.said("task latest first a --json"))
                .contains("\"image\": \"tool\"", "\"logGroup\": \"/aws/batch/job\"");
    }

    @Test
    void aTaskThatWasNotStartedSaysSoAndOneThatFailedBeforeItPrintedToo() {
        leave();
        try (FakeAws aws = new FakeAws()) {
            bench.aws(region -> aws.clients(String.valueOf(region)));
            aws.on(
                    "describejobs",
                    FakeAws.json("{'jobs': [{'jobId': 'id:0', 'jobName': 'j', 'status': 'FAILED',"
                            + " 'statusReason': 'Dependent Job failed'}]}"),
                    FakeAws.json(
                            "{'jobs': [{'jobId': 'id:0', 'jobName': 'j', 'status': 'FAILED',"
                                    + " 'statusReason': 'Task failed to start', 'attempts': [{'container': {'reason': 'no image'}}]}]}"));

            assertThat(bench.said("logs latest last a"))
                    .isEqualTo("last a was not started: AWS Batch: Dependent Job failed\n");
            assertThat(bench.said("logs latest last a")).isEqualTo("""
                    last a failed: AWS Batch: Task failed to start
                    last a never came to print anything
                    """);
        }
    }

    @Test
    void ofSeveralAttemptsOneCanBeChosen() {
        leave();
        bench.until("logs latest first c", "failed: ");

        assertThat(bench.said("logs latest first c --attempt 1")).contains("first 2, attempt 1\n");
        assertThat(bench.said("logs latest first c")).startsWith("first 2, attempt 2\n");
        TypedCommand third = bench.type(bench.words("logs latest first c --attempt 3"));
        assertThat(third.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(third.shown()).isEqualTo("""
                error: there was no attempt 3 at first c
                  hint: AWS Batch tells of 2 attempts
                """);
    }

    @Test
    void allThatFailedAreFoundThoughNobodyWatched() {
        leave();
        bench.until("logs latest first c", "failed: ");
        bench.until("logs latest first a", "failed: ");

        assertThat(bench.said("logs latest first --failed")).isEqualTo("""
                ==> first a: AWS Batch: Essential container in task exited; exit code 1 <==
                first 0, attempt 1
                The task cannot begin: no AWS credentials were found
                ==> first c: AWS Batch: Essential container in task exited; exit code 1 <==
                first 2, attempt 2
                """);
        assertThat(bench.said("logs latest last --failed")).startsWith("no task of last failed in the run 2026");
    }

    @Test
    void ofVeryManyThatFailedSomeAreShownAndTheRestIsTold() throws IOException {
        bench.file("s.txt", lines(130, i -> "s" + i + "\n"));
        leave();
        try (FakeAws aws = new FakeAws()) {
            bench.aws(region -> aws.clients(String.valueOf(region)));
            aws.on(
                    "describejobs",
                    FakeAws.json("{'jobs': [{'jobId': 'id', 'jobName': 'j', 'status': 'FAILED', 'arrayProperties':"
                            + " {'size': 130, 'statusSummary': {'FAILED': 130}}}]}"));
            aws.on(
                    "listjobs",
                    FakeAws.json("{'jobSummaryList': ["
                            + lines(
                                    130,
                                    i -> (i == 0 ? "" : ",") + "{'jobId': 'id:" + i
                                            + "', 'jobName': 'j', 'status': 'FAILED', 'startedAt': 5, 'statusReason': 'so',"
                                            + " 'arrayProperties': {'index': " + i + "}}")
                            + "]}"));

            String shown = bench.said("logs latest first --failed");

            assertThat(shown)
                    .startsWith("==> first s0: AWS Batch: so <==\n")
                    .contains("==> first s99: AWS Batch: so <==\n")
                    .doesNotContain("first s100")
                    .containsPattern(
                            "\nmore tasks of first failed than the 100 that left nothing in the store and are shown:"
                                    + " `cohort status 2026[^`]+` counts them, `cohort logs 2026\\S+ first SAMPLE --store [^`]+` shows one, and `aws"
                                    + " batch list-jobs --array-job-id [0-9a-f-]{36} --job-status FAILED` lists those of its job\n$");
        }
    }

    @Test
    void whatOnlyWaitedForOthersDoesNotHideThatOneFailed() {
        leave();
        try (FakeAws aws = new FakeAws()) {
            mostWaitInVain(
                    aws,
                    1_100,
                    ",{'jobId': 'id:2', 'jobName': 'j', 'status': 'FAILED', 'startedAt': 5, 'statusReason': 'so',"
                            + " 'arrayProperties': {'index': 2}}");

            assertThat(bench.said("logs latest first --failed")).startsWith("==> first c: AWS Batch: so <==\n");
        }
    }

    @Test
    void whereNotAllWereAskedAboutNobodySaysThatNoneFailed() {
        leave();
        try (FakeAws aws = new FakeAws()) {
            mostWaitInVain(aws, 10_001, "");

            assertThat(bench.said("logs latest first --failed"))
                    .matches(
                            "of the first 10,000 tasks of first that ended badly by AWS Batch none failed by itself, and"
                                    + " no more were asked about: `cohort status 2026[^`]+` counts those that failed\n");
        }
    }

    private void mostWaitInVain(FakeAws aws, int number, String last) {
        bench.aws(region -> aws.clients(String.valueOf(region)));
        aws.on(
                "describejobs",
                FakeAws.json("{'jobs': [{'jobId': 'id', 'jobName': 'j', 'status': 'FAILED', 'arrayProperties':"
                        + " {'size': 10000, 'statusSummary': {'FAILED': 10000}}}]}"));
        aws.on(
                "listjobs",
                FakeAws.json("{'jobSummaryList': ["
                        + lines(
                                number,
                                i -> (i == 0 ? "" : ",") + "{'jobId': 'id:" + i
                                        + "', 'jobName': 'j', 'status': 'FAILED', 'statusReason': 'Dependent Job failed',"
                                        + " 'arrayProperties': {'index': " + i + "}}")
                        + last + "]}"));
    }

    private static String lines(int number, IntFunction<String> line) {
        return IntStream.range(0, number).mapToObj(line).collect(Collectors.joining());
    }

    @Test
    void aTaskThatRunsIsShownAndFollowedToItsEnd() throws Exception {
        leave();
        bench.until("logs latest first b", "first 1, attempt 1");

        assertThat(bench.said("logs latest first b"))
                .isEqualTo("first 1, attempt 1\nfirst b is running; --follow goes on with its log\n");
        assertThat(bench.said("task latest first b")).contains("first b in the run ", ": is running\n");
        CompletableFuture<String> followed =
                CompletableFuture.supplyAsync(() -> bench.said("logs latest first b --follow"));
        Files.createFile(folder.resolve("go"));

        assertThat(followed.get()).isEqualTo("first 1, attempt 1\ngone on\n");
    }

    @Test
    void whatHasNotBegunSaysWhatItWaitsFor() {
        leave();

        assertThat(bench.said("logs latest last b")).isEqualTo("last b waits for what has to be done before\n");
        assertThat(bench.until("logs latest huge", "MISCONFIGURATION"))
                .startsWith("huge waits for a machine: MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT");
    }

    @Test
    void statusTellsWhatKeepsAStepFromStarting() {
        leave();

        assertThat(bench.until("status latest", "stuck: "))
                .contains(
                        "stuck: nothing of huge is started, as AWS Batch says: MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT");
        assertThat(bench.said("status latest --json")).contains("\"huge\": \"MISCONFIGURATION:");
    }

    @Test
    void aConductorNeedsAnImageAndSomethingToDo() {
        TypedCommand nowhere = bench.type(bench.run("--detach", "--conductor"));
        assertThat(nowhere.exitCode()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(nowhere.shown())
                .isEqualTo("error: nothing says where the image `cohort/base` lies, in which a conductor runs\n"
                        + "  hint: say where by --image-prefix; docker/build --prefix REGISTRY --push brings it there; or leave out"
                        + " --conductor\n");
        TypedCommand attended = bench.type(bench.run("--conductor"));
        assertThat(attended.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(attended.shown())
                .startsWith("error: --conductor is for a run that nobody stays with: add --detach, or leave it out\n");
        TypedCommand here = bench.type(bench.words("run p.yaml --sample-list-file s.txt --here --detach"));
        assertThat(here.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(here.shown())
                .startsWith(
                        "error: --detach is for runs on AWS Batch, and this one stays on this machine, which has to stay with it\n");
    }

    @Test
    void whoWatchesSeesHowTheLogEndsOfATaskWithoutAnOutcome() throws IOException {
        bench.file("go", "").file("p.yaml", PIPELINE.replaceAll("(?s)  huge:.*", ""));

        TypedCommand run = bench.type(bench.run());

        assertThat(run.exitCode()).as(run.shown()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(run.shown()).contains("""
                failed: first a (platform): AWS Batch: Essential container in task exited; exit code 1
                  | first 0, attempt 1
                  | The task cannot begin: no AWS credentials were found
                """);
    }

    @Test
    void aLogThatMayNotBeReadOrIsGoneIsTold() {
        leave();
        bench.until("logs latest first a", "failed: ");
        try (FakeAws aws = new FakeAws()) {
            bench.aws(region -> aws.clients(String.valueOf(region)));
            aws.on(
                    "describejobs",
                    FakeAws.json(
                            "{'jobs': [{'jobId': 'id:0', 'jobName': 'j', 'status': 'FAILED', 'statusReason': 'so',"
                                    + " 'attempts': [{'startedAt': 1, 'container': {'logStreamName': 's/1', 'exitCode': 1}}]}]}"));
            aws.onLogs(
                    FakeAws.error(
                            400, "AccessDeniedException", "User: ann is not authorized to perform: logs:GetLogEvents"),
                    FakeAws.error(400, "ResourceNotFoundException", "The specified log stream does not exist."));

            TypedCommand denied = bench.type(bench.words("logs latest first a"));
            assertThat(denied.exitCode()).isEqualTo(ExitCode.ENVIRONMENT);
            assertThat(denied.shown())
                    .startsWith(
                            "first a failed: AWS Batch: so\nerror: the log s/1 can't be read: AWS does not allow it: ")
                    .contains("do `logs:GetLogEvents`");
            assertThat(bench.said("logs latest first a")).isEqualTo("""
                    first a failed: AWS Batch: so
                    attempt 1 at first a printed nothing, or its time in CloudWatch is over: there is nothing in the stream s/1 of the group /aws/batch/job
                    """);
            aws.on("describejobs", FakeAws.json("{'jobs': []}"));
            assertThat(bench.said("logs latest first a"))
                    .startsWith("AWS Batch does not know ")
                    .endsWith(
                            ":0, which was first a, any more; it left no log in the store, and where CloudWatch has one can't be told now\n");
        }
    }
}
