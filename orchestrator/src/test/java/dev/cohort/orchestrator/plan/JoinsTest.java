package dev.cohort.orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.Body;
import dev.cohort.contract.Job;
import dev.cohort.orchestrator.plan.JobDependency.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Jobs that only wait, where a job would have more than twenty dependencies. */
class JoinsTest {
    private static final String GATHER = """
            pipeline: p
            steps:
              a: { outputs: { o: o }, command: [a] }
              all: { each: cohort, inputs: { a: "${{ steps.a.o }}" }, outputs: { o: o }, command: [all] }
            """;

    @Test
    void twentyNeedNone() {
        assertThat(kinds(PlanScene.of(GATHER).lanes(40).mostInChunk(2))).doesNotContain(JobKind.JOIN);
    }

    @Test
    void ofTwentyOneTwentyAreJoined() {
        PlanScene scene = PlanScene.of(GATHER).lanes(42).mostInChunk(2);

        assertThat(scene.jobs())
                .contains(
                        "all-j1 join after "
                                + IntStream.rangeClosed(1, 20)
                                        .mapToObj(i -> "a-g1c" + i)
                                        .collect(Collectors.joining(", ")),
                        "all-g0c0 single after all-j1, a-g1c21")
                .hasSize(23);
    }

    @Test
    void aHundredArraysTakeFiveJoinsAtMost() {
        List<PlannedJob> jobs =
                PlanScene.of(GATHER).lanes(200).mostInChunk(2).plan().jobs();

        assertThat(jobs.stream().filter(job -> job.kind() == JobKind.JOIN)).hasSize(5);
        assertThat(jobs.get(jobs.size() - 1).dependsOn()).hasSize(5);
    }

    @Test
    void joinsAreJoinedWhereThereAreTooManyOfThem() {
        List<PlannedJob> jobs =
                PlanScene.of(GATHER).lanes(2 * 900).mostInChunk(2).plan().jobs();

        PlannedJob last = jobs.get(jobs.size() - 1);
        assertThat(last.dependsOn().size()).isLessThanOrEqualTo(20);
        assertThat(last.dependsOn().stream().filter(d -> d.job().contains("all-j")))
                .isNotEmpty();
        assertThat(jobs.stream().filter(job -> job.kind() == JobKind.JOIN))
                .anyMatch(
                        join -> join.dependsOn().stream().allMatch(d -> d.job().contains("all-j")));
    }

    @Test
    void theSameDependenciesAreJoinedOnceForAllThatWaitForThem() {
        PlanScene scene =
                PlanScene.of("""
                pipeline: p
                steps:
                  a: { outputs: { o: o }, command: [a] }
                  gate: { each: cohort, needs: [a], outputs: { o: o }, command: [gate] }
                  b: { needs: [gate], outputs: { o: o }, command: [b] }
                """).lanes(60).mostInChunk(2).ran().force("a").force("b");

        List<PlannedJob> joins = scene.plan().jobs().stream()
                .filter(job -> job.kind() == JobKind.JOIN)
                .toList();

        assertThat(joins).hasSize(1);
        assertThat(scene.jobs()).contains("b-g1c30 array of 2 after b-j1" + chunks(21, 30));
    }

    private static String chunks(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> ", a-g1c" + i).collect(Collectors.joining());
    }

    @Test
    void lanesAreJoinedByAnArraySoThatEachWaitsForItsOwn() {
        PlanScene scene = PlanScene.of(wide(22, "")).lanes(4);

        PlannedJob join = only(scene.plan(), JobKind.JOIN);
        PlannedJob last = last(scene.plan());

        assertThat(join.size()).isEqualTo(4);
        assertThat(join.dependsOn()).hasSize(20).extracting(JobDependency::type).containsOnly(Type.N_TO_N);
        assertThat(last.dependsOn()).hasSize(3).extracting(JobDependency::type).containsOnly(Type.N_TO_N);
        assertThat(last.dependsOn()).contains(new JobDependency(join.name(), Type.N_TO_N));
    }

    @Test
    void lanesLeaveRoomForAJoinOfWholeJobs() {
        PlannedJob last = last(
                PlanScene.of(wide(20, ", i: \"${{ steps.index.o }}\"")).lanes(4).plan());

        assertThat(last.dependsOn()).hasSize(2).extracting(JobDependency::type).containsExactly(Type.N_TO_N, Type.ALL);
    }

    @Test
    void plainJobsOfOneLaneAreJoinedByAPlainJob() {
        RunPlan plan = PlanScene.of(wide(22, "")).lanes(1).plan();

        assertThat(only(plan, JobKind.JOIN).size()).isEqualTo(1);
        assertThat(last(plan).dependsOn())
                .hasSize(3)
                .extracting(JobDependency::type)
                .containsOnly(Type.ALL);
    }

    @Test
    void theWorkerOfAJoinIsToldToPass() {
        RunPlan plan = PlanScene.of(wide(22, "")).lanes(4).plan();

        Job job = plan.assignment(only(plan, JobKind.JOIN));

        assertThat(job.body()).isEqualTo(new Body.Pass());
        assertThat(job.inputs()).isEmpty();
        assertThat(Job.fromJson(job.toJson())).isEqualTo(job);
    }

    /** Steps p1, p2 … and one that reads them all. */
    private static String wide(int producers, String more) {
        List<String> lines = new ArrayList<>(List.of("pipeline: p", "steps:"));
        lines.add("  index: { each: cohort, outputs: { o: o }, command: [index] }");
        List<String> inputs = new ArrayList<>();
        for (int i = 1; i <= producers; i++) {
            lines.add("  p" + i + ": { outputs: { o: o }, command: [p] }");
            inputs.add("i" + i + ": \"${{ steps.p" + i + ".o }}\"");
        }
        lines.add("  last: { inputs: { " + String.join(", ", inputs) + more + " }, outputs: { o: o }, command: [l] }");
        return String.join("\n", lines);
    }

    private static List<JobKind> kinds(PlanScene scene) {
        return scene.plan().jobs().stream().map(PlannedJob::kind).toList();
    }

    private static PlannedJob only(RunPlan plan, JobKind kind) {
        List<PlannedJob> some =
                plan.jobs().stream().filter(job -> job.kind() == kind).toList();
        assertThat(some).hasSize(1);
        return some.get(0);
    }

    private static PlannedJob last(RunPlan plan) {
        return plan.jobs().get(plan.jobs().size() - 1);
    }
}
