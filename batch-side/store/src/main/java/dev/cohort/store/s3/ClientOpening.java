package dev.cohort.store.s3;

import java.net.URI;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/** Makes the SDK's client: what the SDK finds in its environment counts, and every call has a time limit, as it has none by itself. */
record ClientOpening(UnaryOperator<S3ClientBuilder> adding) {
    static final ClientOpening FROM_ENVIRONMENT = new ClientOpening(builder -> builder.region(region()));

    S3Client open(Tuning.Patience patience, SdkHttpClient http, Ways ways) {
        S3Client client = builder(patience, http, ways).build();
        if (!wantsPathStyle(client)) return client;
        client.close();
        return builder(patience, http, ways).forcePathStyle(true).build();
    }

    /** Few servers other than AWS have a name in the DNS for each of their buckets. */
    private static boolean wantsPathStyle(S3Client client) {
        Optional<URI> endpoint = client.serviceClientConfiguration().endpointOverride();
        return endpoint.map(URI::getHost).filter(host -> !isOfAws(host)).isPresent();
    }

    private static boolean isOfAws(String host) {
        return host.endsWith(".amazonaws.com") || host.endsWith(".amazonaws.com.cn");
    }

    private S3ClientBuilder builder(Tuning.Patience patience, SdkHttpClient http, Ways ways) {
        return adding.apply(S3Client.builder()
                .httpClient(http)
                .crossRegionAccessEnabled(true)
                .serviceConfiguration(ClientOpening::inOnePiece)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(limits(patience, ways)));
    }

    /**
     * Over plain HTTP the SDK would sign a body chunk by chunk and send the end of the last one by itself. A server may answer before that
     * and hang up, and whoever is lent the connection next fails. Each body has its checksum in its signed headers anyway.
     */
    private static void inOnePiece(S3Configuration.Builder s3) {
        s3.chunkedEncodingEnabled(false);
    }

    private static ClientOverrideConfiguration limits(Tuning.Patience patience, Ways ways) {
        ClientOverrideConfiguration.Builder limits = ClientOverrideConfiguration.builder()
                .addExecutionInterceptor(ways)
                .apiCallAttemptTimeout(patience.attempt())
                .apiCallTimeout(patience.call());
        if (!retriesAreChosen()) limits.retryStrategy(retries(patience));
        return limits.build();
    }

    private static boolean retriesAreChosen() {
        return SdkSystemSetting.AWS_MAX_ATTEMPTS.getStringValue().isPresent()
                || SdkSystemSetting.AWS_RETRY_MODE.getStringValue().isPresent();
    }

    /**
     * Thousands of workers may start at once and be told to slow down: each waits longer and longer. The SDK's own limit for retries
     * of a whole process would end that early, just when patience is what helps.
     */
    private static StandardRetryStrategy retries(Tuning.Patience patience) {
        BackoffStrategy waiting = BackoffStrategy.exponentialDelay(patience.firstPause(), patience.longestPause());
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(patience.attempts())
                .backoffStrategy(waiting)
                .throttlingBackoffStrategy(BackoffStrategy.exponentialDelay(
                        patience.firstPause().multipliedBy(5), patience.longestPause()))
                .circuitBreakerEnabled(false)
                .build();
    }

    /**
     * Where none is set, any will do to begin with, as S3 answers where a bucket lies. The SDK would ask the EC2 instance instead, which
     * from within a container, or elsewhere, takes seconds to fail.
     */
    private static Region region() {
        return Regions.chosen().orElse(Regions.FIRST);
    }
}
