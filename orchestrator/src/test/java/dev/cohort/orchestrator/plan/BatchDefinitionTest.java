package dev.cohort.orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.Json;
import dev.cohort.orchestrator.diag.Problems;
import org.junit.jupiter.api.Test;

/** The exact job definitions and submissions that AWS Batch is asked for. */
class BatchDefinitionTest {
    private static final String HEAD = "pipeline: p\nparams: { project: { type: string, default: fusion } }\nsteps:\n";

    private static BatchRequest request(String steps) {
        RunPlan plan = PlanScene.of(HEAD + steps).plan();
        return BatchRequest.of(plan, plan.jobs().get(plan.jobs().size() - 1));
    }

    private static String definition(String steps) {
        return request(steps).definition().compact();
    }

    private static String field(String json, String... path) {
        Json at = Json.parse(json);
        for (String name : path) {
            at = at.fields("definition").json(name);
        }
        return at.compact();
    }

    @Test
    void aPlainStep() {
        assertThat(definition("  a: { image: tool, timeout: 1h, outputs: { o: o }, command: [touch, o] }\n"))
                .isEqualTo("{\"type\":\"container\",\"containerProperties\":{\"image\":\"tool\",\"command\":"
                        + "[\"/opt/cohort/bin/worker\"],\"resourceRequirements\":[{\"type\":\"VCPU\",\"value\":\"1\"},"
                        + "{\"type\":\"MEMORY\",\"value\":\"2048\"}]},\"schedulingPriority\":0,\"retryStrategy\":"
                        + "{\"attempts\":1,\"evaluateOnExit\":["
                        + "{\"onStatusReason\":\"Host EC2*\",\"action\":\"RETRY\"},"
                        + "{\"onReason\":\"CannotPullContainerError*\",\"action\":\"RETRY\"},"
                        + "{\"onReason\":\"DockerTimeoutError*\",\"action\":\"RETRY\"},"
                        + "{\"onExitCode\":\"75\",\"action\":\"RETRY\"},"
                        + "{\"onReason\":\"*\",\"action\":\"EXIT\"}]},"
                        + "\"timeout\":{\"attemptDurationSeconds\":3600},\"propagateTags\":true,"
                        + "\"tags\":{\"cohort:pipeline\":\"p\",\"cohort:step\":\"a\"}}");
    }

    @Test
    void secretsAreNamedAndNeverValued() {
        String container = field(
                definition(
                        "  a: { secrets: { TOKEN: /lab/token, KEY: \"/lab/${{ params.project }}\" }, run: 'true' }\n"),
                "containerProperties",
                "secrets");

        assertThat(container)
                .isEqualTo("[{\"name\":\"TOKEN\",\"valueFrom\":\"/lab/token\"},"
                        + "{\"name\":\"KEY\",\"valueFrom\":\"/lab/fusion\"}]");
    }

    @Test
    void mountsBecomeVolumesAndPlaces() {
        String definition = definition("""
                  a:
                    mounts:
                      data: { host: /data, at: /mnt/data, read-only: false }
                      plain: { efs: fs-01234567, at: /mnt/plain, root: /lab }
                      point: { efs: fs-01234567, at: /mnt/point, access-point: fsap-01234567, iam: true }
                      role: { efs: fs-01234567, at: /mnt/role, iam: true }
                    run: 'true'
                """);

        assertThat(field(definition, "containerProperties", "volumes"))
                .isEqualTo("[{\"name\":\"data\",\"host\":{\"sourcePath\":\"/data\"}},"
                        + "{\"name\":\"plain\",\"efsVolumeConfiguration\":{\"fileSystemId\":\"fs-01234567\","
                        + "\"rootDirectory\":\"/lab\",\"transitEncryption\":\"ENABLED\"}},"
                        + "{\"name\":\"point\",\"efsVolumeConfiguration\":{\"fileSystemId\":\"fs-01234567\","
                        + "\"transitEncryption\":\"ENABLED\",\"authorizationConfig\":"
                        + "{\"accessPointId\":\"fsap-01234567\",\"iam\":\"ENABLED\"}}},"
                        + "{\"name\":\"role\",\"efsVolumeConfiguration\":{\"fileSystemId\":\"fs-01234567\","
                        + "\"transitEncryption\":\"ENABLED\",\"authorizationConfig\":{\"iam\":\"ENABLED\"}}}]");
        assertThat(field(definition, "containerProperties", "mountPoints"))
                .startsWith("[{\"sourceVolume\":\"data\",\"containerPath\":\"/mnt/data\",\"readOnly\":false},"
                        + "{\"sourceVolume\":\"plain\",\"containerPath\":\"/mnt/plain\",\"readOnly\":true}");
    }

    @Test
    void gpusAreAskedForAndProcessorsAreWhole() {
        String definition = definition("  a: { resources: { gpus: 2, cpus: 2.5, memory: 9 GiB }, run: 'true' }\n");

        assertThat(field(definition, "containerProperties", "resourceRequirements"))
                .isEqualTo("[{\"type\":\"VCPU\",\"value\":\"3\"},{\"type\":\"MEMORY\",\"value\":\"9216\"},"
                        + "{\"type\":\"GPU\",\"value\":\"2\"}]");
    }

    @Test
    void tagsStandBesideOurOwn() {
        assertThat(field(
                        definition("  a: { tags: { project: \"${{ params.project }}\", Owner: me }, run: 'true' }\n"),
                        "tags"))
                .isEqualTo("{\"cohort:pipeline\":\"p\",\"cohort:step\":\"a\",\"project\":\"fusion\",\"Owner\":\"me\"}");
    }

    @Test
    void laterStepsGoFirstWhereAQueueHearsOfIt() {
        String definition = definition("""
                  a: { outputs: { o: o }, command: [touch, o] }
                  b: { inputs: { i: "${{ steps.a.o }}" }, command: [cat, "${{ inputs.i }}"] }
                """);

        assertThat(field(definition, "schedulingPriority")).isEqualTo("1");
    }

    @Test
    void aStepMayNameAQueueOfItsOwn() {
        assertThat(request("  a: { queue: big, run: 'true' }\n")
                        .submission("usual", "d:1", name -> "id")
                        .compact())
                .contains("\"jobQueue\":\"big\"");
        assertThat(request("  a: { run: 'true' }\n")
                        .submission("usual", "d:1", name -> "id")
                        .compact())
                .contains("\"jobQueue\":\"usual\"");
    }

    /** What a tool's exit code deserves is the worker's to say: five entries are all that there are. */
    @Test
    void exitCodesAndMoreMemoryNeedNoEntriesOfTheirOwn() {
        String plain = definition("  a: { retry: { attempts: 3 }, run: 'true' }\n");

        assertThat(definition("  a: { retry: { attempts: 3, on-exit: [1, 2, 3, 4, 5, 6], memory: 2 }, run: 'true' }\n"))
                .isEqualTo(plain);
    }

    @Test
    void moreTagsThanAJobCanHaveAreTold() {
        StringBuilder tags = new StringBuilder();
        for (int i = 0; i < 49; i++) {
            tags.append("t").append(i).append(": x, ");
        }
        Problems problems = new Problems();

        BatchLimits.check(
                PlanScene.of(HEAD + "  a: { tags: { " + tags + " }, run: 'true' }\n")
                        .plan(),
                problems);

        assertThat(PlanScene.told(problems))
                .contains("the step `a` has 49 tags, and beside Cohort's own AWS Batch takes 48")
                .contains("leave some out; those of `defaults` and of the profile count too");
    }
}
