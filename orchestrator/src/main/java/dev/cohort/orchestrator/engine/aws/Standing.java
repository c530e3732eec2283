package dev.cohort.orchestrator.engine.aws;

import dev.cohort.contract.FailureKind;
import dev.cohort.orchestrator.engine.Compute.FailedAttempt;
import dev.cohort.orchestrator.engine.Compute.TaskEnd;
import dev.cohort.orchestrator.engine.JobView;
import dev.cohort.orchestrator.plan.JobKind;
import dev.cohort.orchestrator.plan.PlannedJob;
import dev.cohort.orchestrator.run.TaskCounts;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.batch.model.JobDetail;

/** How one job stands: what AWS Batch said when it was last asked, and, once that is an end, what its tasks left in the store. */
final class Standing {
    private static final String SILENT =
            "AWS Batch calls it SUCCEEDED, but it left no outcome; is /opt/cohort/bin/worker the"
                    + " entrypoint of its image, and may its role write to the store?";

    private static final String FORGOTTEN = "AWS Batch does not know its job any more, and it left no outcome";

    private final String id;
    private final PlannedJob job;
    private final int passes;
    private final BadEnds bad;
    private final Hindrance hindrance;
    private BitSet silent = new BitSet();
    private String silence = SILENT;
    private List<TaskEnd> fresh = List.of();
    private @Nullable KeptEnds kept;
    private TaskCounts counts;
    private List<FailedAttempt> retries = List.of();
    private @Nullable String stuck;
    private boolean hasFailed;
    private boolean over;
    private boolean settled;
    private boolean known;

    /** @param passes how many of its children have nothing to do */
    Standing(String id, PlannedJob job, int passes, BadEnds bad, Hindrance hindrance) {
        this.id = id;
        this.job = job;
        this.passes = passes;
        this.bad = bad;
        this.hindrance = hindrance;
        this.counts = TaskCounts.pending(job.size());
    }

    PlannedJob job() {
        return job;
    }

    /** Whether AWS has done with it, and all that ended badly is listed; its outcomes may still have to be looked at. */
    boolean isOver() {
        return over;
    }

    boolean isUnsettled() {
        return over && !settled;
    }

    /** Whether anything is known of it: what is not was not seen yet, and says nothing. */
    boolean isKnown() {
        return known;
    }

    JobView view() {
        return new JobView(id, hasFailed || over && settled, over && settled, counts, stuck);
    }

    /** Takes in what AWS says now; returns whether that is news. */
    boolean see(JobDetail now) {
        known = true;
        JobView before = view();
        fresh = bad.isDue(now) ? bad.list(now) : List.of();
        retries = Jobs.retries(now);
        counts = counts(now).retried(retries.size());
        stuck = hindrance.see(now, counts);
        hasFailed = Jobs.hasFailed(now);
        over = Jobs.hasEnded(now) && bad.isComplete(now);
        settled = over && (settled || job.kind() == JobKind.JOIN || Jobs.count(now, Jobs.SUCCEEDED) == 0);
        kept = over ? kept : null;
        keep(fresh);
        return !view().equals(before);
    }

    /** A list that is known to be the last is not asked for again: those of a large run are ten thousand calls. */
    void keep(List<TaskEnd> ends) {
        if (over && ends.size() >= bad.listed()) {
            kept = new KeptEnds(ends);
            fresh = List.of();
        }
    }

    /** What ended badly and was not listed yet counts as running, and is told with the next list. */
    private TaskCounts counts(JobDetail now) {
        int ok = Math.max(0, Jobs.count(now, Jobs.SUCCEEDED) - silent.cardinality());
        int passed = Math.min(ok, passes);
        int running = Jobs.underWay(now) + Math.max(0, Jobs.badly(now) - bad.listed());
        int pending = Math.max(0, job.size() - Jobs.count(now, Jobs.SUCCEEDED) - bad.listed() - running);
        return new TaskCounts(
                ok - passed,
                passed,
                bad.failed() + silent.cardinality(),
                bad.upstream(),
                running,
                pending,
                bad.cancelled());
    }

    /** It is over for AWS, and these of its tasks left no good outcome, for whatever reason. */
    void settle(BitSet missing) {
        silent = (BitSet) missing.clone();
        silent.andNot(bad.indices());
        int failed = Math.min(silent.cardinality(), counts.succeeded());
        counts = counts.plus(new TaskCounts(-failed, 0, failed, 0, 0, 0));
        settled = true;
    }

    /** AWS does not know it any more: what its tasks left is all that is known. */
    void lose(BitSet missing) {
        known = true;
        silent = missing;
        silence = FORGOTTEN;
        int failed = missing.cardinality();
        int passed = Math.min(passes, job.size() - failed);
        counts = new TaskCounts(job.size() - failed - passed, passed, failed, 0, 0, 0);
        over = true;
        settled = true;
    }

    /** Those that ended badly, as far as AWS was not asked again since they were listed; empty where they have to be listed. */
    Optional<List<TaskEnd>> listed() {
        return fresh.isEmpty() ? Optional.ofNullable(kept).map(KeptEnds::list) : Optional.of(fresh);
    }

    List<FailedAttempt> retries() {
        return retries;
    }

    boolean hasList() {
        return !fresh.isEmpty() || kept != null;
    }

    /** Those that left nothing, though AWS does not call them failed. */
    List<TaskEnd> silentEnds() {
        List<TaskEnd> ends = new ArrayList<>();
        silent.stream()
                .forEach(index -> ends.add(new TaskEnd(index, TaskEnd.How.FAILED, silence, FailureKind.PLATFORM)));
        return ends;
    }
}
