package dev.cohort.orchestrator.engine.aws;

import dev.cohort.orchestrator.engine.ComputeFailure;
import dev.cohort.store.s3.HttpConnections;
import dev.cohort.store.s3.Regions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.batch.BatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * AWS's clients for Batch and for logs, each made when it is first wanted: credentials and endpoints come from where every tool of AWS
 * takes them, and each call has an end, as it has none by itself.
 */
public final class AwsClients implements AutoCloseable {
    private static final Duration CONNECTING = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Duration CALL = Duration.ofMinutes(5);

    /** Whatever became of a submission, it is done after that long: whether it was taken can be looked for then. */
    static final Duration SUBMISSION = Duration.ofSeconds(20);

    private static final Unanswered.Noting BATCH = new Unanswered.Noting("AWS_ENDPOINT_URL_BATCH");
    private static final Unanswered.Noting LOGS = new Unanswered.Noting("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS");

    private static final int TRIES = 10;

    /** Where nobody listens. */
    private static final int QUICK_TRIES = 4;

    private final @Nullable String region;
    private final Consumer<AwsClientBuilder<?, ?>> adding;
    private final Pauses pauses;
    private final List<SdkAutoCloseable> open = new ArrayList<>();
    private @Nullable BatchClient batch;
    private @Nullable BatchClient looking;
    private @Nullable BatchClient submitting;
    private @Nullable CloudWatchLogsClient logs;

    /** @param region null where the one counts that AWS's own settings name */
    public AwsClients(@Nullable String region) {
        this(region, builder -> {}, Pauses.real());
    }

    /**
     * @param adding what is said of each client beside all that
     * @param pauses how whoever calls them waits
     */
    AwsClients(@Nullable String region, Consumer<AwsClientBuilder<?, ?>> adding, Pauses pauses) {
        this.region = region;
        this.adding = adding;
        this.pauses = pauses;
    }

    Pauses pauses() {
        return pauses;
    }

    /** For whatever may be asked twice. */
    public synchronized BatchClient batch() {
        if (batch == null) {
            batch = open(BatchClient.builder(), limits(BATCH, patient(), ANSWER, CALL));
        }
        return batch;
    }

    /** The same for whoever wants to know soon that nobody is there. */
    synchronized BatchClient looking() {
        if (looking == null) {
            looking = open(BatchClient.builder(), limits(BATCH, quickToTell(), ANSWER, CALL));
        }
        return looking;
    }

    /** Never asks twice by itself: a job that is submitted again is another job. */
    synchronized BatchClient submitting() {
        if (submitting == null) {
            submitting =
                    open(BatchClient.builder(), limits(BATCH, AwsRetryStrategy.doNotRetry(), SUBMISSION, SUBMISSION));
        }
        return submitting;
    }

    synchronized CloudWatchLogsClient logs() {
        if (logs == null) {
            logs = open(CloudWatchLogsClient.builder(), limits(LOGS, quickToTell(), ANSWER, CALL));
        }
        return logs;
    }

    /** The region that counts. */
    public String region() {
        return chosen().id();
    }

    private Region chosen() {
        return region == null ? Regions.chosen().orElseThrow(AwsClients::noRegion) : Region.of(region);
    }

    static ComputeFailure noRegion() {
        return ComputeFailure.environment(
                "no AWS region is set", "say --region, or set AWS_REGION, such as eu-central-1", null);
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkAutoCloseable> C open(
            B builder, ClientOverrideConfiguration limits) {
        builder.region(chosen())
                .credentialsProvider(
                        new Credentials(DefaultCredentialsProvider.builder().build()))
                .httpClientBuilder(HttpConnections.Builder.patient(CONNECTING, ANSWER))
                .overrideConfiguration(limits);
        adding.accept(builder);
        C client = builder.build();
        open.add(client);
        return client;
    }

    private static ClientOverrideConfiguration limits(
            Unanswered.Noting endpoint, RetryStrategy retries, Duration attempt, Duration call) {
        return ClientOverrideConfiguration.builder()
                .retryStrategy(retries)
                .apiCallAttemptTimeout(attempt)
                .apiCallTimeout(call)
                .addExecutionInterceptor(endpoint)
                .build();
    }

    private static StandardRetryStrategy patient() {
        return tries(TRIES);
    }

    private static RetryStrategy quickToTell() {
        return new QuickToTell(patient(), tries(QUICK_TRIES));
    }

    /** The SDK's own budget of retries would end just when patience is what helps. */
    private static StandardRetryStrategy tries(int most) {
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(most)
                .backoffStrategy(BackoffStrategy.exponentialDelay(Duration.ofMillis(200), Duration.ofSeconds(20)))
                .throttlingBackoffStrategy(
                        BackoffStrategy.exponentialDelay(Duration.ofMillis(500), Duration.ofSeconds(20)))
                .circuitBreakerEnabled(false)
                .build();
    }

    @Override
    public synchronized void close() {
        open.forEach(SdkAutoCloseable::close);
    }
}
