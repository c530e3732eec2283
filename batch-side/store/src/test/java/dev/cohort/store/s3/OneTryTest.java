package dev.cohort.store.s3;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.cohort.store.Content;
import dev.cohort.store.Key;
import dev.cohort.store.Location;
import dev.cohort.store.S3Server;
import dev.cohort.store.S3Settings;
import dev.cohort.store.Store;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** On a good day no call needs a second try: connections that are kept are whole. */
class OneTryTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Tuning ONE_TRY = new Tuning(
            Testing.TUNING.sizes(),
            new Tuning.Patience(1, Duration.ofMillis(1), Duration.ofMillis(1), LONG, LONG, LONG, LONG),
            1);

    @Test
    void manySmallObjectsOneAfterTheOther() {
        Location.S3 bucket = new Location.S3(Testing.newBucket(), "");
        try (S3 s3 = new S3(Testing.connection(S3Server.running().endpoint(), ONE_TRY))) {
            Store store = s3.store(bucket, S3Settings.DEFAULT);
            assertThatCode(() -> putAndRefuse(store, 300)).doesNotThrowAnyException();
        }
    }

    private static void putAndRefuse(Store store, int times) {
        IntStream.range(0, times).forEach(i -> {
            store.put(Key.of("a"), Content.utf8("hello"));
            store.putIfAbsent(Key.of("a"), Content.utf8("hello"));
            store.put(Key.of("empty"), Content.utf8(""));
        });
    }
}
