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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tasks on AWS Batch: one call for each job of one plan, and from then on a look at a hundred of them at a time, now and then. What
 * is submitted goes on without us.
 */
public final class AwsCompute implements Compute {
    private final RunPlan plan;
    private final String queue;
    private final BatchCalls calls;
    private final Submissions submissions;
    private final JobDefinitions definitions;
    private final Watch watch;

    /**
     * @param queue where jobs go whose step names no other
     * @param clients stay open when this is closed
     * @param submitted the ids of jobs that were submitted before, by their names
     */
    public AwsCompute(
            RunPlan plan, String queue, AwsClients clients, GoodOutcomes outcomes, Map<String, String> submitted) {
        this(plan, queue, clients, outcomes, submitted, Pauses.real());
    }

    AwsCompute(
            RunPlan plan,
            String queue,
            AwsClients clients,
            GoodOutcomes outcomes,
            Map<String, String> submitted,
            Pauses pauses) {
        this.plan = plan;
        this.queue = queue;
        this.calls = new BatchCalls(clients);
        this.submissions = new Submissions(calls, pauses);
        this.definitions = new JobDefinitions(calls);
        this.watch = new Watch(plan, outcomes, calls, pauses);
        plan.jobs()
                .forEach(job -> Optional.ofNullable(submitted.get(job.name())).ifPresent(id -> watch.add(job, id)));
    }

    @Override
    public String submit(RunPlan ofJob, PlannedJob job, Map<String, String> ids) throws InterruptedException {
        BatchRequest request = BatchRequest.of(plan, job);
        String definition = definitions.ensure(job.step(), request.definition());
        Json submission = request.submission(queue, definition, name -> id(ids, name));
        return known(job, submissions.submit(queue(request), job.name(), submission));
    }

    private static String id(Map<String, String> ids, String job) {
        String id = ids.get(job);
        if (id == null) {
            throw new IllegalStateException(job + " is waited for and was not submitted");
        }
        return id;
    }

    private String queue(BatchRequest request) {
        return request.queue().orElse(queue);
    }

    private String known(PlannedJob job, String id) {
        watch.add(job, id);
        watch.polls().soon();
        return id;
    }

    @Override
    public Optional<String> find(PlannedJob job) throws InterruptedException {
        return submissions.find(queue(BatchRequest.of(plan, job)), job.name()).map(id -> known(job, id));
    }

    @Override
    public List<JobView> look(Collection<String> ids) {
        return watch.look(ids);
    }

    @Override
    public List<TaskEnd> failures(String id) {
        return watch.failures(id);
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
