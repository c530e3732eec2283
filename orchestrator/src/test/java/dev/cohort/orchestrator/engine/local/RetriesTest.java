package dev.cohort.orchestrator.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.batch.Ended;
import dev.cohort.batch.JobSpec;
import dev.cohort.batch.Layout;
import dev.cohort.batch.LocalBatch;
import dev.cohort.batch.Resources;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By the scheduler itself: each attempt ends at once with the same exit code. */
class RetriesTest {
    @ParameterizedTest
    @CsvSource({"75, 3", "1, 1", "76, 1", "2, 1", "7, 1", "0, 1"})
    void triesAgainOnlyWhatMayPass(int exitCode, int attempts) {
        assertThat(attempts(Ended.exited(exitCode))).isEqualTo(attempts);
    }

    @Test
    void whatCouldNotTellItsOutcomeIsNotTriedAgain() {
        assertThat(attempts(new Ended(null, null, "its outcome could not be kept")))
                .isEqualTo(1);
        assertThat(attempts(Ended.notStarted("no threads"))).isEqualTo(1);
    }

    private static int attempts(Ended ended) {
        AtomicInteger attempts = new AtomicInteger();
        try (LocalBatch batch = new LocalBatch(
                Layout.machine(new Resources(1, 1)),
                (run, onEnd) -> {
                    attempts.incrementAndGet();
                    onEnd.accept(ended);
                    return reason -> {};
                },
                Runnable::run)) {
            String id = batch.submit(JobSpec.named("job")
                    .resources(new Resources(1, 1))
                    .retry(Retries.of(3))
                    .build());
            assertThat(batch.describe(List.of(id)).get(0).status().isEnded()).isTrue();
        }
        return attempts.get();
    }
}
