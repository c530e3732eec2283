package dev.cohort.orchestrator.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cohort.orchestrator.run.Owner;
import dev.cohort.orchestrator.run.Plans;
import dev.cohort.orchestrator.run.RunEvent;
import dev.cohort.store.Location;
import dev.cohort.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine that works, sleeps, and has its clock set. */
class PassingTimeTest {
    private static final Owner OTHER = new Owner("host2", "boot", "pid:[1]", 12, 1, "bob", "1");

    @TempDir
    private Path folder;

    private long nanos = 7;
    private Instant clock = Plans.NOON;
    private final PassingTime time = new PassingTime(() -> nanos, () -> clock);
    private final long start = time.getAsLong();

    private void works(Duration duration) {
        nanos += duration.toNanos();
        clock = clock.plus(duration);
    }

    private void sleeps(Duration duration) {
        clock = clock.plus(duration);
    }

    private Duration passed() {
        return Duration.ofNanos(time.getAsLong() - start);
    }

    @Test
    void goesByAsTheSystemCountsItToTheNanosecond() {
        for (int i = 0; i < 1_000; i++) {
            works(Duration.ofNanos(1_234_567));
            passed();
        }

        assertThat(passed()).isEqualTo(Duration.ofNanos(1_234_567_000));
    }

    @Test
    void goesByWhileTheMachineSleeps() {
        works(Duration.ofSeconds(1));
        sleeps(Duration.ofHours(9));
        works(Duration.ofSeconds(1));

        assertThat(passed()).isEqualTo(Duration.ofHours(9).plusSeconds(2));
    }

    @Test
    void neverGoesBackThoughAClockDoes() {
        works(Duration.ofSeconds(1));
        assertThat(passed()).isEqualTo(Duration.ofSeconds(1));

        clock = clock.minus(Duration.ofDays(1));
        nanos += Duration.ofSeconds(1).toNanos();
        assertThat(passed()).isEqualTo(Duration.ofSeconds(2));

        works(Duration.ofSeconds(1));
        assertThat(passed()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void whoWakesUpHearsFirstThatTheRunIsAnothersByNow() {
        Journal journal = new Journal(Store.open(Location.of(folder)), Plans.RUN);
        RunJournal mine = new RunJournal(journal, Plans.OWNER, time);
        mine.insist(List.of(Plans.started(Plans.of(Plans.CHAIN, "a", "b"), "mixed")));
        new RunJournal(journal, OTHER, () -> 0).insist(List.of(new RunEvent.Attached(OTHER, Plans.NOON)));

        mine.requireOursStill();
        sleeps(Duration.ofHours(1));

        assertThatThrownBy(mine::requireOursStill)
                .isInstanceOf(TakenOverFault.class)
                .hasMessageContaining("was taken over by process 12 of bob on host2");
    }
}
