package dev.cohort.orchestrator.engine.aws;

import dev.cohort.contract.Json;
import dev.cohort.orchestrator.catalog.GoodOutcomes;
import dev.cohort.orchestrator.engine.Compute;
import dev.cohort.orchestrator.engine.JobView;
import dev.cohort.orchestrator.plan.BatchRequest;
import dev.cohort.orchestrator.plan.PlannedJob;
import dev.cohort.orchestrator.plan.RunPlan;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tasks on AWS Batch: one call for each job of one plan, and from then on a look at a hundred of them at a time, now and then. What
 * is submitted goes on without us.
 */
public final class AwsCompute implements Compute {
    private final RunPlan plan;
    private final BatchCalls calls;
    private final Submissions submissions;
    private final JobDefinitions definitions;
    private final Watch watch;

    /**
     * @param clients stay open when this is closed
     * @param takenOver whether somebody says that these are of the account of the run, so that jobs which nobody knows there are lost
     */
    public AwsCompute(RunPlan plan, AwsClients clients, GoodOutcomes outcomes, boolean takenOver) {
        this.plan = plan;
        this.calls = new BatchCalls(clients);
        this.submissions = new Submissions(calls, clients.pauses());
        this.definitions = new JobDefinitions(calls);
        this.watch = new Watch(plan, outcomes, calls, clients.pauses(), takenOver);
    }

    @Override
    public String submit(RunPlan ofJob, PlannedJob job, Map<String, String> ids, Licence licence)
            throws InterruptedException {
        BatchRequest request = BatchRequest.of(plan, job);
        String definition = definitions.ensure(request);
        Json submission = request.submission(definition, name -> id(ids, name));
        return known(job, submissions.submit(Sought.of(request), submission, licence));
    }

    private static String id(Map<String, String> ids, String job) {
        String id = ids.get(job);
        if (id == null) {
            throw new IllegalStateException(job + " is waited for and was not submitted");
        }
        return id;
    }

    private String known(PlannedJob job, String id) {
        watch.add(job, id);
        watch.polls().soon();
        return id;
    }

    @Override
    public Map<String, String> find(RunPlan ofJobs, Collection<PlannedJob> jobs) throws InterruptedException {
        Map<String, String> found = new LinkedHashMap<>();
        for (PlannedJob job : jobs) {
            submissions
                    .find(Sought.of(BatchRequest.of(plan, job)))
                    .ifPresent(id -> found.put(job.name(), known(job, id)));
        }
        return found;
    }

    @Override
    public void adopt(RunPlan ofJob, PlannedJob job, String id) {
        watch.add(job, id);
    }

    /** A dependency that ended badly fails all children of its dependant, also those whose own lane went well. */
    @Override
    public boolean leadsOnFromFailed() {
        return false;
    }

    @Override
    public List<JobView> look(Collection<String> ids) {
        return watch.look(ids);
    }

    @Override
    public Optional<String> silence() {
        return watch.silence();
    }

    @Override
    public Optional<String> unknown() {
        return watch.unknown();
    }

    @Override
    public List<TaskEnd> failures(String id) {
        return watch.failures(id);
    }

    @Override
    public List<FailedAttempt> retries(String id) {
        return watch.retries(id);
    }

    @Override
    public void terminate(String id, String reason) {
        calls.terminate(id, EndReasons.ours(reason));
        watch.polls().soon();
    }

    @Override
    public void awaitChange(Duration atMost) throws InterruptedException {
        watch.polls().await(atMost);
    }

    @Override
    public void close() {}
}
