package dev.cohort.orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.RunId;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What AWS Batch is asked for the job that looks after a run. */
class ConductorTest {
    private static final String PIPELINE =
            "pipeline: p\nsteps: { a: { image: tool, outputs: { o: o }, command: [touch, o] } }\n";

    private static final Account FULL = new Account(
            "mixed",
            "eu-central-1",
            "arn:job",
            "arn:execution",
            "registry",
            "/lab/cohort",
            "lab",
            50,
            Map.of("owner", "me"),
            false,
            Set.of(),
            true);

    private static Conductor conductor(Account account) {
        return new Conductor(PlanScene.of(PIPELINE).account(account).plan(), "registry/cohort/base");
    }

    @Test
    void itIsSmallAndIsTriedAgainWhereItsMachineGoes() {
        Conductor conductor = conductor(Account.of("mixed"));

        assertThat(conductor.registration().compact())
                .isEqualTo("{\"jobDefinitionName\":\"" + conductor.definitionName() + "\",\"type\":\"container\","
                        + "\"containerProperties\":{\"image\":\"registry/cohort/base\",\"command\":[\"/opt/cohort/bin/cohort\"],"
                        + "\"resourceRequirements\":[{\"type\":\"VCPU\",\"value\":\"1\"},{\"type\":\"MEMORY\",\"value\":\"1024\"}]},"
                        + "\"retryStrategy\":{\"attempts\":10,\"evaluateOnExit\":["
                        + "{\"onStatusReason\":\"Host EC2*\",\"action\":\"RETRY\"},"
                        + "{\"onReason\":\"CannotPullContainerError*\",\"action\":\"RETRY\"},"
                        + "{\"onReason\":\"DockerTimeoutError*\",\"action\":\"RETRY\"},"
                        + "{\"onExitCode\":\"5\",\"action\":\"RETRY\"},"
                        + "{\"onReason\":\"*\",\"action\":\"EXIT\"}]},\"propagateTags\":true}");
    }

    @Test
    void itAttachesToItsRunByTheStoreAlone() {
        RunPlan plan = PlanScene.of(PIPELINE).account(Account.of("mixed")).plan();
        RunId run = plan.settings().run();
        Conductor conductor = new Conductor(plan, "i");

        assertThat(conductor.name()).isEqualTo(run + "-conductor");
        assertThat(conductor.submission("d:1").compact())
                .startsWith("{\"jobName\":\"" + run + "-conductor\",\"jobQueue\":\"mixed\",\"jobDefinition\":\"d:1\","
                        + "\"containerOverrides\":{\"command\":[\"/opt/cohort/bin/cohort\",\"attach\",\"" + run
                        + "\",\"--store\",\"" + plan.settings().store() + "\"]},\"tags\":{\"cohort:run\":");
    }

    @Test
    void itHasTheAccountsRolesLogsSharesAndTags() {
        assertThat(conductor(FULL).registration().compact())
                .contains("\"jobRoleArn\":\"arn:job\",\"executionRoleArn\":\"arn:execution\"")
                .contains("\"awslogs-group\":\"/lab/cohort\"", "\"awslogs-stream-prefix\":\"conductor\"");
        assertThat(conductor(FULL).submission("d").compact())
                .contains("\"shareIdentifier\":\"lab\",\"schedulingPriorityOverride\":9999", "\"owner\":\"me\"");
    }

    @Test
    void onFargateItHasASizeOfFargate() {
        assertThat(conductor(FULL.fargate(Set.of("mixed"))).registration().compact())
                .contains("\"platformCapabilities\":[\"FARGATE\"]", "\"assignPublicIp\":\"DISABLED\"")
                .contains("{\"type\":\"MEMORY\",\"value\":\"2048\"}");
    }
}
