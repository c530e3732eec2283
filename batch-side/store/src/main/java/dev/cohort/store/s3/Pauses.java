package dev.cohort.store.s3;

import dev.cohort.store.StoreFailure;
import dev.cohort.store.StoreFailure.Kind;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before the next try: twice as long each time, and never two clients in step. */
final class Pauses {
    private final Tuning.Patience patience;

    Pauses(Tuning.Patience patience) {
        this.patience = patience;
    }

    /** @param tries how many have failed in a row, from 1 */
    void before(int tries) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(longest(tries).toMillis() + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreFailure(Kind.INTERRUPTED, "Waiting for S3 was interrupted", e);
        }
    }

    Duration longest(int tries) {
        Duration doubled = patience.firstPause().multipliedBy(1L << Math.min(tries - 1, 20));
        return doubled.compareTo(patience.longestPause()) < 0 ? doubled : patience.longestPause();
    }
}
