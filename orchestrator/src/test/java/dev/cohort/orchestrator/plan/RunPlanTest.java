package dev.cohort.orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cohort.contract.Each;
import dev.cohort.contract.Encryption;
import dev.cohort.contract.Job;
import dev.cohort.contract.Lane;
import dev.cohort.contract.Limits;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the workers of a plan will read, and what it may cost. */
class RunPlanTest {
    private final PlanScene scene = PlanScene.of("""
                    pipeline: p
                    samples: { columns: { bam: { type: file }, age: { type: int, default: 40 } } }
                    steps:
                      a:
                        inputs: { bam: "${{ sample.bam }}" }
                        outputs: { o: o }
                        command: [a, "${{ sample.age }}"]
                        resources: { cpus: 2, memory: 4 GiB, disk: 1 GiB }
                        timeout: 90m
                      all: { each: cohort, inputs: { a: "${{ steps.a.o }}" }, outputs: { o: o }, command: [all] }
                    """)
            .sheet("sample,bam,age\ns1,one.bam,7\ns2,two.bam,\ns3,/abs/three.bam,\n")
            .store("s3://bucket")
            .account(Account.of("mixed"));

    private final RunPlan plan = scene.plan();

    @Test
    void aLaneHasItsColumnsWithDefaultsAndWholePaths() {
        Group group = plan.groups().get(0);

        assertThat(plan.lane(group, group.chunks().get(0), 1))
                .isEqualTo(new Lane("s2", Map.of("bam", "/sheets/two.bam", "age", "40"), Set.of()));
    }

    @Test
    void aJobOfLanesNamesItsLanesFile() {
        Job job = plan.assignment(plan.jobs().get(0));

        assertThat(job.each()).isEqualTo(Each.SAMPLE);
        assertThat(job.lanes()).isEqualTo("s3://bucket/.cohort/runs/20260131-120000-k3x9/lanes/g1c1.jsonl");
        assertThat(job.limits()).isEqualTo(new Limits(2, 4096L, 1024L, 5400L));
        assertThat(job.def()).isEqualTo(scene.def("a"));
        assertThat(Job.fromJson(job.toJson())).isEqualTo(job);
    }

    @Test
    void whatItsWorkersWriteIsEncryptedAsTheRunSays() {
        Encryption ours = new Encryption(Encryption.BY_KMS, "alias/ours");
        RunPlan encrypted = scene.encrypted(ours).plan();

        assertThat(encrypted.jobs())
                .allSatisfy(job -> assertThat(encrypted.assignment(job).terms().encryption())
                        .isEqualTo(ours));
        assertThat(encrypted.assignment(encrypted.jobs().get(0)).def()).isEqualTo(scene.def("a"));
        assertThat(plan.assignment(plan.jobs().get(0)).terms().encryption()).isNull();
    }

    @Test
    void aCohortJobHasNoLanes() {
        Job job = plan.assignment(plan.jobs().get(1));

        assertThat(job.each()).isEqualTo(Each.COHORT);
        assertThat(job.lanes()).isNull();
        assertThat(Job.fromJson(job.toJson())).isEqualTo(job);
    }

    @Test
    void aWorkerIsToldWhereItsAssignmentLies() {
        assertThat(plan.assignmentUrl(plan.jobs().get(0)))
                .isEqualTo("s3://bucket/.cohort/runs/20260131-120000-k3x9/jobs/20260131-120000-k3x9-a-g1c1r1.json");
    }

    @Test
    void theCostIsBoundByTheTimeout() {
        assertThat(plan.steps().get(0).vcpuHours()).hasValue(3 * 2 * 1.5);
        assertThat(plan.steps().get(1).vcpuHours()).isEmpty();
    }

    @Test
    void aRequestHasTheAddressOfTheAssignmentAndNothingElseInItsEnvironment() {
        BatchRequest request = BatchRequest.of(plan, plan.jobs().get(0));

        assertThat(request.overrides().compact())
                .isEqualTo("{\"environment\":[{\"name\":\"COHORT_JOB\",\"value\":\""
                        + plan.assignmentUrl(plan.jobs().get(0)) + "\"}]}");
        assertThat(request.submission("a:1", job -> "id").compact())
                .contains("\"jobQueue\":\"mixed\"", "\"jobDefinition\":\"a:1\"", "\"arrayProperties\":{\"size\":3}");
        assertThat(request.definition().compact())
                .contains(
                        "{\"type\":\"VCPU\",\"value\":\"2\"}",
                        "{\"type\":\"MEMORY\",\"value\":\"4096\"}",
                        "\"attemptDurationSeconds\":5400",
                        "{\"onReason\":\"*\",\"action\":\"EXIT\"}");
    }

    @Test
    void aRequestOfAPlainJobHasNoArray() {
        assertThat(BatchRequest.of(plan, plan.jobs().get(1))
                        .submission("all:1", job -> "id")
                        .compact())
                .doesNotContain("arrayProperties")
                .contains("\"dependsOn\":[{\"jobId\":\"id\"}]");
    }

    @Test
    void noJobEverHasMoreDependenciesThanAwsTakes() {
        JobDependency one = new JobDependency("x", JobDependency.Type.ALL);

        assertThatThrownBy(() -> new PlannedJob(
                        "j", "s", JobKind.SINGLE, 1, null, null, Collections.nCopies(21, one), List.of()))
                .hasMessage("j has 21 dependencies");
    }
}
