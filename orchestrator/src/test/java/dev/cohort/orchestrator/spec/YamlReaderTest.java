package dev.cohort.orchestrator.spec;

import static dev.cohort.orchestrator.spec.Texts.messages;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Source;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the reader of YAML bears and what it refuses. */
class YamlReaderTest {
    private final Problems problems = new Problems();

    @Test
    void readsUpToAMebibyte() {
        assertThat(read("a: " + "x".repeat((1 << 20) - 3))).isPresent();
        assertThat(messages(problems)).isEmpty();
    }

    /** Bytes, not characters: that is what a file has, and a reader can stop at. */
    @Test
    void noFileOfMoreThanAMebibyteIsDecoded() {
        assertThat(SourceDecoder.decode("f", "ü".repeat(1 << 19).getBytes(UTF_8), problems))
                .isPresent();
        assertThat(SourceDecoder.decode("f", ("ü".repeat(1 << 19) + "x").getBytes(UTF_8), problems))
                .isEmpty();
        assertThat(messages(problems))
                .containsExactly("the file is larger than 1 MiB, and no file that a person writes is");
    }

    @Test
    void readsUpToTwentyFourLevels() {
        assertThat(read("[".repeat(24) + "x" + "]".repeat(24))).isPresent();
        assertThat(read("[".repeat(25) + "x" + "]".repeat(25))).isEmpty();
        assertThat(messages(problems)).containsExactly("nested deeper than 24 levels");
    }

    @Test
    void depthByIndentationIsBoundedToo() {
        StringBuilder file = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            file.append(" ".repeat(i)).append("a:\n");
        }
        assertThat(read(file.toString())).isEmpty();
        assertThat(messages(problems)).containsExactly("nested deeper than 24 levels");
    }

    @Test
    void countsWhatAliasesRepeat() {
        assertThat(read("a: &a [" + "x,".repeat(999) + "]\nb: [" + "*a,".repeat(98) + "]"))
                .isPresent();
        assertThat(read("a: &a [" + "x,".repeat(999) + "]\nb: [" + "*a,".repeat(101) + "]"))
                .isEmpty();
        assertThat(messages(problems))
                .containsExactly("the file holds more than 100000 values, counting what aliases repeat");
    }

    @Test
    void anAliasStandsForWhatItsAnchorMarks() {
        YamlMap map = (YamlMap) read("a: &a { k: v }\nb: *a").orElseThrow();

        assertThat(map.get("b")).isEqualTo(map.get("a"));
    }

    @Test
    void aLaterAnchorOfTheSameNameCounts() {
        YamlMap map = (YamlMap) read("a: &a x\nb: &a y\nc: *a").orElseThrow();

        assertThat(((YamlText) map.get("c").orElseThrow()).value()).isEqualTo("y");
    }

    @Test
    void valuesStayTheTextsThatTheyAre() {
        YamlMap map = (YamlMap)
                read("a: 0x1F\nb: 2001-01-01\nc: yes\nd: 1_000\ne: 010").orElseThrow();

        assertThat(map.entries().stream().map(entry -> ((YamlText) entry.value()).value()))
                .containsExactly("0x1F", "2001-01-01", "yes", "1_000", "010");
    }

    private Optional<YamlNode> read(String text) {
        return YamlReader.read(new Source("test.yaml", text), problems);
    }
}
