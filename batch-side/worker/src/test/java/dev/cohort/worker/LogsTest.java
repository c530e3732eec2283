package dev.cohort.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a log stands in an outcome, and what is stored of one beyond measure. */
class LogsTest {
    @TempDir
    Path home;

    private String tail(String log) throws IOException {
        return LogTail.of(Files.writeString(home.resolve("log"), log));
    }

    @Test
    void theLastLines() throws IOException {
        String lines = IntStream.range(0, 100).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));
        assertThat(tail(lines + "\n").lines()).hasSize(25).endsWith("line 99").startsWith("line 75");
        assertThat(tail("one")).isEqualTo("one");
        assertThat(tail("")).isEmpty();
        assertThat(LogTail.of(home.resolve("none"))).isEmpty();
    }

    @Test
    void noMoreThanFourThousandCharacters() throws IOException {
        assertThat(tail("x".repeat(100_000) + "end")).hasSize(4000).endsWith("xend");
        assertThat(tail("\ud83e\uddec".repeat(3000) + "x")).doesNotStartWith("\uddec");
    }

    @Test
    void nothingThatPlaysWithATerminal() throws IOException {
        assertThat(tail("\u001b[31mred\u001b[0m \u0007bell\u001b]0;title\u0007"))
                .isEqualTo("red ?bell?]0;title?");
        assertThat(tail("a\tb")).isEqualTo("a\tb");
    }

    @Test
    void ofAProgressBarTheLastState() throws IOException {
        assertThat(tail("10 %\r50 %\r100 %\ndone\r\n")).isEqualTo("100 %\ndone");
    }

    @Test
    void bytesThatAreNoText() throws IOException {
        Files.write(home.resolve("log"), new byte[] {(byte) 0xff, 'a', 0, '\n'});
        assertThat(LogTail.of(home.resolve("log"))).isEqualTo("\ufffda?");
    }

    @Test
    void ofAHugeLogHeadAndTail() throws IOException {
        Path log = Files.writeString(home.resolve("log"), "a".repeat(600) + "b".repeat(600));
        new StoredLog(1000).shorten(log);
        assertThat(log).hasContent("a".repeat(500) + "\n[… 200 bytes of this log were left out …]\n" + "b".repeat(500));
        Path small = Files.writeString(home.resolve("small"), "a".repeat(1000));
        new StoredLog(1000).shorten(small);
        assertThat(small).hasContent("a".repeat(1000));
    }
}
