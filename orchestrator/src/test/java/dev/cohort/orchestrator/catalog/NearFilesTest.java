package dev.cohort.orchestrator.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder with {@code samples.txt}, {@code sampels.yaml} and a folder {@code samples.tsv}. */
class NearFilesTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void files() throws IOException {
        Files.createFile(folder.resolve("samples.txt"));
        Files.createFile(folder.resolve("sampels.yaml"));
        Files.createDirectory(folder.resolve("samples.tsv"));
    }

    private Optional<String> hint(String typed) {
        return NearFiles.hint(typed, folder.resolve(typed));
    }

    @Test
    void theNearestFileIsNamedAsItWouldHaveBeenTyped() {
        assertThat(hint("sampels.txt")).contains("did you mean `samples.txt`?");
        assertThat(hint("samples")).contains("did you mean `samples.txt`?");
        assertThat(hint("./sample.txt")).contains("did you mean `./samples.txt`?");
        assertThat(hint(folder + "/Sample.txt")).contains("did you mean `" + folder + "/samples.txt`?");
    }

    @Test
    void foldersAndFilesOfOtherNamesAreNotMeant() {
        assertThat(hint("samples.tvs")).contains("did you mean `samples.txt`?");
        assertThat(hint("samples.csv")).as("another ending").contains("did you mean `samples.txt`?");
        assertThat(NearFiles.hint("samples.yml", folder.resolve("samples.yml"), name -> name.endsWith(".yaml")))
                .contains("did you mean `sampels.yaml`?");
    }

    @Test
    void nothingIsSaidWhereNothingIsNearOrCanBeListed() {
        assertThat(hint("reads.bam")).isEmpty();
        assertThat(hint("s.txt")).as("an ending alone makes no two names near").isEmpty();
        assertThat(hint("nowhere/samples.txt")).isEmpty();
        assertThat(hint("samples.txt/samples.txt")).isEmpty();
        assertThat(NearFiles.hint("/", Path.of("/"))).isEmpty();
    }

    @Test
    void aFileThatIsThereWasMeant() {
        assertThat(hint("samples.txt")).isEmpty();
        assertThat(hint("samples.tsv")).isEmpty();
    }

    @Test
    void whateverAFileIsCalledCannotDriveTheTerminal() throws IOException {
        Files.createFile(folder.resolve("reads\u001b[2J.bam"));

        assertThat(hint("reads[2J.bam")).contains("did you mean `reads\\u{1b}[2J.bam`?");
    }
}
