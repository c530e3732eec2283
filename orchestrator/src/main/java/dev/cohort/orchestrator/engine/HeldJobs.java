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

        /** It will never run, which has to be said by {@link HeldJobs#wasGivenUp}, as of all jobs that never will. */
        void giveUp(PlannedJob job);

        /** Whether a job has to be planned anew, and is not handed over in this round. */
        boolean isLeft(String job);

        /** It has to be planned anew, as what it waits for has to be. */
        void leave(PlannedJob job);
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

    /** It will never run, as somebody found, who may be an earlier owner of the run. */
    void wasGivenUp(PlannedJob job) {
        given.add(job.name());
        ended.add(job.name());
    }

    boolean isGivenUp(String job) {
        return given.contains(job);
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
                release.giveUp(job);
            } else if (waitsForLeft(job, release)) {
                jobs.remove();
                release.leave(job);
            } else if (isReady(job, submitted)) {
                boolean isGoing = release.submit(job);
                jobs.remove();
                if (!isGoing) {
                    release.giveUp(job);
                }
            }
        }
    }

    private boolean isHopeless(PlannedJob job) {
        return job.dependsOn().stream().map(JobDependency::job).anyMatch(given::contains);
    }

    private static boolean waitsForLeft(PlannedJob job, Release release) {
        return job.afterEnd().stream().anyMatch(release::isLeft)
                || job.dependsOn().stream().map(JobDependency::job).anyMatch(release::isLeft);
    }

    private boolean isReady(PlannedJob job, Map<String, String> submitted) {
        return ended.containsAll(job.afterEnd())
                && job.dependsOn().stream().map(JobDependency::job).allMatch(submitted::containsKey);
    }
}
