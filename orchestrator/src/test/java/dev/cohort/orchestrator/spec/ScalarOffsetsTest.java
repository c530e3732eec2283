package dev.cohort.orchestrator.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Source;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random scalars in all of YAML's styles: each character is found where it stands in the file. */
class ScalarOffsetsTest {
    private static final int ROUNDS = 400;

    /** How a text is written as YAML. */
    private enum Style {
        PLAIN {
            @Override
            String written(List<String> lines) {
                return String.join("\n    ", lines);
            }
        },
        SINGLE {
            @Override
            String written(List<String> lines) {
                return "'" + String.join("\n    ", lines).replace("'", "''") + "'";
            }
        },
        DOUBLE {
            @Override
            String written(List<String> lines) {
                return "\"" + String.join("\n    ", lines).replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
            }
        },
        LITERAL {
            @Override
            String written(List<String> lines) {
                return "|\n    " + String.join("\n    ", lines);
            }
        },
        LITERAL_STRIPPED {
            @Override
            String written(List<String> lines) {
                return "|-   # why\n  " + String.join("\n  ", lines);
            }
        },
        LITERAL_KEPT {
            @Override
            String written(List<String> lines) {
                return "|+\n   " + String.join("\n   ", lines) + "\n\n";
            }
        },
        FOLDED {
            @Override
            String written(List<String> lines) {
                return ">\n    " + String.join("\n    ", lines);
            }
        },
        FOLDED_STRIPPED {
            @Override
            String written(List<String> lines) {
                return ">-\n  " + String.join("\n  ", lines);
            }
        };

        abstract String written(List<String> lines);
    }

    @ParameterizedTest
    @EnumSource(Style.class)
    void everyCharacterIsFoundWhereItStands(Style style) {
        Random random = new Random(style.ordinal());
        for (int round = 0; round < ROUNDS; round++) {
            List<String> lines = lines(random, style);
            String before = random.nextBoolean() ? "# 🧬 first\n" : "";
            String file = before + "key: " + style.written(lines) + "\nafter: x\n";
            check(random.nextInt(5) == 0 ? file.replace("\n", "\r\n") : file);
        }
    }

    private static void check(String file) {
        YamlText text = scalar(file);
        int[] offsets = ScalarOffsets.of(text);
        assertThat(offsets).as(file).hasSize(text.value().length() + 1).isSorted();
        for (int i = 0; i < text.value().length(); i++) {
            char c = text.value().charAt(i);
            char there = file.charAt(offsets[i]);
            boolean folded = Character.isWhitespace(c) && Character.isWhitespace(there);
            boolean escaped = there == '\\' && (c == '\\' || c == '"');
            boolean last = c == '\n' && i == text.value().length() - 1;
            assertThat(c == there || folded || escaped || last)
                    .as("character %d, `%s`, of `%s` in\n%s", i, c, text.value(), file)
                    .isTrue();
        }
    }

    /** Words that every style can hold, so that what is tested is the walk and not the writing. */
    private static List<String> lines(Random random, Style style) {
        boolean block = style.name().startsWith("LITERAL") || style.name().startsWith("FOLDED");
        return IntStream.rangeClosed(0, random.nextInt(5))
                .mapToObj(i -> {
                    boolean blank = i > 0 && random.nextInt(4) == 0;
                    String indent = block && i > 0 && random.nextInt(3) == 0 ? "  " : "";
                    return blank ? "" : indent + words(random, style);
                })
                .toList();
    }

    private static String words(Random random, Style style) {
        List<String> vocabulary = style == Style.PLAIN
                ? List.of("${{ sample }}", "a", "word", "日本", "🧬", "it's", "x=1", "$${{", "a\\b")
                : List.of("${{ sample }}", "a", "it's", "\"quoted\"", "🧬", "{ }", "[", "# no", "a: b", "\\n", "日本");
        return String.join(
                random.nextInt(6) == 0 ? "  " : " ",
                Stream.generate(() -> vocabulary.get(random.nextInt(vocabulary.size())))
                        .limit(1 + random.nextInt(4))
                        .toList());
    }

    @Test
    void resolvedEscapesStandAtTheirBackslash() {
        YamlText text = scalar("key: \"\\u00e9\\x41\\U0001F9ECb\\\n    c \\\n    d\"\n");

        assertThat(text.value()).isEqualTo("éA🧬bc d");
        assertThat(text.part(0, 1).column()).isEqualTo(7);
        assertThat(text.part(1, 2).column()).isEqualTo(13);
        assertThat(text.part(2, 4).column()).isEqualTo(17);
        assertThat(text.part(4, 5).column()).isEqualTo(27);
        assertThat(text.part(5, 6)).hasToString("test.yaml:2:5");
        assertThat(text.part(7, 8)).hasToString("test.yaml:3:5");
    }

    @Test
    void anIndicatedIndentationBelongsToTheValueBeyondIt() {
        YamlText text = scalar("key: |2\n     a\n   b\n");

        assertThat(text.value()).isEqualTo("   a\n b\n");
        assertThat(text.part(3, 4)).hasToString("test.yaml:2:6");
        assertThat(text.part(6, 7)).hasToString("test.yaml:3:4");
    }

    @Test
    void anEmptyTextHasAPlaceToo() {
        assertThat(scalar("key: \"\"\n").part(0, 0)).hasToString("test.yaml:1:7");
    }

    private static YamlText scalar(String file) {
        Problems problems = new Problems();
        YamlNode root = YamlReader.read(new Source("test.yaml", file), problems)
                .orElseThrow(() -> new AssertionError(problems.inOrder() + " in\n" + file));
        return (YamlText) ((YamlMap) root).get("key").orElseThrow();
    }
}
