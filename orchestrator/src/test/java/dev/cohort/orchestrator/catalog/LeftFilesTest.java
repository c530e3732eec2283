package dev.cohort.orchestrator.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.ListedFile;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Source;
import dev.cohort.orchestrator.plan.Holdings.Amount;
import dev.cohort.orchestrator.spec.OutputSpec;
import dev.cohort.orchestrator.spec.PipelineReader;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LeftFilesTest {
    private static final String PIPELINE = """
            pipeline: p
            steps:
              make:
                outputs:
                  one: one.txt
                  named: "${{ sample }}.txt.gz"
                  parts: parts/
                  logs: "logs/*.log"
                run: make
            """;
    private static final List<ListedFile> LEFT = List.of(
            new ListedFile("logs/a.log", 1, "e"),
            new ListedFile("logs/deep/b.log", 2, "e"),
            new ListedFile("logs/c.log", 4, "e"),
            new ListedFile("one.txt", 8, "e"),
            new ListedFile("parts/a/b.txt", 16, "e"),
            new ListedFile("parts/c.txt", 32, "e"),
            new ListedFile("s1.txt.gz", 64, "e"));

    private final LeftFiles files = new LeftFiles(outputs(), Set.of("one", "named", "parts", "logs"), 2);

    private static Collection<OutputSpec> outputs() {
        return PipelineReader.read(new Source("p.yaml", PIPELINE), Optional.empty(), new Problems())
                .orElseThrow()
                .steps()
                .get("make")
                .outputs()
                .values();
    }

    @Test
    void filesAreOfTheOutputThatNamesThem() {
        files.set(1, LEFT);

        assertThat(files.of(1, "one")).isEqualTo(new Amount(1, 8));
        assertThat(files.of(1, "named")).isEqualTo(new Amount(1, 64));
        assertThat(files.of(1, "parts")).isEqualTo(new Amount(2, 48));
        assertThat(files.of(1, "logs")).isEqualTo(new Amount(2, 5));
        assertThat(files.of(0, "one")).isEqualTo(Amount.NOTHING);
    }

    @Test
    void ofAnOutputThatNobodyReadsNothingIsKept() {
        LeftFiles some = new LeftFiles(outputs(), Set.of("one"), 2);
        some.set(0, LEFT);

        assertThat(some.of(0, "one")).isEqualTo(new Amount(1, 8));
        assertThat(some.of(0, "parts")).isEqualTo(Amount.NOTHING);
    }
}
