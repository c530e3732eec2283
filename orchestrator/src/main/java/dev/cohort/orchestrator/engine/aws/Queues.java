package dev.cohort.orchestrator.engine.aws;

import dev.cohort.orchestrator.diag.NearestName;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.plan.Account;
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
import software.amazon.awssdk.services.batch.BatchClient;
import software.amazon.awssdk.services.batch.model.ComputeEnvironmentDetail;
import software.amazon.awssdk.services.batch.model.ComputeEnvironmentOrder;
import software.amazon.awssdk.services.batch.model.JobQueueDetail;

/** The queues that a run goes to, looked at before anything is submitted: what would wait there for ever is told now. */
public final class Queues {
    private static final int MOST_DESCRIBED = 100;
    private static final int MOST_NAMED = 10;

    private final Map<String, Queue> queues;
    private final Set<String> known;

    private Queues(Map<String, Queue> queues, Set<String> known) {
        this.queues = queues;
        this.known = known;
    }

    /** Two calls, as an account has fifty queues at the most. Throws a ComputeFailure where AWS can't be asked. */
    public static Queues look(AwsClients clients, Collection<String> wanted) {
        return BatchCalls.told("the job queues can't be looked at", () -> of(clients.looking(), wanted));
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

    /** What no queue of another account or region has; empty for one that is not there. */
    public Optional<String> arn(String name) {
        return Optional.ofNullable(queues.get(name)).map(queue -> queue.detail().jobQueueArn());
    }

    /** Those of which tasks run on Fargate, as they were named. */
    public Set<String> fargate() {
        return queues.values().stream()
                .filter(Queue::isFargate)
                .map(Queue::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Tells what the queue of an account, and those of the steps that run, have against a plan. A queue that is not there is told though
     * nothing would go to it.
     *
     * @param namedBy who names the queue of the account
     */
    public void check(RunPlan plan, Account account, String namedBy, Problems problems) {
        if (!queues.containsKey(account.queue())) {
            problems.add(Problem.error(
                            "there is no queue `" + account.queue() + "` (from " + namedBy + ") in " + whole(account))
                    .hint(those(account.queue())));
        }
        plan.jobs().stream()
                .filter(job -> job.kind() != JobKind.JOIN)
                .map(PlannedJob::step)
                .distinct()
                .map(step -> plan.graph().step(step).spec())
                .forEach(step -> check(step, account, problems));
    }

    private void check(StepSpec step, Account account, Problems problems) {
        Optional<String> own = step.placement().queue();
        Queue queue = queues.get(own.orElse(account.queue()));
        if (queue == null) {
            own.ifPresent(name -> problems.add(missing(name, step, account)));
        } else if (queue.trouble().isPresent()) {
            queue.trouble().ifPresent(problems::add);
        } else {
            queue.share(Optional.ofNullable(account.shareIdentifier())).ifPresent(problems::add);
            size(step, queue).ifPresent(problems::add);
        }
    }

    private Problem missing(String queue, StepSpec step, Account account) {
        return Problem.error(
                        step.place(),
                        "there is no queue `" + queue + "`, which the step `" + step.name() + "` names, in "
                                + whole(account))
                .hint(those(queue));
    }

    private static String whole(Account account) {
        return (account.region() == null ? "" : "the region " + account.region() + " of ") + "this account";
    }

    /** A name that is near, and all that there are as far as anybody reads them. */
    private String those(String wanted) {
        if (known.isEmpty()) {
            return "no queue is there at all: look at --region and AWS_PROFILE, or make one";
        }
        Optional<String> near = NearestName.of(wanted, known);
        String all = near.isPresent() && known.size() == 1 ? "" : all() + "; ";
        return near.map(name -> "did you mean `" + name + "`? ").orElse("") + all
                + "for others look at --region and AWS_PROFILE";
    }

    private String all() {
        String names = known.stream().sorted().limit(MOST_NAMED).collect(Collectors.joining("`, `", "`", "`"));
        int more = known.size() - MOST_NAMED;
        return (known.size() == 1 ? "the only queue there is " : "the queues there are ")
                + names
                + (more > 0 ? " and " + more + " more" : "");
    }

    /** What Fargate can't hold the plan knows by itself. */
    private static Optional<Problem> size(StepSpec step, Queue queue) {
        return queue.isFargate() ? Optional.empty() : StepSizes.onEc2(step, queue);
    }
}
