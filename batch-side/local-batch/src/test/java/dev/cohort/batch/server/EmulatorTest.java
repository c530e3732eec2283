package dev.cohort.batch.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.batch.model.ArrayJobDependency;
import software.amazon.awssdk.services.batch.model.BatchException;
import software.amazon.awssdk.services.batch.model.ClientException;
import software.amazon.awssdk.services.batch.model.JobDetail;
import software.amazon.awssdk.services.batch.model.JobStatus;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** AWS's own clients against a local-batch that runs real processes. */
@Timeout(120)
@SuppressWarnings("unchecked") // the SDK's own varargs of consumers
class EmulatorTest {
    @TempDir
    Path state;

    @Test
    void anArrayIsChainedToAnotherByIndex() throws IOException {
        try (Served served = new Served(state)) {
            served.define("first", "sh", "test $AWS_BATCH_JOB_ARRAY_INDEX != 1");
            served.define("second", "sh", "echo lane $AWS_BATCH_JOB_ARRAY_INDEX of $AWS_BATCH_JOB_ARRAY_SIZE");
            String first = served.submit("first", job -> job.arrayProperties(a -> a.size(3)));
            String second = served.submit(
                    "second",
                    job -> job.arrayProperties(a -> a.size(3))
                            .dependsOn(d -> d.jobId(first).type(ArrayJobDependency.N_TO_N)));

            JobDetail array = served.ended(second);
            assertThat(array.status()).isEqualTo(JobStatus.FAILED);
            assertThat(array.statusReason()).isEqualTo("Array Child Job failed");
            assertThat(array.arrayProperties().statusSummary())
                    .containsEntry("SUCCEEDED", 2)
                    .containsEntry("FAILED", 1);
            assertThat(served.log(served.describe(second + ":2"))).containsExactly("lane 2 of 3");
            JobDetail never = served.describe(second + ":1");
            assertThat(never.statusReason()).isEqualTo("Dependent Job failed");
            assertThat(never.attempts()).isEmpty();
        }
    }

    @Test
    void aContainerHasItsOwnEnvironmentAndWhatBatchAdds() throws IOException {
        try (Served served = new Served(state)) {
            served.define("env", "bare-image:1", "env");
            String id = served.submit(
                    "env",
                    job -> job.containerOverrides(
                            c -> c.environment(e -> e.name("GREETING").value("hello\nworld"))));
            JobDetail job = served.ended(id);
            assertThat(served.log(job))
                    .contains(
                            "GREETING=hello",
                            "world",
                            "AWS_BATCH_JOB_ID=" + id,
                            "AWS_BATCH_JOB_ATTEMPT=1",
                            "AWS_BATCH_JQ_NAME=q",
                            "AWS_BATCH_CE_NAME=q",
                            "AWS_REGION=eu-west-1",
                            "AWS_ENDPOINT_URL_BATCH=" + served.emulator.endpoint())
                    .noneMatch(line -> line.startsWith("AWS_BATCH_JOB_ARRAY"));
        }
    }

    @Test
    void aFailedAttemptIsRepeatedAsItsRulesSay() throws IOException {
        try (Served served = new Served(state)) {
            served.define("twice", "sh", "test $AWS_BATCH_JOB_ATTEMPT = 2 || exit 75");
            String again = served.submit(
                    "twice",
                    job -> job.retryStrategy(r -> r.attempts(3)
                            .evaluateOnExit(
                                    e -> e.onExitCode("75").action("RETRY"),
                                    e -> e.onReason("*").action("EXIT"))));
            JobDetail job = served.ended(again);
            assertThat(job.status()).isEqualTo(JobStatus.SUCCEEDED);
            assertThat(job.attempts()).extracting(a -> a.container().exitCode()).containsExactly(75, 0);
        }
    }

