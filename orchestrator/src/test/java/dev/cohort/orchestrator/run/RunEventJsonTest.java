package dev.cohort.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.FailureKind;
import dev.cohort.contract.Json;
import org.junit.jupiter.api.Test;

/** What one version writes into a journal, and another reads. */
class RunEventJsonTest {
    @Test
    void anEventOfANewerVersionIsPassedOver() {
        assertThat(RunEventJson.read(Json.parse("{\"event\": \"dreamt of\", \"step\": \"s\"}")))
                .isEmpty();
    }

    @Test
    void aTaskThatIsTriedAgainStandsThereInFull() {
        RunEvent known = new RunEvent.TaskRetried(new RetriedTask("s", "a", 1, 3, FailureKind.TOOL, "exit code 7"));
        RunEvent unknown = new RunEvent.TaskRetried(new RetriedTask("s", null, 2, 5, null, "AWS Batch: gone"));

        assertThat(RunEventJson.write(known).compact())
                .isEqualTo("{\"event\":\"task retried\",\"step\":\"s\",\"sample\":\"a\",\"attempt\":1,\"attempts\":3,"
                        + "\"kind\":\"tool\",\"message\":\"exit code 7\"}");
        assertThat(RunEventJson.read(RunEventJson.write(known))).contains(known);
        assertThat(RunEventJson.read(RunEventJson.write(unknown))).contains(unknown);
    }

    @Test
    void countsSayNothingOfRetriesWhereThereAreNone() {
        RunEvent none = new RunEvent.Progressed("j", TaskCounts.pending(2));
        RunEvent some = new RunEvent.Progressed("j", TaskCounts.pending(2).retried(1));

        assertThat(RunEventJson.write(none).compact()).doesNotContain("retries");
        assertThat(RunEventJson.read(RunEventJson.write(none))).contains(none);
        assertThat(RunEventJson.read(RunEventJson.write(some))).contains(some);
    }
}
