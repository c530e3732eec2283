package dev.cohort.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.Outcome;
import dev.cohort.contract.OutcomeKey;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process still knows of the outcomes that it wrote. */
class LatestOutcomesTest {
    @TempDir
    Path home;

    private final LatestOutcomes latest = new LatestOutcomes();

    private Producers.Made made(String step, int files) {
        try (Workbench bench = new Workbench(home)) {
            Outcome outcome = bench.done(bench.step(step)
                    .directory("out", "dir")
                    .run("mkdir -p dir; for i in $(seq " + files + "); do echo $i > dir/$i; done"));
            OutcomeKey key = OutcomeKey.parse(bench.outcomes(step, "s1").get(0)).orElseThrow();
            return new Producers.Made(key, outcome);
        }
    }

    @Test
    void theLastWordOfATaskCountsUntilItsResultsChange() {
        Producers.Made first = made("first", 1);
        Producers.Made second = made("second", 2);
        latest.add("task", first);
        latest.add("other", first);
        latest.add("task", second);
        assertThat(latest.of("task")).contains(second);
        latest.remove("task");
        assertThat(latest.of("task")).isEmpty();
        assertThat(latest.of("other")).contains(first);
    }

    @Test
    void theOldestAreForgotten() {
        Producers.Made made = made("make", 1);
        IntStream.rangeClosed(0, LatestOutcomes.MOST).forEach(i -> latest.add("task" + i, made));
        assertThat(latest.of("task0")).isEmpty();
        assertThat(latest.of("task1")).isPresent();
        assertThat(latest.of("task" + LatestOutcomes.MOST)).isPresent();
    }

    @Test
    void oneThatListsManyFilesIsNotHeldAndNeitherIsWhatItReplaces() {
        latest.add("task", made("few", LatestOutcomes.MOST_FILES));
        assertThat(latest.of("task")).isPresent();
        latest.add("task", made("many", LatestOutcomes.MOST_FILES + 1));
        assertThat(latest.of("task")).isEmpty();
    }
}
