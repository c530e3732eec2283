package dev.cohort.orchestrator.spec;

import static dev.cohort.orchestrator.spec.Texts.messages;
import static dev.cohort.orchestrator.spec.Texts.template;
import static dev.cohort.orchestrator.spec.Texts.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.diag.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateParserTest {

    @ParameterizedTest
    @ValueSource(strings = {"${{ sample }}", "${{sample}}", "${{   sample\t}}", "a ${{ sample }} b"})
    void readsAnExpression(String text) {
        assertThat(template(text).references()).singleElement().satisfies(reference -> {
            assertThat(reference.root()).isEqualTo(Root.SAMPLE);
            assertThat(reference.place().text()).isEqualTo("sample");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "${{ params.a-b_1 }}, params.a-b_1",
        "${{ steps.index.idx }}, steps.index.idx",
        "${{ resources.memory-mib }}, resources.memory-mib",
        "${{ store }}, store",
        "${{ run.id }}, run.id",
    })
    void keepsItsPath(String text, String path) {
        assertThat(template(text).alone()).get().extracting(Reference::path).isEqualTo(path);
    }

    @Test
    void textAroundItStaysAsItIs() {
        TemplateSpec template = template("$a ${b} $${{ x }} {{ y }} ${{ sample }}} }}");

        assertThat(template.render(Reference::path)).isEqualTo("$a ${b} ${{ x }} {{ y }} sample} }}");
        assertThat(template.alone()).isEmpty();
        assertThat(template.constant()).isEmpty();
    }

    @Test
    void aTextWithoutExpressionsIsConstant() {
        assertThat(template("a $${{ b }}").constant()).contains("a ${{ b }}");
        assertThat(template("").constant()).contains("");
    }

    @Test
    void aStarSplices() {
        assertThat(template("${{ inputs.bams.* }}").alone()).get().satisfies(reference -> {
            assertThat(reference.splice()).isTrue();
            assertThat(reference.path()).isEqualTo("inputs.bams");
            assertThat(reference.quoted()).isEqualTo("`inputs.bams.*`");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "a ${{ params.k + 1 }}     | 1:16 | `+` has no meaning in an expression",
                "${{ params..k }}          | 1:12 | a name is missing here",
                "${{ params. }}            | 1:11 | a name is missing here",
                "${{ 'x' }}                | 1:5  | `'` has no meaning in an expression",
                "${{ params }}             | 1:5  | `params` must be of the form `params.NAME`",
                "${{ param.k }}            | 1:5  | an expression can't start with `param`",
                "🧬 ${{ x }}               | 1:7  | an expression can't start with `x`",
                "${{ }}                    | 1:1  | there is nothing between `${{` and `}}`",
                "${{ sample                | 1:1  | this `${{` is never closed",
                "${{ sample ${{ sample }}  | 1:1  | this `${{` is never closed",
            })
    void pointsAtTheVeryCharacter(String text, String place, String message) {
        Problems problems = new Problems();
        TemplateParser.parse(text(text), problems);

        assertThat(messages(problems)).containsExactly(message);
        assertThat(problems.inOrder().get(0).place()).get().hasToString("test.yaml:" + place);
    }

    /** None of these may take time that grows with the square of the length. */
    @ParameterizedTest
    @ValueSource(strings = {"${{", "${{ x }}", "${{ sample }}", "$${{", "}}", "${{ a b"})
    @Timeout(20)
    void aMillionCharactersAreReadAtOnce(String piece) {
        Problems problems = new Problems();
        TemplateSpec template = TemplateParser.parse(text(piece.repeat(1_000_000 / piece.length())), problems);

        assertThat(template.parts()).isNotEmpty();
        assertThat(problems.inOrder()).hasSizeLessThanOrEqualTo(501);
    }
}
