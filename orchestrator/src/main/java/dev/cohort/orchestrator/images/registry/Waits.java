package dev.cohort.orchestrator.images.registry;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** How long a registry that can't answer now is left alone before it is asked again. */
@FunctionalInterface
interface Waits {
    long FIRST_MS = 500;

    /** Between nothing and a bound that doubles each time, so that many who were sent away do not come back together. */
    Waits WITH_JITTER =
            tries -> TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(FIRST_MS << tries));

    /** @param tries how often it was asked in vain, less one */
    void before(int tries) throws InterruptedException;
}
