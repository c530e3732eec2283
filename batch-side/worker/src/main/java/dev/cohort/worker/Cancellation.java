package dev.cohort.worker;

import dev.cohort.contract.FailureKind;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The handle by which one attempt is stopped, from any thread: its body gets TERM, and KILL after a grace; one that is
 * not running yet never starts. The first reason given is the one that counts.
 */
public final class Cancellation {
    private @Nullable FailureKind reason;
    private String message = "";
    private @Nullable RunningBody body;

    /** Starts a body; it is only called while nothing has been stopped. */
    interface Starting {
        RunningBody start() throws IOException;
    }

    /** Because the user or the run wants no more of it ({@code CANCELLED}), the machine goes away, time is over… */
    public void stop(FailureKind because) {
        stop(because, words(because));
    }

    /** As {@link #stop(FailureKind)}, with a sentence for the outcome. */
    public void stop(FailureKind because, String sentence) {
        RunningBody running = note(because, sentence);
        if (running != null) {
            running.stop();
        }
    }

    /** At once: KILL, without a grace. */
    public void kill(FailureKind because) {
        RunningBody running = note(because, words(because));
        if (running != null) {
            running.kill();
        }
    }

    /** The process that leads the body's session, while there is one; -1 otherwise. */
    public synchronized long pid() {
        return body == null ? -1 : body.pid();
    }

    private synchronized @Nullable RunningBody note(FailureKind because, String sentence) {
        if (reason == null) {
            reason = because;
            message = sentence;
        }
        return body;
    }

    /** Starting and stopping exclude each other, so that no body slips through between. */
    synchronized RunningBody start(Starting starting) throws IOException {
        check();
        body = starting.start();
        return body;
    }

    synchronized void ended() {
        body = null;
    }

    synchronized boolean isStopped() {
        return reason != null;
    }

    synchronized void check() {
        if (reason != null) {
            throw new TaskFailure(reason, message);
        }
    }

    private static String words(FailureKind because) {
        return switch (because) {
            case CANCELLED -> "Cancelled; run again to go on from here";
            case TERMINATED -> "The task was asked to stop (TERM) before it was done";
            case TIMEOUT -> "The task took longer than its step's `timeout`";
            case SPOT_RECLAIMED -> "The machine was taken back by its owner before the task was done";
            default -> "The task was stopped: " + because.word();
        };
    }
}
