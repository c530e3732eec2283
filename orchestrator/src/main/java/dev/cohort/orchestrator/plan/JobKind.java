package dev.cohort.orchestrator.plan;

import java.util.Locale;

/** What kind of job AWS Batch is asked for. */
public enum JobKind {
    /** One child for each lane of a chunk. */
    ARRAY,
    /** A plain job: for a cohort step, or for a lane that is alone. */
    SINGLE,
    /** Does nothing but wait, where a job would have more dependencies than AWS Batch takes. */
    JOIN;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
