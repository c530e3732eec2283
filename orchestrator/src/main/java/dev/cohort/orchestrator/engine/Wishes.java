package dev.cohort.orchestrator.engine;

import dev.cohort.orchestrator.journal.RunJournal;
import dev.cohort.orchestrator.run.RunEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What people want of a run while it goes on: its end, or to leave it alone. Asked from any thread, heard by the engine. */
final class Wishes {
    private final RunJournal journal;
    private final InstantSource clock;
    private final CountDownLatch any = new CountDownLatch(1);
    private volatile String stopAskedBy = "";
    private volatile boolean leaving;

    Wishes(RunJournal journal, InstantSource clock) {
        this.journal = journal;
        this.clock = clock;
    }

    void stop(String by) {
        stopAskedBy = by;
        any.countDown();
    }

    void leave() {
        leaving = true;
        any.countDown();
    }

    boolean isLeaving() {
        return leaving;
    }

    boolean isAny() {
        return any.getCount() == 0;
    }

    /** Returns when somebody wants something, or the time is over. */
    void await(Duration atMost) throws InterruptedException {
        var unused = any.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    boolean isCancelled() {
        return journal.progress().cancel() != null;
    }

    /** Who asks here for the end asks by the journal, as all others do. */
    void hear() {
        while (!stopAskedBy.isEmpty() && !isCancelled()) {
            var unused = journal.decide(List.of(new RunEvent.CancelAsked(stopAskedBy, clock.instant())));
        }
    }

    /** False, and nothing was written, once anybody wants the end of the run, or its owner wants to leave. */
    boolean decideUnlessOver(List<RunEvent> events) {
        hear();
        while (!isCancelled() && !isLeaving()) {
            if (journal.decide(events)) {
                return true;
            }
        }
        return false;
    }
}
