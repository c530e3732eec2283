package dev.cohort.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checker of goldens, checked by planted faults. */
class GoldensTest {
    @TempDir
    Path directory;

    @Test
    void aDifferenceOfOneByteFails() throws IOException {
        Files.writeString(directory.resolve("a.json"), "{}\n");

        new Goldens(directory, false).check("a", "{}\n");
        assertThatThrownBy(() -> new Goldens(directory, false).check("a", "{}"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("but this was written");
    }

    @Test
    void aGoldenThatIsNotThereFails() {
        assertThatThrownBy(() -> new Goldens(directory, false).check("a", "{}"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("-Dcohort.goldens.refresh=true writes it");
    }

    @Test
    void refreshingWritesAndStillFails() {
        assertThatThrownBy(() -> new Goldens(directory, true).check("a", "{}\n"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("refreshed");
        assertThat(directory.resolve("a.json")).hasContent("{}\n");
    }

    @Test
    void aFileThatNobodyClaimsIsAnOrphan() throws IOException {
        Files.writeString(directory.resolve("a.json"), "{}\n");
        Files.writeString(directory.resolve("b.json"), "{}\n");

        assertThat(new Goldens(directory, false).orphans(List.of("a"))).containsExactly("b.json");
    }
}
