package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.goldens.KeptFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaCommandTest {

    /** The one that the shipped pipelines name in their first line. */
    @Test
    void printsWhatIsKeptForEditors(@TempDir Path anywhere) {
        Terminal terminal = new Terminal(anywhere);

        assertThat(terminal.run("schema")).isZero();
        KeptFile.at("docs/pipeline.schema.json").holds(terminal.out());
    }

    @Test
    void helpSaysHowAnEditorFindsIt(@TempDir Path anywhere) {
        Terminal terminal = new Terminal(anywhere);

        assertThat(terminal.run("schema", "--help")).isZero();
        assertThat(terminal.out()).contains("# yaml-language-server: $schema=pipeline.schema.json");
    }
}
