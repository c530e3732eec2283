package dev.cohort.orchestrator.engine.aws;

import dev.cohort.orchestrator.diag.NearestName;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.plan.JobKind;
import dev.cohort.orchestrator.plan.PlannedJob;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.spec.StepSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.batch.BatchClient;
import software.amazon.awssdk.services.batch.model.ComputeEnvironmentDetail;
import software.amazon.awssdk.services.batch.model.ComputeEnvironmentOrder;
import software.amazon.awssdk.services.batch.model.JobQueueDetail;

/** The queues that a run goes to, looked at before anything is submitted: what would wait there for ever is told now. */
public final class Queues {
    private static final int MOST_DESCRIBED = 100;

    private final Map<String, Queue> queues;
    private final Set<String> known;

    private Queues(Map<String, Queue> queues, Set<String> known) {
        this.queues = queues;
        this.known = known;
    }

    /** Two calls, as an account has fifty queues at the most. Throws a ComputeFailure where AWS can't be asked. */
    public static Queues look(AwsClients clients, Collection<String> wanted) {
        return BatchCalls.told("the job queues can't be looked at", () -> of(clients.batch(), wanted));
    }

    private static Queues of(BatchClient batch, Collection<String> wanted) {
        List<JobQueueDetail> all =
                batch.describeJobQueuesPaginator().jobQueues().stream().toList();
        Map<String, JobQueueDetail> there = new LinkedHashMap<>();
        for (JobQueueDetail queue : all) {
            wanted.stream()
                    .filter(name -> name.equals(queue.jobQueueName()) || name.equals(queue.jobQueueArn()))
                    .forEach(name -> there.put(name, queue));
        }
        Map<String, ComputeEnvironmentDetail> environments = environments(batch, there.values());
        Map<String, Queue> queues = new LinkedHashMap<>();
        there.forEach((name, detail) -> queues.put(
                name,
                new Queue(
                        name,
                        detail,
                        arns(detail).stream()
                                .flatMap(arn -> Optional.ofNullable(environments.get(arn)).stream())
                                .toList())));
        return new Queues(queues, all.stream().map(JobQueueDetail::jobQueueName).collect(Collectors.toSet()));
    }

    private static List<String> arns(JobQueueDetail queue) {
        return queue.computeEnvironmentOrder().stream()
                .map(ComputeEnvironmentOrder::computeEnvironment)
                .toList();
    }

    private static Map<String, ComputeEnvironmentDetail> environments(
            BatchClient batch, Collection<JobQueueDetail> queues) {
        List<String> arns = queues.stream()
                .flatMap(queue -> arns(queue).stream())
                .distinct()
                .toList();
        List<ComputeEnvironmentDetail> found = new ArrayList<>();
        for (int from = 0; from < arns.size(); from += MOST_DESCRIBED) {
            List<String> some = arns.subList(from, Math.min(arns.size(), from + MOST_DESCRIBED));
            batch.describeComputeEnvironmentsPaginator(r -> r.computeEnvironments(some))
                    .computeEnvironments()
                    .forEach(found::add);
        }
        return found.stream()
                .collect(Collectors.toMap(ComputeEnvironmentDetail::computeEnvironmentArn, Function.identity()));
    }

    /** Those of which tasks run on Fargate, as they were named. */
    public Set<String> fargate() {
        return queues.values().stream()
                .filter(Queue::isFargate)
                .map(Queue::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Tells of each step that runs what its queue has against it.
     *
     * @param queue where those go that name no other
     * @param shareIdentifier null where none is said
     */
    public void check(RunPlan plan, String queue, @Nullable String shareIdentifier, Problems problems) {
        plan.jobs().stream()
                .filter(job -> job.kind() != JobKind.JOIN)
                .map(PlannedJob::step)
                .distinct()
                .map(step -> plan.graph().step(step).spec())
                .forEach(step -> check(step, queue, Optional.ofNullable(shareIdentifier), problems));
    }

    private void check(StepSpec step, String usual, Optional<String> share, Problems problems) {
        Optional<String> own = step.placement().queue();
        String name = own.orElse(usual);
        Queue queue = queues.get(name);
        if (queue == null) {
            problems.add(missing(name, own.isPresent() ? Optional.of(step) : Optional.empty()));
        } else if (queue.trouble().isPresent()) {
            queue.trouble().ifPresent(problems::add);
        } else {
            queue.share(share).ifPresent(problems::add);
            size(step, queue).ifPresent(problems::add);
        }
    }

    private Problem missing(String name, Optional<StepSpec> step) {
        String message = "there is no queue `" + name + "` in this account and region";
        return step.map(named -> Problem.error(named.place(), message))
                .orElseGet(() -> Problem.error(message))
                .hint(NearestName.hint(name, known).or(() -> Optional.of("look at --queue, --region and AWS_PROFILE")));
    }

    /** What Fargate can't hold the plan knows by itself. */
    private static Optional<Problem> size(StepSpec step, Queue queue) {
        return queue.isFargate() ? Optional.empty() : StepSizes.onEc2(step, queue);
    }
}
