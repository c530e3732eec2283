package dev.cohort.store.s3;

import dev.cohort.store.Location;
import dev.cohort.store.S3Server;
import dev.cohort.store.S3Settings;
import dev.cohort.store.Store;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** Ways to S3 for tests: to a server of their own, with small parts and little patience. */
public final class Testing {
    /** S3 takes no smaller parts than these, except for the last. */
    static final int PART = 5 << 20;

    /** A busy server may be away for a moment. */
    private static final Tuning.Patience PATIENCE = new Tuning.Patience(
            8,
            Duration.ofMillis(20),
            Duration.ofMillis(250),
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            Duration.ofMinutes(2));

    static final Tuning TUNING = new Tuning(new Tuning.Sizes(PART, PART, 10_000), PATIENCE, 4);

    static final Connection CONNECTION = connection(S3Server.running().endpoint(), TUNING);
    private static final S3 SERVED = new S3(CONNECTION);

    private Testing() {}

    /** To the server that all tests share. */
    public static S3 s3() {
        return SERVED;
    }

    static Connection connection(URI endpoint, Tuning tuning) {
        AwsBasicCredentials credentials = AwsBasicCredentials.create(S3Server.ACCESS_KEY, S3Server.SECRET_KEY);
        return new Connection(
                tuning,
                new ClientOpening(client -> client.region(Region.US_EAST_1)
                        .endpointOverride(endpoint)
                        .credentialsProvider(StaticCredentialsProvider.create(credentials))));
    }

    /** A bucket that nobody else uses. */
    static String newBucket() {
        String name = "tests-" + UUID.randomUUID();
        CONNECTION.client().createBucket(bucket -> bucket.bucket(name));
        return name;
    }

    /** A store that nobody else uses, in a bucket of its own: so that the longest key fits. */
    public static Store emptyStore() {
        return s3().store(new Location.S3(newBucket(), ""), S3Settings.DEFAULT);
    }
}
