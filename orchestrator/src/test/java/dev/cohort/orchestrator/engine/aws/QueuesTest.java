package dev.cohort.orchestrator.engine.aws;

import static dev.cohort.orchestrator.engine.aws.FakeAws.error;
import static dev.cohort.orchestrator.engine.aws.FakeAws.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.engine.ComputeFailure;
import dev.cohort.orchestrator.plan.Account;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.run.Plans;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a queue has against a plan, told before anything is submitted. */
class QueuesTest {
    private static final String CPUS = "'maxvCpus': 16";

    private final FakeAws aws = new FakeAws();
    private final AwsClients clients = aws.clients();
    private final List<String> queues = new ArrayList<>();
    private final List<String> environments = new ArrayList<>();

    @AfterEach
    void close() {
        clients.close();
        aws.close();
    }

    /** A queue with an environment of its own name. */
    private void queue(String name, String more) {
        queues.add("{'jobQueueName': '" + name + "', 'jobQueueArn': 'arn:" + name
                + "', 'state': 'ENABLED', 'status': 'VALID', 'computeEnvironmentOrder':"
                + " [{'order': 1, 'computeEnvironment': 'arn:ce-" + name + "'}]" + more + "}");
    }

    private void environment(String name, String state, String resources) {
        environments.add("{'computeEnvironmentName': 'ce-" + name + "', 'computeEnvironmentArn': 'arn:ce-" + name
                + "', " + state + ", 'computeResources': {" + resources + "}}");
    }

    private void good(String name, String resources) {
        queue(name, "");
        environment(name, "'state': 'ENABLED', 'status': 'VALID'", resources);
    }

    private static String ec2(String cpus, String... types) {
        return "'type': 'EC2', " + cpus + ", 'instanceTypes': ['" + String.join("', '", types) + "']";
    }

    private Queues look(String... wanted) {
        aws.on(
                "describejobqueues",
                json("{'jobQueues': [], 'nextToken': 'more'}"),
                json("{'jobQueues': [" + String.join(",", queues) + "]}"));
        aws.on(
                "describecomputeenvironments",
                json("{'computeEnvironments': [" + String.join(",", environments) + "]}"));
        return Queues.look(clients, Set.of(wanted));
    }

    private static RunPlan plan(String resources, String more) {
        return Plans.of(
                "pipeline: p\ndefaults: { timeout: 1h }\nsteps:\n  map:\n    outputs: { o: o }\n    command: [touch, o]\n"
                        + "    resources: { " + resources + " }\n" + more,
                "s0",
                "s1");
    }

    private Problem only(String resources, @Nullable String share) {
        Problems problems = check(plan(resources, ""), share);
        assertThat(problems.inOrder()).hasSize(1);
        return problems.inOrder().get(0);
    }

    private Problems check(RunPlan plan, @Nullable String share) {
        Problems problems = new Problems();
        look("mixed", "big").check(plan, account(share), "--queue", problems);
        return problems;
    }

    private static Account account(@Nullable String share) {
        return new Account("mixed", "eu-west-1", null, null, null, null, share, null, Map.of(), true, Set.of(), true);
    }

    private static void says(Problem problem, String message, String hint) {
        assertThat(problem.isError()).isTrue();
        assertThat(problem.message()).isEqualTo(message);
        assertThat(problem.hint()).contains(hint);
    }

    @Test
    void aQueueThatHoldsThePlanHasNothingAgainstIt() {
        good("mixed", ec2(CPUS, "optimal"));
        assertThat(check(plan("cpus: 16, memory: 900 GiB, gpus: 4", ""), null).isEmpty())
                .isTrue();
    }

    @Test
    void aQueueThatIsNotThere() {
        good("mixd", ec2(CPUS, "optimal"));
        good("large", ec2(CPUS, "optimal"));
        says(
                only("cpus: 1", null),
                "there is no queue `mixed` (from --queue) in the region eu-west-1 of this account",
                "did you mean `mixd`? the queues there are `large`, `mixd`; for others look at --region and AWS_PROFILE");
    }

    @Test
    void ofManyQueuesTheFirstAreNamed() {
        IntStream.range(10, 50).forEach(number -> good("lab-" + number, ec2(CPUS, "optimal")));
        assertThat(only("cpus: 1", null).hint())
                .contains("the queues there are `lab-10`, `lab-11`, `lab-12`, `lab-13`, `lab-14`, `lab-15`, `lab-16`,"
                        + " `lab-17`, `lab-18`, `lab-19` and 30 more; for others look at --region and AWS_PROFILE");
    }

    @Test
    void anAccountWithoutQueues() {
        says(
                only("cpus: 1", null),
                "there is no queue `mixed` (from --queue) in the region eu-west-1 of this account",
                "no queue is there at all: look at --region and AWS_PROFILE, or make one");
    }

    @Test
    void aQueueOfAStepThatIsNotThereIsToldWhereItIsNamed() {
        good("mixed", ec2(CPUS, "optimal"));
        Problem problem =
                check(plan("cpus: 1", "    queue: big\n"), null).inOrder().get(0);
        says(
                problem,
                "there is no queue `big`, which the step `map` names, in the region eu-west-1 of this account",
                "the only queue there is `mixed`; for others look at --region and AWS_PROFILE");
        assertThat(problem.place()).isPresent();
    }