    @Test
    void whatTakesTooLongIsEnded() throws IOException {
        try (Served served = new Served(state)) {
            served.define("slow", "sh", "trap 'echo told; exit 3' TERM; echo up; while :; do sleep 0.05; done");
            JobDetail job = served.ended(served.submit("slow", j -> j.timeout(t -> t.attemptDurationSeconds(1))));
            assertThat(job.statusReason()).isEqualTo("Job attempt duration exceeded timeout");
            assertThat(served.log(job)).contains("up", "told");
        }
    }

    @Test
    void whatIsTerminatedEnds() throws IOException {
        try (Served served = new Served(state)) {
            served.define("slow", "sh", "sleep 1000");
            String id = served.submit("slow", job -> {});
            served.when(id, JobStatus.RUNNING);
            served.batch.terminateJob(r -> r.jobId(id).reason("enough"));
            JobDetail job = served.ended(id);
            assertThat(job.statusReason()).isEqualTo("enough");
            assertThat(job.isTerminated()).isTrue();
        }
    }

    @Test
    void overridesThatAreTooLongFailLate() throws IOException {
        try (Served served = new Served(state)) {
            served.define("sh", "sh", "true");
            JobDetail job = served.ended(served.submit(
                    "sh",
                    j -> j.containerOverrides(
                            c -> c.environment(e -> e.name("X").value("x".repeat(8_192))))));
            assertThat(job.statusReason()).isEqualTo("Container Overrides length must be at most 8192");
        }
    }

    @Test
    void anImageThatNobodyMapsCannotBePulled() throws IOException {
        try (Served served = new Served(state)) {
            served.define("lost", "nowhere/image", "true");
            JobDetail job = served.ended(served.submit("lost", j -> {}));
            assertThat(job.attempts().get(0).container().reason())
                    .isEqualTo("CannotPullContainerError: no --image-map says what runs for the image nowhere/image,"
                            + " and local-batch was started without --container");
        }
    }

    @Test
    void aCommandThatIsNotThereIsTold() throws IOException {
        try (Served served = new Served(state)) {
            served.define("lost", "bare", "no-such-command");
            JobDetail job = served.ended(served.submit("lost", j -> {}));
            assertThat(job.attempts().get(0).container().exitCode()).isEqualTo(127);
            assertThat(served.log(job)).singleElement().asString().contains("no-such-command");
        }
        assertThat(state.resolve("work")).isEmptyDirectory();
    }

    @Test
    void aSecretThatIsNotKnownFailsTheJobAndIsNeverGuessed() throws IOException {
        try (Served served = new Served(state)) {
            served.batch.registerJobDefinition(d -> d.jobDefinitionName("secret")
                    .type("container")
                    .containerProperties(c -> c.image("sh")
                            .command("true")
                            .secrets(s -> s.name("NO_SUCH_SECRET").valueFrom("arn:aws:ssm:x"))
                            .resourceRequirements(
                                    r -> r.type("VCPU").value("1"),
                                    r -> r.type("MEMORY").value("64"))));
            JobDetail job = served.ended(served.submit("secret", j -> {}));
            assertThat(job.attempts().get(0).container().reason())
                    .isEqualTo("ResourceInitializationError: the secret arn:aws:ssm:x is not known here; start"
                            + " local-batch with the variable NO_SUCH_SECRET to stand in for it");
        }
    }

    @Test
    void refusalsHaveTheShapeThatClientsKnow() throws IOException {
        try (Served served = new Served(state)) {
            assertThatThrownBy(() -> served.batch.submitJob(
                            r -> r.jobName("j").jobQueue("nowhere").jobDefinition("d")))
                    .isInstanceOf(ClientException.class)
                    .hasMessageStartingWith("The job-queue nowhere does not exist; there are: q.");
            assertThatThrownBy(() ->
                            served.logs.getLogEvents(r -> r.logGroupName("g").logStreamName("s")))
                    .isInstanceOf(ResourceNotFoundException.class)
                    .hasMessageStartingWith("The specified log stream does not exist.");
        }
    }

