package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.goldens.KeptFile;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pictures of shipped pipelines that the pages show. */
class PicturesTest {

    @ParameterizedTest
    @ValueSource(strings = {"fusion"})
    void areAsTheyWouldBeDrawnNow(String pipeline, @TempDir Path anywhere) {
        Terminal terminal = new Terminal(anywhere);

        assertThat(terminal.run("graph", pipeline, "--format", "svg")).isZero();
        KeptFile.at("docs/images/" + pipeline + ".svg").holds(terminal.out());
    }
}
