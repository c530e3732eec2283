package dev.cohort.orchestrator.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Source;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;

/** What conditions come to, over a sample whose {@code kind} is {@code a}, whose {@code n} is {@code 08} and whose {@code none} is empty. */
class ConditionTest {
    private static final Map<String, String> VALUES = Map.of(
            "sample",
            "S1",
            "sample.kind",
            "a",
            "sample.n",
            "08",
            "sample.none",
            "",
            "params.yes",
            "true",
            "params.no",
            "false",
            "params.kind",
            "a");

    private static boolean holds(String text) {
        Problems problems = new Problems();
        YamlText scalar = new YamlText(text, ScalarStyle.PLAIN, new Source("p.yaml", text).place(0, text.length()));
        Condition condition =
                ConditionParser.parse(scalar, problems).orElseThrow(() -> new AssertionError(problems.inOrder()));
        return condition.holds(new Condition.Values() {
            @Override
            public String of(Reference reference) {
                return VALUES.getOrDefault(reference.path(), "");
            }

            @Override
            public boolean isNumber(Reference reference) {
                return reference.path().equals("sample.n");
            }
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ${{ sample.kind }} == a | true
            ${{ sample.kind }}==a | true
            ${{sample.kind}} == 'a' | true
            ${{ sample.kind }} == "a" | true
            ${{ sample.kind }} == b | false
            ${{ sample.kind }} != b | true
            ${{ sample.kind }} in [b, a] | true
            ${{ sample.kind }} in [b,c] | false
            ${{ sample.kind }} not in [b, c] | true
            ${{ sample.kind }} == ${{ params.kind }} | true
            ${{ sample.none }} is empty | true
            ${{ sample.kind }} is empty | false
            ${{ sample.kind }} is not empty | true
            ${{ sample.n }} == 8 | true
            ${{ sample.n }} == 8.0 | true
            ${{ sample.n }} == 9 | false
            ${{ sample.n }} == ${{ sample.kind }} | false
            ${{ sample.n }} == ${{ sample.none }} | false
            ${{ sample.kind }} == 08 | false
            ${{ sample }} == S1 | true
            ${{ params.yes }} | true
            not ${{ params.yes }} | false
            not not ${{ params.yes }} | true
            ${{ params.no }} or ${{ params.yes }} and ${{ params.no }} | false
            (${{ params.no }} or ${{ params.yes }}) and ${{ params.no }} | false
            ${{ params.yes }} or ${{ params.yes }} and ${{ params.no }} | true
            (${{ params.yes }} or ${{ params.yes }}) and ${{ params.no }} | false
            not (${{ params.no }} or ${{ params.no }}) | true
            """)
    void comesTo(String condition, boolean expected) {
        assertThat(holds(condition)).isEqualTo(expected);
    }

    @Test
    void aWordOfTheLanguageIsAWordInQuotes() {
        assertThat(holds("${{ sample.kind }} in ['and', \"a\"]")).isTrue();
        assertThat(holds("${{ sample.kind }} == 'not'")).isFalse();
    }

    @Test
    void anExpressionInQuotesIsToldAndNotTakenForAText() {
        for (String text : new String[] {
            "${{ sample.kind }} == '${{ params.kind }}'",
            "${{ sample.kind }} == \"${{ params.kind }}\" and ${{ params.yes }}"
        }) {
            Problems problems = new Problems();
            YamlText scalar = new YamlText(text, ScalarStyle.PLAIN, new Source("p.yaml", text).place(0, text.length()));

            assertThat(ConditionParser.parse(scalar, problems)).isEmpty();
            assertThat(problems.inOrder())
                    .hasToString("[error: in quotes `${{` is a mere text, and no expression (p.yaml:1:23)]");
        }
    }

    @Test
    void aVeryDeepOneIsRefusedForItsLength() {
        Problems problems = new Problems();
        String deep = "(".repeat(100_000);
        YamlText scalar = new YamlText(deep, ScalarStyle.PLAIN, new Source("p.yaml", deep).place(0, 10));

        assertThat(ConditionParser.parse(scalar, problems)).isEmpty();
        assertThat(problems.inOrder()).hasToString("[error: a condition has at most 1000 characters (p.yaml:1:1)]");
    }
}