    @Test
    void aRequestThatIsNotSignedIsRefused() throws Exception {
        try (Served served = new Served(state)) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(served.emulator.endpoint() + "/v1/submitjob"))
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                    .build();
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("Missing Authentication Token");
        }
    }

    @Test
    void submittingTooFastIsRefusedWith429() throws IOException {
        try (Served served = new Served(state, 2, Map.of("sh", List.of("true")))) {
            served.define("sh", "sh");
            assertThatThrownBy(() -> IntStream.range(0, 200)
                            .parallel()
                            .forEach(i -> served.batch.submitJob(
                                    r -> r.jobName("j").jobQueue("q").jobDefinition("sh"))))
                    .isInstanceOfSatisfying(BatchException.class, fault -> {
                        assertThat(fault.statusCode()).isEqualTo(429);
                        assertThat(fault.awsErrorDetails().errorCode()).isEqualTo("TooManyRequestsException");
                    });
        }
    }

    @Test
    void aLogIsReadForwardsInPagesAndBackwardsFromItsEnd() throws IOException {
        try (Served served = new Served(state)) {
            served.define("count", "sh", "seq 1 25");
            JobDetail job = served.ended(served.submit("count", j -> {}));
            String stream = job.container().logStreamName();

            GetLogEventsResponse last = served.logs.getLogEvents(
                    r -> r.logGroupName("/aws/batch/job").logStreamName(stream).limit(10));
            GetLogEventsResponse before = served.logs.getLogEvents(r -> r.logGroupName("/aws/batch/job")
                    .logStreamName(stream)
                    .limit(10)
                    .nextToken(last.nextBackwardToken()));
            assertThat(last.events()).extracting(e -> e.message()).first().isEqualTo("16");
            assertThat(before.events()).extracting(e -> e.message()).first().isEqualTo("6");

            GetLogEventsResponse end = served.logs.getLogEvents(
                    r -> r.logGroupName("/aws/batch/job").logStreamName(stream).nextToken(last.nextForwardToken()));
            assertThat(end.events()).isEmpty();
            assertThat(end.nextForwardToken()).isEqualTo(last.nextForwardToken());
            assertThat(last.events().get(0).timestamp()).isBetween(job.startedAt(), job.stoppedAt() + 1_000);
            assertThat(served.logs
                            .describeLogStreams(
                                    r -> r.logGroupName("/aws/batch/job").logStreamNamePrefix("count/"))
                            .logStreams())
                    .extracting(s -> s.logStreamName())
                    .containsExactly(stream);
        }
    }

    @Test
    void definitionsSurviveARestartAndJobsEndWithTheProcess() throws IOException {
        String id;
        try (Served served = new Served(state)) {
            served.define("slow", "sh", "sleep 1000");
            id = served.submit("slow", job -> {});
            served.when(id, JobStatus.RUNNING);
        }
        try (Served served = new Served(state)) {
            assertThat(served.batch
                            .describeJobDefinitions(r -> r.jobDefinitionName("slow"))
                            .jobDefinitions())
                    .hasSize(1);
            assertThat(served.batch.describeJobs(r -> r.jobs(id)).jobs()).isEmpty();
        }
        assertThat(state.resolve("work")).isEmptyDirectory();
    }

    @Test
    void aTornStateFileIsTold() throws IOException {
        Files.writeString(state.resolve("resources.json"), "{\"computeEnv");
        assertThatThrownBy(() -> new Served(state))
                .isInstanceOf(IOException.class)
                .hasMessage(state.resolve("resources.json") + " is no state of local-batch: remove it to start anew");
    }

    @Test
    void aThousandChildrenRunAndAllAreCounted() throws IOException {
        try (Served served = new Served(state, 0, Map.of("true", List.of("true")))) {
            served.define("many", "true");
            JobDetail job = served.ended(served.submit("many", j -> j.arrayProperties(a -> a.size(1_000))));
            assertThat(job.arrayProperties().statusSummary()).containsEntry("SUCCEEDED", 1_000);
            assertThat(served
                            .batch
                            .listJobsPaginator(r -> r.arrayJobId(job.jobId()).jobStatus("SUCCEEDED"))
                            .jobSummaryList()
                            .stream())
                    .hasSize(1_000);
        }
    }
}
