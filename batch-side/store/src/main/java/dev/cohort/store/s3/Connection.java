package dev.cohort.store.s3;

import dev.cohort.store.Location;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.utils.AttributeMap;

/** The client, made by the first call, and those who work with it. */
final class Connection implements AutoCloseable {
    private final Tuning tuning;
    private final ClientOpening opening;
    private final Crew crew;
    private final Pauses pauses;
    private final Ways ways = new Ways();
    private @Nullable SdkHttpClient http;
    private @Nullable S3Client client;
    private @Nullable ShortWay shortWay;

    Connection(Tuning tuning, ClientOpening opening) {
        this.tuning = tuning;
        this.opening = opening;
        this.crew = new Crew(tuning.connections());
        this.pauses = new Pauses(tuning.patience());
    }

    Tuning tuning() {
        return tuning;
    }

    Crew crew() {
        return crew;
    }

    Pauses pauses() {
        return pauses;
    }

    /** @param doing what is tried, as a verb that takes the object: "read" */
    <T> T call(String doing, Location.S3 object, Function<S3Client, T> request) {
        try {
            return request.apply(client());
        } catch (SdkException e) {
            throw S3Faults.explain(e, doing, object);
        }
    }

    synchronized S3Client client() {
        if (client == null) client = opening.open(tuning.patience(), http(), ways);
        return client;
    }

    synchronized ShortWay shortWay() {
        if (shortWay == null)
            shortWay = new ShortWay(
                    ways, http(), client().serviceClientConfiguration().credentialsProvider());
        return shortWay;
    }

    /** One for both: each finds out anew whom to trust. */
    private SdkHttpClient http() {
        if (http == null)
            http = HttpConnections.Builder.patient(
                            tuning.patience().connecting(), tuning.patience().silence())
                    .buildWithDefaults(AttributeMap.empty());
        return http;
    }

    @Override
    public synchronized void close() {
        crew.close();
        if (client != null) client.close();
        if (http != null) http.close();
    }
}
