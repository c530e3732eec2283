package dev.cohort.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tool is found where a shell would find it, under any of its names. */
class ToolTest {
    @TempDir
    Path first;

    @TempDir
    Path second;

    private String path;

    @BeforeEach
    void lookFirstThenSecond() {
        path = first + "::" + second;
    }

    @Test
    void theFirstDirectoryOfThePathWins() throws IOException {
        program(second, "kallisto");
        assertThat(Tool.named("kallisto").find(path)).hasValue(second.resolve("kallisto"));
        program(first, "kallisto");
        assertThat(Tool.named("kallisto").find(path)).hasValue(first.resolve("kallisto"));
    }

    @Test
    void theLikeliestNameWinsWhereverItLies() throws IOException {
        program(first, "picard");
        program(second, "PicardCommandLine");
        assertThat(Tool.named("PicardCommandLine", "picard").find(path)).hasValue(second.resolve("PicardCommandLine"));
        assertThat(Tool.named("nowhere", "picard").find(path)).hasValue(first.resolve("picard"));
    }

    @Test
    void whatCannotRunIsPassedOver() throws IOException {
        Files.writeString(first.resolve("pizzly"), "no program");
        Files.createDirectory(second.resolve("pizzly"));
        assertThat(Tool.named("pizzly").find(path)).isEmpty();
    }

    @Test
    void aNameWithASlashIsThatFile() throws IOException {
        Path own = program(first, "own");
        assertThat(Tool.named(own.toString()).find("")).hasValue(own);
        assertThat(Tool.named(second + "/own").find(path)).isEmpty();
    }

    @Test
    void aToolHasAName() {
        assertThatIllegalArgumentException().isThrownBy(Tool::named);
        assertThatIllegalArgumentException().isThrownBy(() -> Tool.named(""));
        assertThat(Tool.named("a", "b").name()).isEqualTo("a");
    }

    private static Path program(Path directory, String name) throws IOException {
        Path file = Files.writeString(directory.resolve(name), "#!/bin/sh\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
