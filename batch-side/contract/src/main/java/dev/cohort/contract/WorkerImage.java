package dev.cohort.contract;

/** Where an image of a step has its worker, and the labels by which it says so: what is built, looked up and started is one thing. */
public final class WorkerImage {
    /** All that is ours lies here, and nothing of it elsewhere. */
    public static final String HOME = "/opt/cohort";

    /** Runs the task that {@code COHORT_JOB} names. */
    public static final String ENTRYPOINT = HOME + "/bin/worker";

    /** Cohort itself, for jobs that look after a run from inside. */
    public static final String PROGRAM = HOME + "/bin/cohort";

    /** Its value is the version of Cohort that the worker is of. */
    public static final String VERSION_LABEL = "dev.cohort.worker";

    /** Its value is the number of the contract that the worker reads. */
    public static final String CONTRACT_LABEL = "dev.cohort.contract";

    /** That number, as this code reads and writes it. */
    public static final int CONTRACT = Fields.CONTRACT;

    private WorkerImage() {}
}
