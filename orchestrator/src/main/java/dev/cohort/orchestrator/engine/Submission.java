package dev.cohort.orchestrator.engine;

import dev.cohort.orchestrator.journal.JournalFault;
import dev.cohort.orchestrator.journal.RunJournal;
import dev.cohort.orchestrator.plan.JobDependency;
import dev.cohort.orchestrator.plan.PlannedJob;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.run.RunEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Hands the jobs of a plan to the compute, each after its own intent in the journal, and takes over what an earlier owner of
 * the run has handed over, or may have.
 */
final class Submission {
    /** So many intents are written at once; after a crash each that is open has to be looked for. */
    private static final int SLICE = 100;

    private final RunPlan plan;
    private final Compute compute;
    private final RunJournal journal;
    private final Wishes wishes;
    private final Map<String, PlannedJob> jobsById = new LinkedHashMap<>();
    private final Map<String, String> ids = new HashMap<>();

    /** Jobs that lanes lead into from others that have failed for some of them: these are for the next round. */
    private final Set<String> left = new HashSet<>();

    Submission(RunPlan plan, Compute compute, RunJournal journal, Wishes wishes) {
        this.plan = plan;
        this.compute = compute;
        this.journal = journal;
        this.wishes = wishes;
    }

    /** The ids of the jobs that the compute has, by their names. */
    Map<String, String> ids() {
        return Collections.unmodifiableMap(ids);
    }

    PlannedJob job(String id) {
        PlannedJob job = jobsById.get(id);
        if (job == null) {
            throw new IllegalStateException("the compute told of a job that was not submitted: " + id);
        }
        return job;
    }

    boolean has(PlannedJob job) {
        return ids.containsKey(job.name());
    }

    /** Whether something of the plan was not submitted, and has to be planned anew. */
    boolean hasLeft() {
        return !left.isEmpty();
    }

    /** Whether a job of the plan was not submitted, and has to be planned anew. */
    boolean isLeft(String job) {
        return left.contains(job);
    }

    /** It is not submitted in this round, and has to be planned anew. */
    void leave(PlannedJob job) {
        left.add(job.name());
    }

    /** Takes over what the journal says was submitted in this round; what was only intended is looked for. Returns the ids. */
    Collection<String> adopt() throws InterruptedException {
        Map<String, PlannedJob> byName = new LinkedHashMap<>();
        plan.jobs().forEach(job -> byName.put(job.name(), job));
        List<PlannedJob> unclear = plan.jobs().stream()
                .filter(job -> journal.progress().submits().open().contains(job.name()))
                .toList();
        if (!unclear.isEmpty()) {
            settle(unclear);
        }
        journal.progress().submits().ids().forEach((name, id) -> {
            PlannedJob job = byName.get(name);
            if (job != null) {
                compute.adopt(plan, job, id);
                add(job, id);
            }
        });
        return List.copyOf(jobsById.keySet());
    }

    private void settle(List<PlannedJob> unclear) throws InterruptedException {
        Map<String, String> found = compute.find(plan, unclear);
        journal.insist(unclear.stream()
                .<RunEvent>map(job -> {
                    String id = found.get(job.name());
                    return id == null ? new RunEvent.NotSubmitted(job.name()) : new RunEvent.Submitted(job.name(), id);
                })
                .toList());
    }

    private void add(PlannedJob job, String id) {
        ids.put(job.name(), id);
        jobsById.put(id, job);
    }

    /** In slices; false, and the rest was not submitted, once anybody wants that. */
    boolean submitAll(List<PlannedJob> jobs, Looking between) throws InterruptedException {
        for (int from = 0; from < jobs.size(); from += SLICE) {
            if (from > 0 && !compute.leadsOnFromFailed()) {
                between.look();
            }
            if (between.isStopping()) {
                return true;
            }
            if (!submit(jobs.subList(from, Math.min(jobs.size(), from + SLICE)), between)) {
                return false;
            }
        }
        return true;
    }

    /** How the jobs stand that were submitted already. */
    interface Looking {
        void look() throws InterruptedException;

        /** Whether a job has ended, and not all of its tasks well. */
        boolean hasFailed(String job);

        boolean hasSucceeded(String job);

        /** Whether any lane of a job went well, or may turn out to have. */
        boolean leadsOn(String job);

        /** A job is never submitted, as nothing of it could go well. */
        void giveUp(PlannedJob job);

        boolean isGivenUp(String job);

        boolean isStopping();

        /** A job was submitted, and is to be looked at from now on. */
        void submitted(String id);
    }

    /** False, and nothing was submitted, once anybody wants the end of the run. */
    boolean submit(List<PlannedJob> slice, Looking looking) throws InterruptedException {
        List<PlannedJob> jobs =
                slice.stream().filter(job -> isToSubmit(job, looking)).toList();
        if (!wishes.decideUnlessOver(intents(jobs))) {
            return false;
        }
        List<RunEvent> done = new ArrayList<>();
        try {
            for (PlannedJob job : jobs) {
                journal.requireOursStill();
                String id =
                        compute.submit(plan, job.notWaitingFor(looking::hasSucceeded), ids, journal::requireOursStill);
                add(job, id);
                looking.submitted(id);
                done.add(new RunEvent.Submitted(job.name(), id));
            }
        } finally {
            record(done);
        }
        return true;
    }

    private boolean isToSubmit(PlannedJob job, Looking looking) {
        if (compute.leadsOnFromFailed()) {
            return true;
        }
        if (job.dependsOn().stream().anyMatch(before -> isDeadEnd(before, looking))) {
            looking.giveUp(job);
            return false;
        }
        boolean isLeft = job.dependsOn().stream()
                .map(JobDependency::job)
                .anyMatch(before -> left.contains(before) || looking.hasFailed(before));
        if (isLeft) {
            leave(job);
        }
        return !isLeft;
    }

    /** What waits for a whole job waits in vain if any of that failed; lane by lane only if all did. */
    private boolean isDeadEnd(JobDependency before, Looking looking) {
        return looking.isGivenUp(before.job())
                || looking.hasFailed(before.job())
                        && (before.type() == JobDependency.Type.ALL || !looking.leadsOn(before.job()));
    }

    /** What somebody else who has taken the run over knows nothing of must not go on beside what that one submits. */
    private void record(List<RunEvent> done) {
        if (done.isEmpty()) {
            return;
        }
        try {
            journal.insist(done);
        } catch (JournalFault lost) {
            done.stream()
                    .map(RunEvent.Submitted.class::cast)
                    .filter(job -> !journal.progress().submits().mayHave(job.job(), job.id()))
                    .forEach(job -> compute.terminate(job.id(), "another process carries the run on"));
            throw lost;
        }
    }

    private static List<RunEvent> intents(List<PlannedJob> jobs) {
        return jobs.stream()
                .<RunEvent>map(job -> new RunEvent.SubmitIntended(job.name()))
                .toList();
    }
}
