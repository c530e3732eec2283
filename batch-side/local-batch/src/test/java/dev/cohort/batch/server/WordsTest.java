package dev.cohort.batch.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void blanksPartWordsAndQuotesKeepThem() {
        assertThat(Words.of("  java -jar 'my worker.jar' \"a b\"c  '' "))
                .containsExactly("java", "-jar", "my worker.jar", "a bc", "");
    }

    @Test
    void aBackslashKeepsWhatFollows() {
        assertThat(Words.of("a\\ b \"c\\\"d\" 'e\\f'")).containsExactly("a b", "c\"d", "e\\f");
    }

    @Test
    void nothingIsExpanded() {
        assertThat(Words.of("$HOME `id` *; rm")).containsExactly("$HOME", "`id`", "*;", "rm");
    }

    @Test
    void aQuoteThatIsNeverClosedIsTold() {
        assertThatThrownBy(() -> Words.of("a 'b")).hasMessage("a quote is never closed in: a 'b");
    }
}
