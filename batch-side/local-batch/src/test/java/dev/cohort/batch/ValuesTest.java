package dev.cohort.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What the values refuse, in the words that a user reads. */
class ValuesTest {
    @Test
    void namesAreThoseOfAws() {
        assertThat(JobSpec.named("a".repeat(128)).build().name()).hasSize(128);
        refused("is no job name", () -> JobSpec.named("a".repeat(129)).build());
        refused(
                "'-a' is no job name: 1 to 128 of A-Z, a-z, 0-9, '_' and '-', the first a letter or digit.",
                () -> JobSpec.named("-a").build());
    }

    @Test
    void boundsOfAJobAreThoseOfAws() {
        refused(
                "The job 'a' has 21 dependencies; at most 20 are allowed.",
                () -> JobSpec.named("a")
                        .dependsOn(Collections.nCopies(21, Dependency.whole("x")))
                        .build());
        refused(
                "The job 'a' has 51 tags; at most 50 are allowed.",
                () -> JobSpec.named("a").tags(tags(51)).build());
        refused(
                "The job 'a' has a timeout of PT0S; give a positive one, or none.",
                () -> JobSpec.named("a").timeout(Duration.ZERO).build());
        refused(
                "The job 'a' has the priority -1; 0 to 9999 are allowed.",
                () -> JobSpec.named("a").priority(-1).build());
        refused(
                "The job 'a' names no queue.",
                () -> JobSpec.named("a").queue(" ").build());
    }

    @Test
    void dependenciesKnowWhomTheyNeed() {
        refused(
                "A dependency of type SEQUENTIAL has the job id x; SEQUENTIAL is without one, all others name a job.",
                () -> new Dependency("x", Dependency.Type.SEQUENTIAL));
        refused("A dependency of type N_TO_N has the job id null", () -> new Dependency(null, Dependency.Type.N_TO_N));
    }

    @Test
    void patternsAreBounded() {
        refused(
                "A pattern of evaluateOnExit has 513 characters; 1 to 512 are allowed.",
                () -> ExitRule.onReason("x".repeat(513), ExitRule.Action.EXIT));
        refused(
                "An entry of evaluateOnExit has no condition",
                () -> new ExitRule(null, null, null, ExitRule.Action.EXIT));
    }

    @Test
    void resourcesAreNotNegative() {
        refused("the memory factor is 0.5; 1 to 10 are allowed.", () -> RetryStrategy.ONCE.memoryFactor(0.5));
        refused("the memory factor is 11.0; 1 to 10 are allowed.", () -> RetryStrategy.ONCE.memoryFactor(11));
        refused("the memory factor is NaN; 1 to 10 are allowed.", () -> RetryStrategy.ONCE.memoryFactor(Double.NaN));
        refused("The throttle 't' lets 0 run at once; give 1 or more.", () -> new Throttle("t", 0));
        refused("cpus are -1.0; give a number from 0 upwards.", () -> new Resources(-1, 0));
        refused("cpus are NaN; give a number from 0 upwards.", () -> new Resources(Double.NaN, 0));
        refused("memory is -1 MiB; give a number from 0 upwards.", () -> new Resources(1, -1));
        refused("gpus are -1; give a number from 0 upwards.", () -> new Resources(1, 1, -1));
    }

    @Test
    void aLayoutIsWhole() {
        ComputeEnvironment m = new ComputeEnvironment("m", new Resources(1, 1));
        JobQueue q = new JobQueue("q", 1, List.of("m"));
        refused("Two compute environments are named 'm'.", () -> layout(List.of(m, m), List.of(q)));
        refused("Two queues are named 'q'.", () -> layout(List.of(m), List.of(q, q)));
        refused("The queue 'q' names the unknown compute environment 'm'.", () -> layout(List.of(), List.of(q)));
        refused(
                "The queue 'q' has 4 compute environments; 1 to 3 are allowed.",
                () -> new JobQueue("q", 1, List.of("a", "b", "c", "d")));
        refused("The queue 'q' has the priority -1; 0 is the lowest.", () -> new JobQueue("q", -1, List.of("m")));
        refused(
                "A job must be overtaken at least once before room is kept for it, not 0 times.",
                () -> new Layout.Patience(0, Duration.ZERO));
    }

    @Test
    void idsOfChildrenAreReadExactly() {
        assertThat(ChildId.of("a", 7)).isEqualTo("a:7");
        assertThat(ChildId.index("a:7")).isEqualTo(7);
        assertThat(ChildId.parent("a:7")).isEqualTo("a");
        assertThat(IntStream.of(ChildId.index("a"), ChildId.index("a:07"), ChildId.index("a:"), ChildId.index("7")))
                .containsOnly(-1);
    }

    @Test
    void anIllegalMoveSaysWhatCameWhen() {
        Scheduler scheduler = new Scheduler(Layout.machine(new Resources(1, 0)), new Ids());
        scheduler.submit(JobSpec.named("a").array(2).build(), 0);
        ChildRun run = scheduler.decide(0).get(0).run();
        scheduler.started(run, 0);
        assertThatThrownBy(() -> scheduler.started(run, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("job-1:0 received the start of attempt 1 while in RUNNING");
        scheduler.ended(run, Ended.exited(0), 0);
        assertThatThrownBy(() -> scheduler.ended(run, Ended.exited(0), 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("job-1:0 received the end of attempt 1 while in SUCCEEDED");
    }

    @Test
    void childrenKnowWhatBatchWouldTellThem() {
        JobSpec array = JobSpec.named("a").array(3).queue("q").build();
        assertThat(BatchVariables.of(new ChildRun("id", 2, 1, array, "e", array.resources())))
                .isEqualTo(Map.of(
                        "AWS_BATCH_JOB_ID", "id:2",
                        "AWS_BATCH_JOB_ATTEMPT", "1",
                        "AWS_BATCH_JQ_NAME", "q",
                        "AWS_BATCH_CE_NAME", "e",
                        "AWS_BATCH_JOB_ARRAY_INDEX", "2",
                        "AWS_BATCH_JOB_ARRAY_SIZE", "3"));
        JobSpec plain = JobSpec.named("a").queue("q").build();
        assertThat(BatchVariables.of(new ChildRun("id", null, 2, plain, "e", plain.resources())))
                .isEqualTo(Map.of(
                        "AWS_BATCH_JOB_ID", "id",
                        "AWS_BATCH_JOB_ATTEMPT", "2",
                        "AWS_BATCH_JQ_NAME", "q",
                        "AWS_BATCH_CE_NAME", "e"));
    }

    private static Layout layout(List<ComputeEnvironment> environments, List<JobQueue> queues) {
        return new Layout(environments, queues, Layout.Patience.USUAL);
    }

    private static Map<String, String> tags(int count) {
        return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "k" + i, i -> "v"));
    }

    private static void refused(String message, ThrowingCallable making) {
        assertThatThrownBy(making).isInstanceOf(RefusedJob.class).hasMessageContaining(message);
    }
}
