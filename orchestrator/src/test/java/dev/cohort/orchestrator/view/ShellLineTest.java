package dev.cohort.orchestrator.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Words for bash, held against the real one. */
class ShellLineTest {
    @Test
    void whatMeansNothingStaysBare() {
        assertThat(ShellLine.words(List.of("kallisto", "-k", "31", "--strand=rf", "a/b-c.txt", "x=y", "")))
                .isEqualTo("kallisto -k 31 --strand=rf a/b-c.txt 'x=y' ''");
    }

    @Test
    void variablesComeFirst() {
        assertThat(ShellLine.line(Map.of("A", "it's"), List.of("true"))).isEqualTo("env 'A=it'\\''s' true");
        assertThat(ShellLine.line(Map.of(), List.of("true"))).isEqualTo("true");
    }

    @Test
    void linesStayLinesAndWhatATerminalObeysIsSpelled() {
        assertThat(ShellLine.quote("a\n\tb")).isEqualTo("'a\n\tb'");
        assertThat(ShellLine.quote("\u001b[2J'\\é\u202e")).isEqualTo("$'\\x1b[2J\\'\\\\é\\xe2\\x80\\xae'");
    }

    @Test
    void bashReadsEachWordAsItWas() throws Exception {
        List<String> words = List.of(
                "a b",
                "it's",
                "$HOME `x` \"q\" \\",
                "-n",
                "~",
                "*",
                "!",
                "#",
                "\u0007\r\n",
                "%s",
                "é漢😀\u202e",
                "=",
                "a=b");

        Process bash = new ProcessBuilder("bash", "-c", "printf '%s\\0' " + ShellLine.words(words)).start();
        String read = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(List.of(read.split("\0"))).isEqualTo(words);
    }
}
