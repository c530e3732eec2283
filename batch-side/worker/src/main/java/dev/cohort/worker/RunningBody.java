package dev.cohort.worker;

/** A body that was started: it is waited for by its own thread, and stopped by any. */
interface RunningBody {
    /** A process that lives no longer than the body. */
    long pid();

    UsageMeter meter();

    /** The exit code of the body, once nothing of it runs any more. An interrupted thread stops it, and waits on. */
    int waitFor(Runnable onInterrupt);

    /** TERM, and KILL after the grace. */
    void stop();

    /** KILL. */
    void kill();
}
