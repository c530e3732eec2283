package dev.cohort.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameRulesTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "7", "A.b_c-9", "s1.bam"})
    void goodSamples(String name) {
        assertThat(SampleName.problem(name)).isEmpty();
    }

    @Test
    void lengths() {
        assertThat(SampleName.problem("s".repeat(128))).isEmpty();
        assertThat(SampleName.problem("s".repeat(129)))
                .contains("Sample `" + "s".repeat(40) + "…` is 129 characters long; at most 128 will do");
        assertThat(Identifier.problem("s".repeat(64))).isEmpty();
        assertThat(Identifier.problem("s".repeat(65)))
                .contains("`" + "s".repeat(40) + "…` is 65 characters long; at most 64 will do");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "''     | The name of the sample is empty",
                "..     | Sample `..` must begin with a letter or a digit",
                "_cohort | Sample `_cohort` must begin with a letter or a digit",
                "a b    | Sample `a b` holds a space; only letters, digits, `.`, `_` and `-` may stand in it",
                "a/b    | Sample `a/b` holds `/`; only letters, digits, `.`, `_` and `-` may stand in it",
                "aé     | Sample `aé` holds `é`; only letters, digits, `.`, `_` and `-` may stand in it",
            })
    void badSamples(String name, String message) {
        assertThat(SampleName.problem(name)).contains(message);
    }

    @Test
    void aBadNameCannotHarmATerminal() {
        assertThat(SampleName.problem("a\u001b[2J"))
                .contains("Sample `a?[2J` holds U+001B; only letters, digits, `.`, `_` and `-` may stand in it");
        assertThat(SampleName.problem("a\u202eb")).get().asString().startsWith("Sample `a?b` holds U+202E;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "Z", "a-b_9"})
    void goodIdentifiers(String name) {
        assertThat(Identifier.problem(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''  | A name is empty",
                "1a  | `1a` must begin with a letter (A-Z, a-z)",
                "_a  | `_a` must begin with a letter (A-Z, a-z)",
                "a.b | `a.b` holds `.`; only letters, digits, `_` and `-` may stand in it",
            })
    void badIdentifiers(String name, String message) {
        assertThat(Identifier.problem(name)).contains(message);
    }
}
