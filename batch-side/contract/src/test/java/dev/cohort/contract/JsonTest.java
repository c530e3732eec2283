package dev.cohort.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void writesOnOneLineAndOverSeveral() {
        Json json = Json.object()
                .put("a", "x")
                .put("n", 3L)
                .put("d", 1.5)
                .put("b", true)
                .put("none", Json.nothing())
                .put("list", Json.array(Json.number(1), Json.texts(List.of("t"))))
                .put("empty", Json.array())
                .put("o", Json.object().build())
                .build();

        assertThat(json.compact())
                .isEqualTo(
                        "{\"a\":\"x\",\"n\":3,\"d\":1.5,\"b\":true,\"none\":null,\"list\":[1,[\"t\"]],\"empty\":[],\"o\":{}}");
        assertThat(json.pretty()).isEqualTo("""
                {
                  "a": "x",
                  "n": 3,
                  "d": 1.5,
                  "b": true,
                  "none": null,
                  "list": [
                    1,
                    [
                      "t"
                    ]
                  ],
                  "empty": [],
                  "o": {}
                }""");
        assertThat(Json.parse(json.pretty())).isEqualTo(json);
    }

    @Test
    void leavesOutWhatIsNotPresent() {
        String text = null;
        Long number = null;

        assertThat(Json.object()
                        .putIfPresent("t", text)
                        .putIfPresent("n", number)
                        .putIfPresent("x", "y")
                        .build())
                .hasToString("{\"x\":\"y\"}");
    }

    @Test
    void refusesToPutAFieldTwice() {
        assertThatThrownBy(() -> Json.object().put("a", 1).put("a", 2)).hasMessage("`a` is put twice");
    }

    @Test
    void escapesWhereverItMust() {
        assertThat(Json.text("\n a\"b\\\\c\u007f\td\ud83e\udd80\ud83e é\0").compact())
                .isEqualTo("\"\\n a\\\"b\\\\\\\\c\\u007f\\td\ud83e\udd80\\ud83e é\\u0000\"");
    }

    @Test
    void keepsEveryCharacterOfAText() {
        StringBuilder all = new StringBuilder();
        for (char c = 0; c < 0x3000; c++) {
            all.append(c);
        }
        String text = all + "\ud83e\uddec \ud83e \uddec \uffff\"\\/";

        byte[] stored = Json.text(text).compact().getBytes(StandardCharsets.UTF_8);

        assertThat(Json.parse(new String(stored, StandardCharsets.UTF_8))).isEqualTo(Json.text(text));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "-0, 0",
        "1.0, 1",
        "1e3, 1000",
        "1.50, 1.5",
        "9223372036854775807, 9223372036854775807",
        "0.1, 0.1",
        "1e-9, 1E-9",
        "123456789012345678901234567890, 1.2345678901234567890123456789E+29"
    })
    void spellsEqualNumbersAlike(String given, String spelled) {
        assertThat(Json.parse(given)).isEqualTo(Json.parse(spelled));
        assertThat(Json.parse(Json.parse(given).compact())).isEqualTo(Json.parse(given));
        assertThat(Json.parse(given).compact().replace("123456789012345678901234567890", spelled))
                .isEqualTo(spelled);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesNumbersThatJsonCannotSpell(double number) {
        assertThatThrownBy(() -> Json.number(number)).hasMessageEndingWith("has no spelling in JSON");
    }

    @Test
    void boundsTheDepth() {
        assertThat(Json.parse("[".repeat(64) + "]".repeat(64))).isInstanceOf(JsonArray.class);
        assertThatThrownBy(() -> Json.parse("[".repeat(65) + "]".repeat(65)))
                .isInstanceOf(JsonFault.class)
                .hasMessage("line 1, column 65: nested deeper than 64");
        assertThatThrownBy(() -> Json.parse("{\"a\":".repeat(100_000)))
                .isInstanceOf(JsonFault.class)
                .hasMessageEndingWith("nested deeper than 64");
    }

    @Test
    void boundsTheSize() {
        assertThatThrownBy(() -> Json.parse(" ".repeat(Json.MAX_CHARS) + "1"))
                .hasMessage("line 1, column 1: longer than 67108864 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e-999999999", "1e99999999999"})
    void boundsNumbers(String number) {
        assertThatThrownBy(() -> Json.parse("{\n \"a\": " + number + "}"))
                .isInstanceOf(JsonFault.class)
                .hasMessage("line 2, column 7: a number is out of bounds");
    }

    @Test
    void refusesNumbersOfAbsurdLength() {
        assertThatThrownBy(() -> Json.parse("9".repeat(1_000_000)))
                .isInstanceOf(JsonFault.class)
                .hasMessageStartingWith("line 1, column ")
                .hasMessageContaining("exceeds the maximum allowed");
    }

    @Test
    void refusesAFieldThatIsThereTwice() {
        assertThatThrownBy(() -> Json.parse("{\"a\": 1, \"a\": 2}"))
                .isInstanceOf(JsonFault.class)
                .hasMessageContaining("line 1, column")
                .hasMessageContaining("Duplicate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\": 1}}", "1 2", "{} x", "[1],"})
    void refusesWhatFollowsTheEnd(String text) {
        assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(JsonFault.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[",
                "[1,",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "\"a",
                "tru",
                "-",
                "1.",
                "[1,]",
                "{,}",
                "{a:1}",
                "'a'",
                "NaN",
                "// c\n1",
                "\"\t\"",
                "\"\\x\"",
                "\"\\u12\"",
                "]",
                "}",
                ":",
                "\u0000\u0000",
                "\ufeff{}",
                "01"
            })
    void refusesWhatIsNoJson(String text) {
        assertThatThrownBy(() -> Json.parse(text))
                .isInstanceOf(JsonFault.class)
                .hasMessageMatching("(?s)line \\d+, column \\d+: .*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t"})
    void saysThatATextIsEmpty(String text) {
        assertThatThrownBy(() -> Json.parse(text)).hasMessage("line 1, column 1: there is no JSON, the text is empty");
    }
}
