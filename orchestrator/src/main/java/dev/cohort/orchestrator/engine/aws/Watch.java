package dev.cohort.orchestrator.engine.aws;

import dev.cohort.orchestrator.catalog.GoodOutcomes;
import dev.cohort.orchestrator.engine.Compute.FailedAttempt;
import dev.cohort.orchestrator.engine.Compute.TaskEnd;
import dev.cohort.orchestrator.engine.JobView;
import dev.cohort.orchestrator.plan.JobKind;
import dev.cohort.orchestrator.plan.PlannedJob;
import dev.cohort.orchestrator.plan.RunPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.batch.model.JobDetail;

/** Looks at the jobs of a plan, a hundred by a call and now and then only: whoever looks often must not make AWS work often. */
final class Watch {
    private static final String CANT_LOOK = "the jobs can't be looked at";

    /** So long nothing is said of an AWS that does not answer: a laptop may have been asleep. */
    static final Duration LONGEST_SILENCE = Duration.ofMinutes(15);

    private final RunPlan plan;
    private final GoodOutcomes outcomes;
    private final BatchCalls calls;
    private final Pauses pauses;
    private final PollTimes polls;
    private final TaskLists lists;
    private final Map<String, PlannedJob> jobs = new HashMap<>();
    private final Map<String, Standing> standings = new LinkedHashMap<>();
    private final UnknownJobs unknown;
    private @Nullable Long silentSince;
    private @Nullable String silence;

    /** @param takenOver whether somebody says that the account which is asked is that of the run */
    Watch(RunPlan plan, GoodOutcomes outcomes, BatchCalls calls, Pauses pauses, boolean takenOver) {
        this.plan = plan;
        this.outcomes = outcomes;
        this.calls = calls;
        this.pauses = pauses;
        this.polls = new PollTimes(pauses);
        this.lists = new TaskLists(calls, pauses);
        this.unknown = new UnknownJobs(plan.settings().account(), takenOver, calls, pauses);
        plan.jobs().forEach(job -> jobs.put(job.name(), job));
    }

    /** A job of ours has this id. */
    void add(PlannedJob job, String id) {
        standings.computeIfAbsent(
                id, fresh -> new Standing(id, job, plan.passes(job), new BadEnds(calls), new Hindrance(calls, pauses)));
    }

    PollTimes polls() {
        return polls;
    }

    /** What is known already where it is too early to ask again. */
    List<JobView> look(Collection<String> ids) {
        if (polls.isDue()) {
            polls.done(ask(ids));
        }
        return ids.stream()
                .map(standings::get)
                .flatMap(standing -> Optional.ofNullable(standing).stream())
                .filter(Standing::isKnown)
                .map(Standing::view)
                .toList();
    }

    private boolean ask(Collection<String> ids) {
        try {
            boolean news = see(ids);
            silentSince = null;
            silence = null;
            return settle(ids) || news;
        } catch (SdkException fault) {
            bear(fault);
            return false;
        }
    }

    private boolean see(Collection<String> ids) {
        boolean news = false;
        Set<String> absent = new HashSet<>(ids);
        for (JobDetail now : calls.describe(ids)) {
            absent.remove(now.jobId());
            unknown.known(now.jobId());
            PlannedJob job = jobs.get(now.jobName());
            if (job != null) {
                add(job, now.jobId());
            }
            news |= see(standing(now.jobId()), now);
        }
        Map<String, BitSet> lanes = new HashMap<>();
        absent.forEach(id -> miss(id, lanes));
        return news || !absent.isEmpty();
    }

    private boolean see(Standing standing, JobDetail now) {
        boolean news = standing.see(now);
        if (standing.hasList()) {
            lists.had(now.jobId());
        }
        return news;
    }

    private Standing standing(String id) {
        Standing standing = standings.get(id);
        if (standing == null) {
            throw new IllegalStateException("the plan has no job by the id " + id);
        }
        return standing;
    }

    /** @param lanes that left a good outcome, by step: where one job is lost, so are its like, and one listing tells of all */
    private void miss(String id, Map<String, BitSet> lanes) {
        if (unknown.isLost(id)) {
            PlannedJob job = standing(id).job();
            standing(id).lose(job.kind() == JobKind.JOIN ? new BitSet() : missing(job, lanes));
        }
    }

    private BitSet missing(PlannedJob job, Map<String, BitSet> lanes) {
        return outcomes.missing(job, lanes.computeIfAbsent(job.step(), step -> outcomes.lanes(job)));
    }

    /** Once all jobs of a step are over, one listing tells which of their tasks left nothing. */
    private boolean settle(Collection<String> ids) {
        Map<String, List<Standing>> steps = new LinkedHashMap<>();
        ids.stream()
                .map(this::standing)
                .filter(standing -> standing.job().kind() != JobKind.JOIN)
                .forEach(standing -> steps.computeIfAbsent(standing.job().step(), step -> new ArrayList<>())
                        .add(standing));
        boolean any = false;
        for (List<Standing> step : steps.values()) {
            any |= settle(step);
        }
        return any;
    }

    private boolean settle(List<Standing> step) {
        List<Standing> unsettled = step.stream().filter(Standing::isUnsettled).toList();
        if (unsettled.isEmpty() || !step.stream().allMatch(Standing::isOver)) {
            return false;
        }
        BitSet lanes = outcomes.lanes(unsettled.get(0).job());
        unsettled.forEach(standing -> standing.settle(outcomes.missing(standing.job(), lanes)));
        return true;
    }

    /** What goes on on AWS does not need us: an AWS that does not answer for a while is no end of a run. */
    private void bear(SdkException fault) {
        long now = pauses.nanos();
        long since = silentSince == null ? now : silentSince;
        silentSince = since;
        if (!Faults.mayPass(fault) || now - since > LONGEST_SILENCE.toNanos()) {
            throw Faults.told(CANT_LOOK, fault);
        }
        silence = Faults.told(CANT_LOOK, fault).getMessage();
    }

    /** Why the last look was of no use, or some tasks could not be listed, and both are tried again; empty where all went well. */
    Optional<String> silence() {
        return Optional.ofNullable(silence).or(lists::silence);
    }

    /** That some jobs are not known, though others are; empty where all are, or nobody could be asked. */
    Optional<String> unknown() {
        return silence == null ? unknown.told() : Optional.empty();
    }

    List<FailedAttempt> retries(String id) {
        return Optional.ofNullable(standings.get(id)).map(Standing::retries).orElse(List.of());
    }

    List<TaskEnd> failures(String id) {
        Standing standing = standings.get(id);
        if (standing == null) {
            return lists.bad(id);
        }
        List<TaskEnd> ends = new ArrayList<>(standing.silentEnds());
        ends.addAll(standing.listed().orElseGet(() -> list(id, standing)));
        return ends;
    }

    private List<TaskEnd> list(String id, Standing standing) {
        List<TaskEnd> bad = lists.bad(id);
        standing.keep(bad);
        return bad;
    }
}
