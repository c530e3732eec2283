package dev.cohort.batch;

/** The sentences by which AWS Batch says why a job stands where it does; clients match on their beginnings. */
final class StatusReasons {
    static final String DEPENDENCY_FAILED = "Dependent Job failed";
    static final String CHILD_FAILED = "Array Child Job failed";
    static final String TIMED_OUT = "Job attempt duration exceeded timeout";
    static final String MISCONFIGURATION = "MISCONFIGURATION:";

    private StatusReasons() {}

    static String tooLarge(JobSpec spec) {
        return MISCONFIGURATION + "JOB_RESOURCE_REQUIREMENT - The job needs " + spec.resources()
                + ", which is more than any compute environment of the queue '" + spec.queue() + "' has.";
    }
}
