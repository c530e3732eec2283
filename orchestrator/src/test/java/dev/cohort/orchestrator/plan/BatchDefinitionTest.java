package dev.cohort.orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.Json;
import dev.cohort.contract.Terms;
import dev.cohort.orchestrator.diag.Problems;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The exact job definitions and submissions that AWS Batch is asked for. */
class BatchDefinitionTest {
    private static final String HEAD = "pipeline: p\nparams: { project: { type: string, default: fusion } }\nsteps:\n";

    private static final Account FULL = new Account(
            "mixed",
            "eu-central-1",
            "arn:job",
            "arn:execution",
            "registry/lab",
            "/lab/cohort",
            "lab",
            50,
            Map.of("owner", "me"),
            false,
            Set.of(),
            true);

    private static BatchRequest request(String steps) {
        return request(steps, Account.of("usual"));
    }

    private static BatchRequest request(String steps, Account account) {
        return last(PlanScene.of(HEAD + steps).account(account));
    }

    private static BatchRequest last(PlanScene scene) {
        RunPlan plan = scene.plan();
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
                        + "{\"attempts\":5,\"evaluateOnExit\":["
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
        assertThat(submission(request("  a: { queue: big, run: 'true' }\n"))).contains("\"jobQueue\":\"big\"");
        assertThat(submission(request("  a: { run: 'true' }\n"))).contains("\"jobQueue\":\"usual\"");
    }

    private static String submission(BatchRequest request) {
        return request.submission("d:1", job -> "id-of-" + job).compact();
    }

    @Test
    void aSubmissionInAnAccountOfWhichAllIsKnown() {
        BatchRequest request = request("""
                  a: { outputs: { o: o }, command: [touch, o] }
                  b: { inputs: { i: "${{ steps.a.o }}" }, command: [cat, "${{ inputs.i }}"] }
                """, FULL);

        assertThat(submission(request))
                .isEqualTo("{\"jobName\":\"20260131-120000-k3x9-b-g1c1r1\",\"jobQueue\":\"mixed\","
                        + "\"jobDefinition\":\"d:1\",\"shareIdentifier\":\"lab\",\"schedulingPriorityOverride\":51,"
                        + "\"arrayProperties\":{\"size\":3},\"dependsOn\":[{\"jobId\":"
                        + "\"id-of-20260131-120000-k3x9-a-g1c1r1\",\"type\":\"N_TO_N\"}],\"containerOverrides\":"
                        + "{\"environment\":[{\"name\":\"COHORT_JOB\",\"value\":"
                        + "\"/store/.cohort/runs/20260131-120000-k3x9/jobs/20260131-120000-k3x9-b-g1c1r1.json\"}]},"
                        + "\"tags\":{\"cohort:run\":\"20260131-120000-k3x9\",\"cohort:name\":\"p\",\"owner\":\"me\"}}");
    }

    @Test
    void rolesLogsAndTheImagePrefixAreThoseOfTheAccount() {
        String definition = request("  a: { image: cohort/picard, run: 'true' }\n", FULL)
                .definition()
                .compact();

        assertThat(field(definition, "containerProperties"))
                .isEqualTo("{\"image\":\"registry/lab/cohort/picard\",\"command\":[\"/opt/cohort/bin/worker\"],"
                        + "\"jobRoleArn\":\"arn:job\",\"executionRoleArn\":\"arn:execution\","
                        + "\"resourceRequirements\":[{\"type\":\"VCPU\",\"value\":\"1\"},"
                        + "{\"type\":\"MEMORY\",\"value\":\"2048\"}],\"logConfiguration\":{\"logDriver\":\"awslogs\","
                        + "\"options\":{\"awslogs-group\":\"/lab/cohort\",\"awslogs-region\":\"eu-central-1\","
                        + "\"awslogs-stream-prefix\":\"a\"}}}");
        assertThat(definition).doesNotContain("platformCapabilities");
    }

    @ParameterizedTest
    @CsvSource({
        "cohort/picard, , registry/lab/cohort/picard",
        "cohort/picard:2, , registry/lab/cohort/picard:2",
        "cohort/picard:2, registry/lab/cohort/picard@sha256:12, registry/lab/cohort/picard@sha256:12",
        "host:5000/tool, other:2, other:2",
        "mycohort/tool, , mycohort/tool",
    })
    void anImageIsOursUnderThePrefixOnlyUnlessItWasLookedUp(String image, String found, String named) {
        Account account = found == null ? FULL : FULL.images(Map.of("a", found));

        String definition = request("  a: { image: '" + image + "', run: 'true' }\n", account)
                .definition()
                .compact();

        assertThat(field(definition, "containerProperties", "image")).isEqualTo("\"" + named + "\"");
    }

