package dev.cohort.orchestrator.diag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a person sees of a problem: the line, the caret below it, and nothing that a terminal would obey. */
class RenderingTest {

    @Test
    void theCaretStandsBelowThePlace() {
        assertThat(render("one\ntwo three\nfour", 8, 13)).isEqualTo("""
                error: wrong
                  f:2:5
                  2 | two three
                    |     ^^^^^
                """);
    }

    @Test
    void aTabTakesOneColumn() {
        assertThat(render("\t\tx", 2, 3)).isEqualTo("""
                error: wrong
                  f:1:3
                  1 |   x
                    |   ^
                """);
    }

    @Test
    void wideCharactersTakeTwoColumns() {
        assertThat(render("日本🧬e\u0301 x", 7, 8)).contains("    |         ^\n").contains("f:1:7");
    }

    @Test
    void aPlaceMayBeWide() {
        assertThat(render("a日本b", 1, 3)).contains("    |  ^^^^\n");
    }

    @Test
    void aLongLineIsCutAroundThePlace() {
        String rendered = render("a".repeat(500) + "X" + "b".repeat(500), 500, 501);

        String line = rendered.lines().skip(2).findFirst().orElseThrow();
        String caret = rendered.lines().skip(3).findFirst().orElseThrow();
        assertThat(line).startsWith("  1 | …aaa").endsWith("bbb…").hasSizeLessThan(125);
        assertThat(line.charAt(caret.indexOf('^'))).isEqualTo('X');
    }

    @Test
    void cuttingNeverHalvesACharacter() {
        String rendered = render("🧬".repeat(300), 301, 302);

        assertThat(rendered).doesNotContain("\\u{d");
        assertThat(rendered.codePoints().filter(c -> c >= 0xd800 && c <= 0xdfff))
                .isEmpty();
    }

    @Test
    void aPlaceOverSeveralLinesIsMarkedOnItsFirst() {
        assertThat(render("ab\ncd", 1, 5)).contains("1 | ab\n    |  ^\n");
    }

    @Test
    void lineEndsOfAllKindsCount() {
        Source source = new Source("f", "a\r\nb\rc\nd");

        assertThat(source.place(3, 4)).hasToString("f:2:1");
        assertThat(source.place(5, 6)).hasToString("f:3:1");
        assertThat(source.place(7, 8)).hasToString("f:4:1");
        assertThat(new ProblemRenderer(Paint.PLAIN).render(List.of(Problem.error(source.place(0, 1), "x"))))
                .doesNotContain("\r");
    }

    @Test
    void theEndOfAFileIsAPlace() {
        assertThat(render("ab\n", 3, 9)).contains("f:2:1").contains("2 |\n    | ^\n");
        assertThat(render("", 0, 0)).isEqualTo("error: wrong\n  f:1:1\n");
    }

    @Test
    void theTerminalIsNeverSpokenTo() {
        String foreign = "\u001b[31mred\u0007 \u202eback\u2028 \ud800 \u0000 \u009b1m";
        Problem problem = Problem.error(new Source("f\u001b[2J", foreign).place(0, 3), foreign)
                .note(foreign, new Source("g", foreign).place(1, 2))
                .hint(foreign);

        String rendered = new ProblemRenderer(Paint.PLAIN).render(List.of(problem));

        assertThat(rendered.codePoints().filter(c -> c != '\n' && (c < ' ' || (c >= 0x7f && c < 0xa0))))
                .isEmpty();
        assertThat(rendered).contains("\\u{1b}[31mred\\u{7} \\u{202e}back\\u{2028} \\u{d800} \\u{0} \\u{9b}1m");
    }

    @Test
    void noTextAtAllBreaksIt() {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(300), 0, 400).forEach(c -> text.append((char) (c < 20 ? 0xd800 + c * 60 : c)));
            int start = random.nextInt(text.length() + 1);
            String rendered = render(text.toString(), start, start + random.nextInt(50));
            assertThat(rendered).startsWith("error: wrong\n  f:");
        }
    }

    @Test
    void aLongHintIsBrokenBetweenWords() {
        String rendered = new ProblemRenderer(Paint.PLAIN)
                .render(List.of(Problem.error("x").hint("word ".repeat(50).strip())));

        assertThat(rendered.lines()).hasSize(4).allMatch(line -> line.length() <= 120);
        assertThat(rendered.replaceAll("\\s+", " "))
                .contains("hint: " + "word ".repeat(50).strip());
    }

    @Test
    void quotesAreCut() {
        assertThat(Visible.quote("🧬".repeat(5), 3)).isEqualTo("`🧬🧬🧬…`");
        assertThat(Visible.quote("abc", 3)).isEqualTo("`abc`");
    }

    @Test
    void colourIsForTerminals() {
        String rendered = new ProblemRenderer(Paint.COLOUR)
                .render(List.of(Problem.warning(new Source("f", "x").place(0, 1), "odd")));

        assertThat(rendered).contains("\u001b[1;33mwarning:\u001b[0m odd");
    }

    private static String render(String text, int start, int end) {
        return new ProblemRenderer(Paint.PLAIN)
                .render(List.of(Problem.error(new Source("f", text).place(start, end), "wrong")));
    }
}
