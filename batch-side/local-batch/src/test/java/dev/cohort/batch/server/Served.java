package dev.cohort.batch.server;

import dev.cohort.batch.Resources;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.NullUnmarked;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.batch.BatchClient;
import software.amazon.awssdk.services.batch.model.JobDetail;
import software.amazon.awssdk.services.batch.model.JobStatus;
import software.amazon.awssdk.services.batch.model.ResourceType;
import software.amazon.awssdk.services.batch.model.SubmitJobRequest;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/** A local-batch that listens, with AWS's own clients before it; images are commands of this machine. */
@NullUnmarked
final class Served implements AutoCloseable {
    private static final long PATIENCE_NANOS = Duration.ofSeconds(60).toNanos();

    final Emulator emulator;
    final BatchClient batch;
    final CloudWatchLogsClient logs;

    Served(Path state) throws IOException {
        this(state, 0, Map.of("sh", List.of("sh", "-c"), "bare*", List.of()));
    }

    Served(Path state, double submitsPerSecond, Map<String, List<String>> images) throws IOException {
        this(state, submitsPerSecond, new ImageMap(images, System.getenv()));
    }

    Served(Path state, double submitsPerSecond, Way way) throws IOException {
        emulator = Emulator.start(
                new Emulator.Settings(
                        new InetSocketAddress("127.0.0.1", 0),
                        state,
                        "eu-west-1",
                        new Resources(4, 4_000),
                        "q",
                        Duration.ZERO,
                        submitsPerSecond,
                        1,
                        Duration.ofSeconds(5)),
                way);
        batch = client(BatchClient.builder());
        logs = client(CloudWatchLogsClient.builder());
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return builder.endpointOverride(URI.create(emulator.endpoint()))
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @SuppressWarnings("unchecked") // the SDK's own varargs of consumers
    void define(String name, String image, String... command) {
        batch.registerJobDefinition(d -> d.jobDefinitionName(name)
                .type("container")
                .containerProperties(c -> c.image(image)
                        .command(command)
                        .resourceRequirements(
                                r -> r.type(ResourceType.VCPU).value("1"),
                                r -> r.type(ResourceType.MEMORY).value("64"))));
    }

    String submit(String definition, Consumer<SubmitJobRequest.Builder> more) {
        return batch.submitJob(job -> {
                    job.jobName(definition).jobQueue("q").jobDefinition(definition);
                    more.accept(job);
                })
                .jobId();
    }

    JobDetail describe(String id) {
        return batch.describeJobs(r -> r.jobs(id)).jobs().get(0);
    }

    /** The job as soon as it has ended. */
    JobDetail ended(String id) {
        return when(id, JobStatus.SUCCEEDED, JobStatus.FAILED);
    }

    JobDetail when(String id, JobStatus... wanted) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        JobDetail job = describe(id);
        while (!List.of(wanted).contains(job.status())) {
            if (System.nanoTime() > end) {
                throw new AssertionError(id + " is still " + job.status() + ": " + job.statusReason());
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            job = describe(id);
        }
        return job;
    }

    /** All that a job printed, as CloudWatch Logs tells it. */
    List<String> log(JobDetail job) {
        return logs
                .getLogEventsPaginator(r -> r.logGroupName("/aws/batch/job")
                        .logStreamName(job.container().logStreamName())
                        .startFromHead(true))
                .events()
                .stream()
                .map(event -> event.message())
                .toList();
    }

    @Override
    public void close() {
        batch.close();
        logs.close();
        emulator.close();
    }
}