    @Test
    void onFargateThereAreSizesAddressesAndDisks() {
        Account account = FULL.fargate(Set.of("small"));
        String definition = request(
                        "  a: { queue: small, image: tool, resources: { cpus: 1, memory: 14 GiB, disk: 50.5 GiB }, run: 'true' }\n",
                        account)
                .definition()
                .compact();

        assertThat(field(definition, "platformCapabilities")).isEqualTo("[\"FARGATE\"]");
        assertThat(field(definition, "containerProperties", "resourceRequirements"))
                .isEqualTo("[{\"type\":\"VCPU\",\"value\":\"2\"},{\"type\":\"MEMORY\",\"value\":\"14336\"}]");
        assertThat(field(definition, "containerProperties", "networkConfiguration"))
                .isEqualTo("{\"assignPublicIp\":\"DISABLED\"}");
        assertThat(field(definition, "containerProperties", "ephemeralStorage")).isEqualTo("{\"sizeInGiB\":51}");
    }

    @Test
    void onFargatePartsOfAProcessorAndTheUsualDiskNeedNoMore() {
        Account account = Account.of("small").fargate(Set.of("small"));
        String definition = request(
                        "  a: { resources: { cpus: 0.25, memory: 1 GiB, disk: 20 GiB }, run: 'true' }\n", account)
                .definition()
                .compact();

        assertThat(field(definition, "containerProperties", "resourceRequirements"))
                .isEqualTo("[{\"type\":\"VCPU\",\"value\":\"0.25\"},{\"type\":\"MEMORY\",\"value\":\"1024\"}]");
        assertThat(definition).contains("\"assignPublicIp\":\"ENABLED\"").doesNotContain("ephemeralStorage");
    }

    @Test
    void aDefinitionIsNamedByWhatItSays() {
        BatchRequest one = request("  a: { run: 'true' }\n");
        BatchRequest again = last(PlanScene.of(HEAD + "  a: { run: 'true' }\n")
                .run("20260202-120000-aaaa")
                .lanes(1)
                .account(Account.of("other")));
        BatchRequest more = request("  a: { resources: { memory: 4 GiB }, run: 'true' }\n");

        assertThat(one.definitionName()).matches("cohort-a-[0-9a-f]{16}").isEqualTo(again.definitionName());
        assertThat(more.definitionName()).isNotEqualTo(one.definitionName());
        assertThat(one.registration().compact())
                .startsWith("{\"jobDefinitionName\":\"" + one.definitionName() + "\",\"type\":\"container\"");
    }

    /** Machines that are taken away cost none of the attempts that a step says, up to what AWS Batch makes. */
    @ParameterizedTest
    @CsvSource({"1, 5", "3, 7", "6, 10", "10, 10"})
    void thePlatformHasAttemptsOfItsOwn(int said, int asked) {
        String definition = definition("  a: { retry: { attempts: " + said + " }, run: 'true' }\n");

        assertThat(field(definition, "retryStrategy", "attempts")).isEqualTo(String.valueOf(asked));
    }

    @Test
    void theWorkerCountsWhatExitCodesUseUpOnlyWhereABatchCountsOtherThings() {
        String step = "  a: { retry: { attempts: 3, on-exit: [7] }, run: 'true' }\n";

        assertThat(terms(PlanScene.of(HEAD + step).account(Account.of("usual"))).attempts())
                .isEqualTo(3);
        assertThat(terms(PlanScene.of(HEAD + step)).attempts()).isNull();
        assertThat(terms(PlanScene.of(HEAD + "  a: { retry: { attempts: 3 }, run: 'true' }\n")
                                .account(Account.of("usual")))
                        .attempts())
                .isNull();
    }

    private static Terms terms(PlanScene scene) {
        RunPlan plan = scene.plan();
        return plan.assignment(plan.jobs().get(0)).terms();
    }

    /** What a tool's exit code deserves is the worker's to say: five entries are all that there are. */
    @Test
    void exitCodesAndMoreMemoryNeedNoEntriesOfTheirOwn() {
        String plain = definition("  a: { retry: { attempts: 3 }, run: 'true' }\n");

        assertThat(definition("  a: { retry: { attempts: 3, on-exit: [1, 2, 3, 4, 5, 6], memory: 2 }, run: 'true' }\n"))
                .isEqualTo(plain);
    }

    @Test
    void tagsOfTheRunCountToo() {
        StringBuilder tags = new StringBuilder();
        for (int i = 0; i < 46; i++) {
            tags.append("t").append(i).append(": x, ");
        }
        Problems problems = new Problems();

        BatchLimits.check(
                PlanScene.of(HEAD + "  a: { tags: { " + tags + " }, run: 'true' }\n")
                        .account(FULL)
                        .plan(),
                problems);

        assertThat(PlanScene.told(problems))
                .contains("the step `a` has 46 tags, and the run 1: beside Cohort's own, AWS Batch takes 46");
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
                .contains("the step `a` has 49 tags: beside Cohort's own, AWS Batch takes 46")
                .contains("leave some out; those of `defaults` and of the profile count too");
    }
}
