package dev.cohort.orchestrator.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.batch.Ended;
import dev.cohort.batch.JobSpec;
import dev.cohort.batch.Layout;
import dev.cohort.batch.LocalBatch;
import dev.cohort.batch.Resources;
import dev.cohort.orchestrator.spec.Retry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By the scheduler itself: each attempt ends at once with the same exit code. */
class RetriesTest {
    @ParameterizedTest
    @CsvSource({"75, 3", "1, 1", "76, 1", "2, 1", "7, 1", "0, 1"})
    void triesAgainOnlyWhatMayPass(int exitCode, int attempts) {
        assertThat(memories(Ended.exited(exitCode), 1)).hasSize(attempts);
    }

    @Test
    void whoeverRanOutOfMemoryIsTriedAgainWithMoreIfThatIsAskedFor() {
        Ended outOfMemory = new Ended(76, "OutOfMemoryError: Container killed due to memory usage");

        assertThat(memories(outOfMemory, 1)).containsExactly(100L);
        assertThat(memories(outOfMemory, 1.5)).containsExactly(100L, 150L, 225L);
        assertThat(memories(outOfMemory, 5)).as("no more than there is").containsExactly(100L, 500L, 800L);
    }

    @Test
    void whatCouldNotTellItsOutcomeIsNotTriedAgain() {
        assertThat(memories(new Ended(null, null, "its outcome could not be kept"), 2))
                .hasSize(1);
        assertThat(memories(Ended.notStarted("no threads"), 2)).hasSize(1);
    }

    /** What each attempt had. */
    private static List<Long> memories(Ended ended, double factor) {
        List<Long> memories = new ArrayList<>();
        try (LocalBatch batch = new LocalBatch(
                Layout.machine(new Resources(1, 800)),
                (run, onEnd) -> {
                    memories.add(run.resources().memoryMiB());
                    onEnd.accept(ended);
                    return reason -> {};
                },
                Runnable::run)) {
            String id = batch.submit(JobSpec.named("job")
                    .resources(new Resources(1, 100))
                    .retry(Retries.of(new Retry(3, factor, Set.of())))
                    .build());
            assertThat(batch.describe(List.of(id)).get(0).status().isEnded()).isTrue();
        }
        return memories;
    }
}
