package dev.cohort.orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.diag.Problems;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What of a plan an account has no place for, told before anybody asks AWS. */
class AccountCheckTest {
    private static final Account BARE = Account.of("q");

    private static final Account WITH_ROLE =
            new Account("q", null, null, "arn:execution", "registry", null, null, null, Map.of(), true, Set.of(), true);

    private static String told(Account account, String steps) {
        Problems problems = new Problems();
        AccountCheck.check(
                PlanScene.of("pipeline: p\nsteps:\n" + steps).account(account).plan(), problems);
        return PlanScene.told(problems);
    }

    private static List<String> notes(Account account, String steps) {
        return new PlanNotes(PlanScene.of("pipeline: p\nsteps:\n" + steps)
                        .account(account)
                        .plan())
                .onAwsBatch();
    }

    @Test
    void aPlanForThisMachineIsNotHeldAgainstAny() {
        Problems problems = new Problems();

        AccountCheck.check(PlanScene.of("pipeline: p\nsteps: { a: { run: x } }").plan(), problems);

        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void ourImagesNeedAPrefix() {
        String steps = """
                  a: { image: cohort/picard, run: x }
                  b: { image: "cohort/kallisto:2", run: x }
                  c: { image: tool, run: x }
                  d: { image: "cohort/kallisto:2", run: x }
                """;

        assertThat(told(BARE, steps)).isEqualTo("""
                        error: nothing says where `cohort/kallisto:2`, `cohort/picard` lie: images of Cohort are in no public registry
                          hint: push them to a registry of yours, and say where by --image-prefix, such as
                                123456789012.dkr.ecr.eu-central-1.amazonaws.com
                        """);
        assertThat(told(WITH_ROLE, steps)).isEmpty();
    }

    @Test
    void aStepWithoutAnImageRunsInOurBase() {
        assertThat(told(BARE, "  a: { run: x }\n")).contains("nothing says where `cohort/base` lies: images of Cohort");
    }

    @Test
    void secretsNeedARoleThatReadsThem() {
        String step = "  a: { image: tool, secrets: { TOKEN: /lab/token }, run: x }\n";

        assertThat(told(BARE, step))
                .contains("the step `a` in the queue `q` needs an execution role, as which AWS reads its secrets")
                .contains("pipeline.yaml:3:3")
                .contains("hint: give --execution-role ARN");
        assertThat(told(WITH_ROLE, step)).isEmpty();
    }

    @Test
    void fargateNeedsARoleThatFetchesImages() {
        String step = "  a: { queue: small, image: tool, run: x }\n";

        assertThat(told(BARE.fargate(Set.of("small")), step))
                .contains(
                        "the step `a` in the queue `small` needs an execution role, as which Fargate fetches its image");
        assertThat(told(BARE.fargate(Set.of("large")), step)).isEmpty();
        assertThat(told(WITH_ROLE.fargate(Set.of("small")), step)).isEmpty();
    }

    @Test
    void whatFargateDoesNotHaveIsTold() {
        Account fargate = WITH_ROLE.fargate(Set.of("q"));

        assertThat(told(fargate, "  a: { image: tool, resources: { gpus: 1 }, run: x }\n"))
                .contains("the step `a` in the queue `q` can't run there: Fargate has no GPUs")
                .contains("hint: send the step to a `queue` on EC2");
        assertThat(told(fargate, "  a: { image: tool, resources: { cpus: 32 }, run: x }\n"))
                .contains("can't run there: Fargate has no 32 vCPU with 2 GiB")
                .contains("its largest size is 16 vCPU with 120 GiB: send the step to a `queue` on EC2");
        assertThat(told(fargate, "  a: { image: tool, resources: { disk: 201 GiB }, run: x }\n"))
                .contains("can't run there: Fargate has no more than 200 GiB of disk");
        assertThat(told(fargate, "  a: { image: tool, mounts: { d: { host: /d, at: /mnt/d } }, run: x }\n"))
                .contains("can't mount `/mnt/d`: Fargate has no directories of a machine")
                .contains("mount an EFS file system there, or send the step to a `queue` on EC2");
        assertThat(
                        told(
                                fargate,
                                "  a: { image: tool, resources: { disk: 200 GiB }, mounts: { d: { efs: fs-01234567, at: /mnt/d } }, run: x }\n"))
                .isEmpty();
    }

    @Test
    void aSizeBetweenThoseOfFargateBecomesTheNext() {
        String steps = "  a: { resources: { cpus: 1, memory: 14 GiB }, run: x }\n"
                + "  b: { resources: { cpus: 0.5 }, run: x }\n";

        assertThat(notes(WITH_ROLE.fargate(Set.of("q")), steps))
                .containsExactly("Fargate has no 1 vCPU with 14 GiB, so each task of `a` gets 2 vCPU with 14 GiB");
        assertThat(notes(WITH_ROLE, steps))
                .containsExactly("whole processors are asked for, so parts are rounded up: `b`");
    }
}
