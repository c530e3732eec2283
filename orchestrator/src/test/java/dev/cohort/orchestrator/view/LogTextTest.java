package dev.cohort.orchestrator.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a tool printed, as it comes in pieces, and what a terminal gets to see of it. */
class LogTextTest {
    private static String shown(boolean colours, String... pieces) {
        LogText text = new LogText(colours);
        StringBuilder shown = new StringBuilder();
        for (String piece : pieces) {
            shown.append(text.next(piece));
        }
        return shown.append(text.end()).toString();
    }

    private static String shown(String... pieces) {
        return shown(true, pieces);
    }

    @Test
    void plainTextStaysAsItIs() {
        assertThat(shown("one\ttwo\n", "\nthrée 漢字 😀\n")).isEqualTo("one\ttwo\n\nthrée 漢字 😀\n");
        assertThat(shown("")).isEmpty();
    }

    @Test
    void anOpenLineIsEnded() {
        assertThat(shown("no end")).isEqualTo("no end\n");
    }

    @Test
    void coloursStayAndAreEnded() {
        assertThat(shown("\u001b[1;31mred\n")).isEqualTo("\u001b[1;31mred\n\u001b[0m");
        assertThat(shown("\u001b[", "31", "mred\u001b[m\n")).isEqualTo("\u001b[31mred\u001b[m\n\u001b[0m");
    }

    @Test
    void whereNoneAreWantedColoursGo() {
        assertThat(shown(false, "\u001b[31mred\u001b[0m\n")).isEqualTo("red\n");
    }

    @Test
    void whatMovesTheCursorOrSetsATitleIsShown() {
        assertThat(shown("\u001b[2J\u001b[1A")).isEqualTo("\\u{1b}[2J\\u{1b}[1A\n");
        assertThat(shown("\u001b]0;title\u0007x")).isEqualTo("\\u{1b}]0;title\\u{7}x\n");
        assertThat(shown("\u001b", "[3", "8;5\nnext")).isEqualTo("\\u{1b}[38;5\nnext\n");
        assertThat(shown("\u001b\u001b[32mgreen")).startsWith("\\u{1b}\u001b[32mgreen");
        assertThat(shown("ends in \u001b")).isEqualTo("ends in \\u{1b}\n");
    }

    @Test
    void aColourWithoutEndIsNoColour() {
        assertThat(shown("\u001b[" + "1;".repeat(40) + "m"))
                .startsWith("\\u{1b}[1;1;")
                .doesNotContain("\u001b");
    }

    @Test
    void directionsAndHiddenCharactersAreShown() {
        assertThat(shown("a\u202eb\u0000c\u009bd")).isEqualTo("a\\u{202e}b\\u{0}c\\u{9b}d\n");
    }

    @Test
    void aLineThatIsWrittenOverIsFollowedByTheNext() {
        assertThat(shown("10 %\r20 %\r", "\ndone\r\n")).isEqualTo("10 %\n20 %\ndone\n");
        assertThat(shown("a\r\n\r\nb")).isEqualTo("a\n\nb\n");
        assertThat(shown("hidden\rseen")).isEqualTo("hidden\nseen\n");
    }
}
