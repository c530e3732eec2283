package dev.cohort.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records check and copy what they get. */
class RecordsTest {
    @Test
    void keepTheirOrderAndNoDoorToTheirMaps() {
        Map<String, Template> variables = new LinkedHashMap<>();
        List.of("Z", "A", "M").forEach(name -> variables.put(name, Template.text(name)));
        Body.Run run = new Body.Run("true", variables);
        variables.clear();

        assertThat(run.variables().keySet()).containsExactly("Z", "A", "M");
        assertThatThrownBy(() -> run.variables().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1A", "A-B", "A=B", "A;rm"})
    void variablesHaveNamesThatBashKnows(String name) {
        assertThatThrownBy(() -> new Body.Run("true", Map.of(name, Template.text(""))))
                .hasMessage("`" + name + "` is not the name of a bash variable");
    }

    @Test
    void aCommandHasAProgram() {
        assertThatThrownBy(() -> new Body.Command(List.of())).hasMessage("a command needs a program to start");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void cpusAreAboveNothing(double cpus) {
        assertThatThrownBy(() -> new Limits(cpus, null, null, null)).hasMessageEndingWith("it must be above 0");
    }

    @Test
    void gpusAreNotFewerThanNone() {
        assertThatThrownBy(() -> new Limits(1, null, null, null, -1))
                .hasMessage("`gpus` is -1; it must not be below 0");
    }

    @Test
    void aMountIsOfOneThing() {
        String told = "a mount is either of `host` or of `efs`";
        assertThatThrownBy(() -> new Mount(null, null, "/at", true)).hasMessage(told);
        assertThatThrownBy(() -> new Mount("/data", "fs-1", "/at", true)).hasMessage(told);
    }

    @Test
    void anAttemptMayBeGivenMore() {
        Job job = Specimens.command();
        Limits more = job.limits().memory(28_672);

        Job given = job.with(more, Map.of("CUDA_VISIBLE_DEVICES", Template.text("1")));

        assertThat(given.limits().memoryMiB()).isEqualTo(28_672);
        assertThat(given.env()).containsOnlyKeys("CUDA_VISIBLE_DEVICES");
        assertThat(given.with(job.limits(), job.env())).isEqualTo(job);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF"})
    void aPayloadIsKnownByItsWholeDigest(String sha256) {
        assertThatThrownBy(() -> new Payload("steps.jar", sha256))
                .hasMessageStartingWith("a payload's sha256 must be 64 hex digits");
    }

    @Test
    void aJobPerSampleNeedsItsLanes() {
        String json = Specimens.command().toJson().compact().replace("\"lanes\":", "\"other\":");

        assertThatThrownBy(() -> Job.fromJson(Json.parse(json)))
                .hasMessage("job: a job that runs per sample needs `lanes`");
    }
}
