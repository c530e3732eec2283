package dev.cohort.store.s3;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Remembers on which way the SDK's client has come to each bucket, and was answered well: by then it has dealt with endpoints, regions,
 * redirects and all that users set.
 */
final class Ways implements ExecutionInterceptor {
    private final Map<String, Way> ways = new ConcurrentHashMap<>();

    Optional<Way> to(String bucket) {
        return Optional.ofNullable(ways.get(bucket));
    }

    /** Until the SDK's client has come to it again. */
    void forget(String bucket) {
        ways.remove(bucket);
    }

    @Override
    public void afterTransmission(Context.AfterTransmission done, ExecutionAttributes attributes) {
        if (!done.httpResponse().isSuccessful()) return;
        done.request()
                .getValueForField("Bucket", String.class)
                .filter(bucket -> !ways.containsKey(bucket))
                .ifPresent(bucket -> learn(bucket, done));
    }

    private void learn(String bucket, Context.AfterTransmission done) {
        String key = done.request().getValueForField("Key", String.class).orElse("");
        Way.of(done.httpRequest(), bucket, key).ifPresent(way -> ways.put(bucket, way));
    }
}