    @Test
    void aQueueThatIsNotThereIsToldThoughNothingGoesThere() {
        good("big", ec2(CPUS, "optimal"));
        Problems problems = check(plan("cpus: 1", "    queue: big\n"), null);
        assertThat(problems.inOrder())
                .extracting(Problem::message)
                .singleElement()
                .asString()
                .contains("`mixed`");
    }

    @Test
    void aQueueThatIsDisabled() {
        queue("mixed", ", 'state': 'DISABLED'");
        says(
                only("cpus: 1", null),
                "the queue `mixed` is DISABLED and takes no jobs",
                "enable it: aws batch update-job-queue --job-queue mixed --state ENABLED; or name another with --queue");
    }

    @Test
    void aQueueThatIsInvalid() {
        queue("mixed", ", 'status': 'INVALID', 'statusReason': 'ce is gone'");
        says(
                only("cpus: 1", null),
                "the queue `mixed` is INVALID: ce is gone",
                "mend it, or wait until it is VALID; or name another with --queue");
    }

    @Test
    void aQueueWithoutAnyEnvironmentThatWorks() {
        queue("mixed", "");
        environment(
                "mixed", "'state': 'ENABLED', 'status': 'INVALID', 'statusReason': 'no role'", ec2(CPUS, "optimal"));
        says(
                only("cpus: 1", null),
                "nothing that is sent to the queue `mixed` would ever start: its compute environment `ce-mixed` is INVALID"
                        + " (no role)",
                "enable or mend a compute environment of it, or name another queue with --queue");
    }

    @Test
    void aQueueWhoseEnvironmentIsDisabled() {
        queue("mixed", "");
        environment("mixed", "'state': 'DISABLED', 'status': 'VALID'", ec2(CPUS, "optimal"));
        assertThat(only("cpus: 1", null).message())
                .isEqualTo(
                        "nothing that is sent to the queue `mixed` would ever start: its compute environment `ce-mixed` is"
                                + " DISABLED");
    }

    @Test
    void aStepWithMoreProcessorsThanAnEnvironmentMayHave() {
        good("mixed", ec2(CPUS, "optimal"));
        says(
                only("cpus: 32, memory: 4 GiB", null),
                "the step `map` wants 32 vCPU, 4 GiB for a task, and would wait for ever in the queue `mixed`: its compute"
                        + " environment `ce-mixed` has at most 16 vCPU",
                "make its `resources` smaller, name another `queue` for it, or let the compute environment have larger"
                        + " instances");
    }

    @Test
    void aStepThatIsLargerThanAnyInstanceThatIsNamed() {
        good("mixed", ec2("'maxvCpus': 256", "m5.xlarge", "r6i.2xlarge"));
        assertThat(only("cpus: 4, memory: 65 GiB, gpus: 1", null).message())
                .isEqualTo(
                        "the step `map` wants 4 vCPU, 65 GiB and 1 GPU for a task, and would wait for ever in the queue `mixed`:"
                                + " its compute environment `ce-mixed` has at most 8 vCPU and 64 GiB on one machine, and no GPU");
        assertThat(check(plan("cpus: 8, memory: 64 GiB", ""), null).isEmpty()).isTrue();
    }

    @Test
    void theQueuesOfFargateAreKnown() {
        good("mixed", "'type': 'FARGATE_SPOT', 'maxvCpus': 256");
        good("big", ec2(CPUS, "optimal"));
        assertThat(look("mixed", "big").fargate()).containsExactly("mixed");
    }

    @Test
    void aQueueOfFairSharesWantsAShare() {
        queue("mixed", ", 'schedulingPolicyArn': 'arn:policy'");
        environment("mixed", "'state': 'ENABLED', 'status': 'VALID'", ec2(CPUS, "optimal"));
        says(
                only("cpus: 1", null),
                "the queue `mixed` deals its compute out in shares, and no share is named",
                "say --share-identifier; its scheduling policy lists those that have a weight");
        assertThat(check(plan("cpus: 1", ""), "lab").isEmpty()).isTrue();
    }

    @Test
    void aPlainQueueRefusesAShare() {
        good("mixed", ec2(CPUS, "optimal"));
        says(
                only("cpus: 1", "lab"),
                "the queue `mixed` has no scheduling policy, and takes no job with the share identifier `lab`",
                "leave --share-identifier away, or name a queue that deals its compute out in shares");
    }

    @Test
    void whoMayNotLookIsTold() {
        aws.on(
                "describejobqueues",
                error(403, "AccessDeniedException", "not authorized to perform: batch:DescribeJobQueues"));
        assertThatThrownBy(() -> Queues.look(clients, Set.of("mixed")))
                .isInstanceOfSatisfying(
                        ComputeFailure.class,
                        fault -> assertThat(fault.isEnvironment()).isTrue())
                .hasMessageStartingWith("the job queues can't be looked at: AWS does not allow it");
    }

    @Test
    void instancesTellTheirSizeByTheirNameOrNotAtAll() {
        assertThat(Capacity.ofType("c5n.4xlarge")).contains(new Capacity("c5n.4xlarge", 16, 43008, false));
        assertThat(Capacity.ofType("m7g.medium")).contains(new Capacity("m7g.medium", 1, 4096, false));
        assertThat(Capacity.ofType("r6i.large")).contains(new Capacity("r6i.large", 2, 16384, false));
        assertThat(List.of("m5", "optimal", "x2idn.16xlarge", "m5.metal", "g5.xlarge", "m4.large"))
                .allMatch(name -> Capacity.ofType(name).isEmpty());
    }
}
