package dev.cohort.orchestrator.diag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    private static final List<String> KNOWN = List.of("kmer", "strand", "memory-mib", "cpus", "x");

    @ParameterizedTest
    @CsvSource({
        "kmr, kmer",
        "kmre, kmer",
        "KMER, kmer",
        "strnad, strand",
        "memory, memory-mib",
        "mem, memory-mib",
        "X, x"
    })
    void findsWhatWasMeant(String written, String meant) {
        assertThat(NearestName.of(written, KNOWN)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"reference", "km-length", "me", "''", "zz", "y"})
    void believesNothingThatIsFar(String written) {
        assertThat(NearestName.of(written, KNOWN)).isEmpty();
    }

    @Test
    void ofTwoEquallyNearItTakesTheFirstByName() {
        assertThat(NearestName.of("ab", List.of("ac", "aa"))).contains("aa");
    }

    @Test
    void namesTheKnownWhereTheyAreFew() {
        assertThat(NearestName.hint("zzz", List.of("b", "a"))).contains("known names are `a`, `b`");
        assertThat(NearestName.hint("zzz", List.of("aaaa"))).contains("the only one is `aaaa`");
        assertThat(NearestName.hint("zzz", List.of())).isEmpty();
        assertThat(NearestName.hint(
                        "zzzzz", IntStream.range(0, 13).mapToObj(i -> "n" + i).toList()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"abc, abc, 0", "abc, acb, 1", "abc, abd, 1", "abc, ab, 1", "'', abc, 3", "kitten, sitting, 3"})
    void countsEdits(String from, String to, int distance) {
        assertThat(NearestName.distance(from, to)).isEqualTo(distance);
        assertThat(NearestName.distance(to, from)).isEqualTo(distance);
    }
}
