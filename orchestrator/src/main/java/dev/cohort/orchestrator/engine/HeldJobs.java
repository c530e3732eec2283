package dev.cohort.orchestrator.engine;

import dev.cohort.orchestrator.plan.JobDependency;
import dev.cohort.orchestrator.plan.PlannedJob;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Jobs that can't be handed over with the others: gathers that may do without some lanes, as a compute starts nothing after
 * a job of which a child failed, and all that waits for such gathers.
 */
final class HeldJobs {
    private final List<PlannedJob> waiting = new ArrayList<>();
    private final Set<String> heldBack = new HashSet<>();
    private final Set<String> ended = new HashSet<>();
    private final Set<String> given = new HashSet<>();

    /** What is to become of a job that was held. */
    interface Release {
        /** Hands it over; returns false where too few lanes are there. */
        boolean submit(PlannedJob job) throws InterruptedException;

        /** It will never run. */
        void giveUp(PlannedJob job);
    }

    /** Whether it has to wait: for the end of others, or since it waits for one that has to. Jobs are asked about in the plan's order. */
    boolean hold(PlannedJob job) {
        boolean waits =
                job.isHeld() || job.dependsOn().stream().map(JobDependency::job).anyMatch(heldBack::contains);
        return waits && heldBack.add(job.name()) && waiting.add(job);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Nothing more will be handed over. */
    void forget() {
        waiting.clear();
    }

    /** An earlier owner of the run found that it will never run. */
    void wasGivenUp(PlannedJob job) {
        given.add(job.name());
        ended.add(job.name());
    }

    void ended(String job) {
        ended.add(job);
    }

    /** Where a release throws, its job is still held. In the order of the plan, so that what waits for a job that is let go now is let go with it. */
    void letGo(Map<String, String> submitted, Release release) throws InterruptedException {
        for (Iterator<PlannedJob> jobs = waiting.iterator(); jobs.hasNext(); ) {
            PlannedJob job = jobs.next();
            if (isHopeless(job)) {
                jobs.remove();
                drop(job, release);
            } else if (isReady(job, submitted)) {
                boolean isGoing = release.submit(job);
                jobs.remove();
                if (!isGoing) {
                    drop(job, release);
                }
            }
        }
    }

    private void drop(PlannedJob job, Release release) {
        wasGivenUp(job);
        release.giveUp(job);
    }

    private boolean isHopeless(PlannedJob job) {
        return job.dependsOn().stream().map(JobDependency::job).anyMatch(given::contains);
    }

    private boolean isReady(PlannedJob job, Map<String, String> submitted) {
        return ended.containsAll(job.afterEnd())
                && job.dependsOn().stream().map(JobDependency::job).allMatch(submitted::containsKey);
    }
}
