package dev.cohort.batch;

/** Those children of one job that may run and need the same: they wait in one line, and are passed over together. */
final class Turn {
    final Job job;
    final Line line;
    final IndexSet runnable;

    /** How often later jobs were started while this one did not fit, and since when it waits. */
    int overtaken;

    long waitingSince;

    Turn(Job job, Line line) {
        this.job = job;
        this.line = line;
        this.runnable = new IndexSet(job.spec.size());
    }
}
