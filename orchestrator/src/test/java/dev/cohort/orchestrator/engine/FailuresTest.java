package dev.cohort.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.FailureKind;
import dev.cohort.contract.Outcome;
import dev.cohort.contract.OutcomeKey;
import dev.cohort.contract.Phases;
import dev.cohort.contract.StoreLayout;
import dev.cohort.orchestrator.engine.Compute.TaskEnd;
import dev.cohort.orchestrator.plan.Holdings;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.run.FailedTask;
import dev.cohort.orchestrator.run.Plans;
import dev.cohort.store.Content;
import dev.cohort.store.Key;
import dev.cohort.store.Location;
import dev.cohort.store.Store;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has the word on why a task failed: what the compute knows of its end, then what the task itself left. */
class FailuresTest {
    @TempDir
    private Path folder;

    private RunPlan plan = Plans.of(Plans.CHAIN, "s0");

    @BeforeEach
    void planned() {
        plan = Plans.of(Plans.CHAIN, folder.toString(), Holdings.none(), "s0", "s1");
    }

    private Store store() {
        return Store.open(Location.of(folder));
    }

    private FailedTask explained(@Nullable FailureKind kind) {
        TaskEnd end = new TaskEnd(1, TaskEnd.How.FAILED, "what the compute says", kind);
        return new Failures(store(), plan).explain(plan.jobs().get(0), "id", end);
    }

    private void left(FailureKind kind, String message) {
        String digits = OutcomeKey.NONE;
        Outcome outcome = new Outcome(
                Plans.RUN.text(),
                "first",
                "s1",
                1,
                null,
                null,
                Outcome.Status.FAILED,
                kind,
                null,
                null,
                message,
                digits.repeat(4),
                null,
                List.of(),
                Phases.NONE,
                null,
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                Map.of(),
                "last words");
        OutcomeKey key = new OutcomeKey(OutcomeKey.Status.FAILED, digits, digits, digits, digits);
        store().put(
                        Key.of(new StoreLayout("p").outcome("first", "s1", key)),
                        Content.utf8(outcome.toJson().compact()));
    }

    @Test
    void aTaskThatLeftNothingIsToldInTheWordsOfTheCompute() {
        assertThat(explained(FailureKind.IMAGE_PULL))
                .isEqualTo(new FailedTask(
                        "first", "s1", FailureKind.IMAGE_PULL, "what the compute says", null, List.of()));
        assertThat(explained(null).kind()).isEqualTo(FailureKind.PLATFORM);
    }

    @Test
    void theComputeMayHaveTheEndOfItsLog() {
        Failures failures =
                new Failures(store(), plan, (job, array, index) -> List.of(job + " " + array + " " + index));
        TaskEnd end = new TaskEnd(1, TaskEnd.How.FAILED, "it went");

        assertThat(failures.explain(plan.jobs().get(0), "id", end).tail()).containsExactly("id true 1");
    }

    @Test
    void aTaskThatCameToItsOwnEndTellsIt() {
        left(FailureKind.TOOL, "the tool failed");

        FailedTask told = explained(null);

        assertThat(told.kind()).isEqualTo(FailureKind.TOOL);
        assertThat(told.message()).isEqualTo("the tool failed");
        assertThat(told.tail()).containsExactly("last words");
    }

    @Test
    void aTaskThatWasToldToEndDoesNotKnowWhyAndTheComputeDoes() {
        left(FailureKind.TERMINATED, "told to end");

        FailedTask told = explained(FailureKind.SPOT_RECLAIMED);

        assertThat(told.kind()).isEqualTo(FailureKind.SPOT_RECLAIMED);
        assertThat(told.message()).isEqualTo("what the compute says");
        assertThat(told.tail()).containsExactly("last words");
    }

    @Test
    void whereBothSayTheSameTheTaskKnowsMore() {
        left(FailureKind.OUT_OF_MEMORY, "the step wanted more than 2 GiB");

        assertThat(explained(FailureKind.OUT_OF_MEMORY).message()).isEqualTo("the step wanted more than 2 GiB");
    }
}
