package dev.cohort.orchestrator.spec;

import static dev.cohort.orchestrator.spec.Texts.messages;
import static dev.cohort.orchestrator.spec.Texts.script;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.diag.Problems;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which quotes a value gets, and where no quotes would help. */
class ShellReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "echo ${{ sample }}                 | echo \"${COHORT_SAMPLE}\"",
                "echo \"${{ sample }}\"             | echo \"${COHORT_SAMPLE}\"",
                "echo pre${{ sample }}post          | echo pre\"${COHORT_SAMPLE}\"post",
                "echo \"$(cat ${{ sample }})\"      | echo \"$(cat \"${COHORT_SAMPLE}\")\"",
                "echo \"`cat ${{ sample }}`\"       | echo \"`cat \"${COHORT_SAMPLE}\"`\"",
                "echo ${x:-${{ sample }}}           | echo ${x:-\"${COHORT_SAMPLE}\"}",
                "echo \"${x:-${{ sample }}}\"       | echo \"${x:-${COHORT_SAMPLE}}\"",
                "echo \"${x%${{ sample }}}\"        | echo \"${x%\"${COHORT_SAMPLE}\"}\"",
                "echo $(( ${{ params.n }} + 1 ))    | echo $(( ${COHORT_PARAMS_N} + 1 ))",
                "echo \"it's\" ${{ sample }}        | echo \"it's\" \"${COHORT_SAMPLE}\"",
                "echo 'a' ${{ sample }} # it's      | echo 'a' \"${COHORT_SAMPLE}\" # it's",
                "echo \\' ${{ sample }}             | echo \\' \"${COHORT_SAMPLE}\"",
                "echo $'\\'' ${{ sample }}          | echo $'\\'' \"${COHORT_SAMPLE}\"",
                "echo a#b ${{ sample }}             | echo a#b \"${COHORT_SAMPLE}\"",
                "x=$(case a in a) echo ')';; esac) ${{ sample }} | x=$(case a in a) echo ')';; esac) \"${COHORT_SAMPLE}\"",
                "cat <<< ${{ sample }}              | cat <<< \"${COHORT_SAMPLE}\"",
                "echo $${{ sample }}                | echo ${{ sample }}",
            })
    void quotesAsThePlaceAsks(String written, String read) {
        assertThat(script(written).script()).isEqualTo(read);
    }

    @Test
    void aHereDocumentIsLikeDoubleQuotes() {
        assertThat(script("cat <<A <<-'B'\n\"${{ sample }}\"\nA\n\t'$x\n\tB\necho ${{ sample }}")
                        .script())
                .isEqualTo("cat <<A <<-'B'\n\"${COHORT_SAMPLE}\"\nA\n\t'$x\n\tB\necho \"${COHORT_SAMPLE}\"");
    }

    @Test
    void eachNameHasAVariableOfItsOwn() {
        ShellText script = script("echo ${{ params.a-b }} ${{ params.a_b }} ${{ params.a-b }} ${{ params.A_B }}");

        assertThat(script.variables())
                .hasSize(3)
                .containsOnlyKeys("COHORT_PARAMS_A_B", "COHORT_PARAMS_A_B_2", "COHORT_PARAMS_A_B_3");
        assertThat(script.references()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo $(( ${{ sample }} ))",
                "(( x = ${{ sample }} ))",
                "for (( i = 0; i < ${{ sample }}; i++ )); do :; done",
                "f() { (( ${{ sample }} )); }",
                "if (( ${{ sample }} )); then :; fi",
                "echo $[ ${{ sample }} ]",
                "let x=${{ sample }}",
                "let \"x = ${{ sample }}\"",
                "[[ a && ${{ sample }} -eq 1 ]]",
                "[[ 1 -lt\n${{ sample }} ]] > log",
                "[[ -v ${{ sample }} ]]",
                "test -v ${{ sample }}",
                "declare -i x=${{ sample }}",
                "unset ${{ sample }}",
                "x[${{ sample }}]=1",
                "echo ${x[${{ sample }}]}",
                "echo \"${x:${{ sample }}}\"",
                "echo \"${x[@]:1:${{ sample }}}\"",
                "echo \"${@:${{ sample }}}\"",
            })
    void aValueThatBashReckonsWithMustBeANumber(String script) {
        assertThat(script(script).arithmetic()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[ ${{ sample }} == a ]]",
                "[ ${{ sample }} -eq 1 ]",
                "[[ 1 -eq 1 ]] && echo ${{ sample }}",
                "declare x=${{ sample }}",
                "echo let ${{ sample }}",
                "ls a[${{ sample }}]",
                "echo \"${x:-${{ sample }}}\"",
                "echo \"${x[@]/${{ sample }}/}\"",
                "echo $(( 1 )) ${{ sample }}",
                "read -p ${{ sample }} x",
                "read -r x < ${{ sample }}",
                "IFS=, read -r x y <<< ${{ sample }}",
                "let x=1 2> ${{ sample }}",
            })
    void elsewhereAnyTextWillDo(String script) {
        assertThat(script(script).arithmetic()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eval ${{ sample }}",
                "eval \"echo ${{ sample }}\"",
                "x=1 eval ${{ sample }}",
                "true && builtin eval ${{ sample }}",
                "bash -c \"echo ${{ sample }}\"",
                "sudo /bin/sh -ec ${{ sample }}",
                "trap \"rm ${{ sample }}\" EXIT",
                "bash -s <<E\necho ${{ sample }}\nE",
                "bash <<< \"echo ${{ sample }}\"",
                "sudo sh -s 0<<< ${{ sample }}",
            })
    void aValueMayNotBecomeAScript(String script) {
        assertThat(told(script)).containsExactly("`sample` stands in a text that is itself read as a script");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bash -c 'echo \"$1\"' _ ${{ sample }}",
                "bash x.sh ${{ sample }}",
                "bash x.sh <<E\n${{ sample }}\nE",
                "grep -c ${{ sample }} x",
                "echo eval ${{ sample }}",
                "eval x; echo ${{ sample }}",
            })
    void asAnArgumentOfAScriptItMay(String script) {
        assertThat(told(script)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "echo '${{ sample }}'        | inside single quotes",
                "echo $'${{ sample }}'       | inside single quotes",
                "echo \"${x%'${{ sample }}'}\" | inside single quotes",
                "echo \\${{ sample }}        | after a backslash",
                "echo \"\\${{ sample }}\"    | after a backslash",
                "cat <<${{ sample }}         | in the delimiter of a here-document",
            })
    void tellsWhereNothingIsExpanded(String script, String where) {
        assertThat(told(script)).singleElement().asString().contains("`sample` stands " + where);
    }

    private static List<String> told(String script) {
        Problems problems = new Problems();
        ShellReader.read(Texts.template(script), problems);
        return messages(problems);
    }
}
