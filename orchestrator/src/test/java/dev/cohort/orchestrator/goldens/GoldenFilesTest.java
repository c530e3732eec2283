package dev.cohort.orchestrator.goldens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checker is checked: each way in which a golden can be wrong makes it fail. */
class GoldenFilesTest {
    @TempDir
    Path directory;

    @Test
    void passesWhereAllIsAsExpected() throws IOException {
        file("a.txt", "x");
        file("a.expected", "X");

        run(goldens(false));
    }

    @Test
    void tellsWhatCameOutInstead() throws IOException {
        file("a.txt", "x");
        file("a.expected", "Y");

        assertThatThrownBy(() -> run(goldens(false)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("a.expected", "Y", "X", "-Dcohort.goldens.refresh=true");
    }

    @Test
    void tellsHowToWriteAMissingExpectedFile() throws IOException {
        file("a.txt", "x");

        assertThatThrownBy(() -> run(goldens(false)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("there is no", "a.expected", "-Dcohort.goldens.refresh=true");
    }

    @Test
    void failsOnAnOrphan() throws IOException {
        file("a.txt", "x");
        file("a.expected", "X");
        file("b.expected", "X");

        assertThatThrownBy(() -> run(goldens(false)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("without their input", "b.expected");
    }

    @Test
    void failsOnTwoInputsOfOneName() throws IOException {
        file("a.txt", "x");
        file("a.csv", "x");
        file("a.expected", "X");

        assertThatThrownBy(() -> run(goldens(false)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("share an expected file: [a]");
    }

    @Test
    void failsOnAnEmptyDirectory() {
        assertThatThrownBy(() -> run(goldens(false)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("there is no input");
    }

    @Test
    void leavesOtherFilesAloneWhereInputsAreNamed() throws IOException {
        file("a.txt", "x");
        file("a.csv", "used by a.txt");
        file("a.out", "X");

        run(goldens(false).reading(".txt").expecting(".out"));
    }

    @Test
    void refreshingRewritesAndStillFails() throws IOException {
        file("a.txt", "x");
        file("a.expected", "Y");

        assertThatThrownBy(() -> run(goldens(true)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("refreshed");
        assertThat(directory.resolve("a.expected")).hasContent("X");
        assertThatThrownBy(() -> run(goldens(true))).isInstanceOf(AssertionError.class);
        run(goldens(false));
    }

    private GoldenFiles goldens(boolean refresh) {
        return new GoldenFiles(directory, ".expected", List.of(), refresh);
    }

    /** As JUnit would, up to the first that fails. */
    private static void run(GoldenFiles goldens) {
        for (DynamicTest test :
                goldens.tests(input -> Files.readString(input).toUpperCase()).toList()) {
            try {
                test.getExecutable().execute();
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new AssertionError(e);
            }
        }
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }
}
