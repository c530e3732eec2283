package dev.cohort.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {
    @Test
    void digestsFieldsAndNotTheirConcatenation() {
        assertThat(Stream.of(
                                new Digest().field("ab").field("c"),
                                new Digest().field("a").field("bc"),
                                new Digest().field("abc"),
                                new Digest().field("abc").field(""))
                        .map(Digest::hex))
                .doesNotHaveDuplicates()
                .allMatch(hex -> hex.matches("[0-9a-f]{64}"));
    }

    @Test
    void digestsWithTheLengthOfEachField() {
        // sha256 of eight zero bytes: one empty field
        assertThat(new Digest().field("").hex())
                .isEqualTo("af5570f5a1810b7af78caf4bc70a660f0df51e42baf91d4de5b2328de0e83dfc");
    }

    @Test
    void readsADigestOnce() {
        Digest digest = new Digest();

        assertThat(Digest.short16(digest.hex())).hasSize(16);
        assertThatThrownBy(digest::hex).hasMessage("this digest was read already");
        assertThatThrownBy(() -> Digest.short16("xyz"))
                .hasMessage("a digest must be 64 hex digits in lower case, not `xyz`");
    }

    @Test
    void aDefinitionIsTheSameInAnyOrderOfFieldsAndAnySpellingOfNumbers() {
        assertThat(Fingerprint.def(Json.parse("{\"a\": 1.0, \"b\": {\"c\": [1, 2], \"d\": null}}")))
                .isEqualTo(Fingerprint.def(Json.parse("{\"b\": {\"d\": null, \"c\": [1, 2]}, \"a\": 1}")));
    }

    @Test
    void aDefinitionChangesWithWhateverStandsInIt() {
        assertThat(Stream.of(
                                "{}",
                                "[]",
                                "null",
                                "\"null\"",
                                "\"\"",
                                "1",
                                "\"1\"",
                                "[1,2]",
                                "[2,1]",
                                "[[1],2]",
                                "[1,[2]]",
                                "{\"a\":{\"b\":1}}",
                                "{\"a\":1,\"b\":1}",
                                "{\"a\":[\"b\",1]}",
                                "[\"a\",\"b\",1]",
                                "[\"object\"]",
                                "{\"a\":null}",
                                "true",
                                "false")
                        .map(text -> Fingerprint.def(Json.parse(text))))
                .doesNotHaveDuplicates();
    }

    @Test
    void inputsAreTheSameHoweverTheirMapIsSorted() {
        TreeMap<String, String> forwards = new TreeMap<>(Map.of("a", "1", "b", "2"));
        TreeMap<String, String> backwards = new TreeMap<>(Comparator.reverseOrder());
        backwards.putAll(forwards);

        assertThat(Fingerprint.in(forwards)).isEqualTo(Fingerprint.in(backwards));
        assertThat(Fingerprint.in(new TreeMap<>(Map.of("a", "2", "b", "1")))).isNotEqualTo(Fingerprint.in(forwards));
        assertThat(Fingerprint.in(new TreeMap<>())).isNotEqualTo(Fingerprint.in(forwards));
    }

    @Test
    void identitiesOfDifferentKindsNeverMeet() {
        assertThat(Set.of(
                        Fingerprint.fileIdentity("1:2"),
                        Fingerprint.fileIdentity(1, 2),
                        Fingerprint.valueIdentity("1:2"),
                        Fingerprint.producerIdentity("1:2")))
                .hasSize(4);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {"abc, '\"abc\"'", "'', '\"\"'", "'\"', '\"'"})
    void anEtagIsTheSameQuotedOrNot(String bare, String quoted) {
        assertThat(Fingerprint.fileIdentity(bare)).isEqualTo(Fingerprint.fileIdentity(quoted));
        assertThat(Fingerprint.listed(List.of(new ListedFile("a", 1, bare))))
                .isEqualTo(Fingerprint.listed(List.of(new ListedFile("a", 1, quoted))));
    }

    @Test
    void aGatherIsTheSameInAnyOrderOfLanes() {
        List<String> samples = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            samples.add("s" + i);
        }
        String inOrder = gather(samples);
        Collections.shuffle(samples, new Random(7));

        assertThat(gather(samples)).isEqualTo(inOrder).startsWith("gather:");
        assertThat(gather(samples.subList(1, 1000))).isNotEqualTo(inOrder);
    }

    @Test
    void aGatherChangesWithEachLane() {
        assertThat(Stream.of(
                                new GatherIdentity(),
                                new GatherIdentity().lane("a", "1").lane("b", "2"),
                                new GatherIdentity().lane("a", "2").lane("b", "1"),
                                new GatherIdentity().lane("a", "1").missing("b"),
                                new GatherIdentity().lane("a", "1"),
                                new GatherIdentity().lane("a", "1").lane("a", "1"))
                        .map(GatherIdentity::identity))
                .doesNotHaveDuplicates();
    }

    @Test
    void contentIsWhatWasMadeAndNotWhenOrInWhichOrder() {
        OutputFile first = Specimens.outputs().get(0);
        OutputFile second = Specimens.outputs().get(1);
        OutputFile later = new OutputFile(first.name(), first.path(), first.size(), "another etag", first.sha256());

        assertThat(Fingerprint.content(List.of(first, second)))
                .isEqualTo(Fingerprint.content(List.of(second, later)))
                .isNotEqualTo(Fingerprint.content(List.of(first)))
                .isNotEqualTo(Fingerprint.content(List.of(
                        second, new OutputFile(first.name(), first.path(), first.size(), "", second.sha256()))));
    }

    @Test
    void listedIsWhatAListingShows() {
        ListedFile a = new ListedFile("a", 1, "v");
        ListedFile b = new ListedFile("b", 1, "v");

        assertThat(Fingerprint.listed(List.of(a, b))).isEqualTo(Fingerprint.listed(List.of(b, a)));
        assertThat(Stream.of(
                                List.<ListedFile>of(),
                                List.of(a),
                                List.of(new ListedFile("a", 2, "v")),
                                List.of(new ListedFile("a", 1, "w")),
                                List.of(b))
                        .map(Fingerprint::listed))
                .doesNotHaveDuplicates();
    }

    private static String gather(List<String> samples) {
        GatherIdentity gather = new GatherIdentity();
        samples.forEach(sample -> gather.lane(sample, "content:" + sample));
        return gather.identity();
    }
}
