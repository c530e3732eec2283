package dev.cohort.store.s3;

import dev.cohort.store.Location;
import dev.cohort.store.S3Settings;
import dev.cohort.store.Store;

/** The way to S3: one client for all stores and inputs of a process, made when it is first needed. */
public final class S3 implements AutoCloseable {
    private static final S3 SHARED = new S3(new Connection(Tuning.DEFAULT, ClientOpening.FROM_ENVIRONMENT));

    private final Connection connection;

    S3(Connection connection) {
        this.connection = connection;
    }

    /** With the credentials, region, endpoint and proxy of this process; it need not be closed. */
    public static S3 shared() {
        return SHARED;
    }

    public Store store(Location.S3 prefix, S3Settings settings) {
        return new S3Store(prefix, objects(settings));
    }

    public S3Objects objects(S3Settings settings) {
        return new S3Objects(connection, settings);
    }

    @Override
    public void close() {
        connection.close();
    }
}
