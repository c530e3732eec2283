package dev.cohort.orchestrator.house.planted.plan;

/** Does it beside. */
final class StartsThread {
    void beside(Runnable work) {
        new Thread(work).start();
    }
}
