package dev.cohort.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanesFileTest {
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private final ByteArrayOutputStream index = new ByteArrayOutputStream();

    @Test
    void aChildReadsTwoOffsetsAndOneLine() throws IOException {
        List<Lane> lanes = IntStream.range(0, 500)
                .mapToObj(i ->
                        new Lane("s" + i, Map.of("note", "ä\n".repeat(i % 7)), i % 2 == 0 ? Set.of("a") : Set.of()))
                .toList();
        write(lanes);

        assertThat(LanesFile.count(index.size())).isEqualTo(500);
        assertThat(IntStream.range(0, 500).mapToObj(this::read)).isEqualTo(lanes);
    }

    @Test
    void isOneLineALaneAndBigEndianOffsets() throws IOException {
        write(List.of(new Lane("a", Map.of(), Set.of()), new Lane("b", Map.of("c", "ö"), Set.of("x"))));

        assertThat(lines.toString(StandardCharsets.UTF_8)).isEqualTo("""
                {"sample":"a"}
                {"sample":"b","columns":{"c":"ö"},"passes":["x"]}
                """);
        assertThat(index.toByteArray())
                .isEqualTo(ByteBuffer.allocate(24)
                        .putLong(0)
                        .putLong(15)
                        .putLong(lines.size())
                        .array());
    }

    @Test
    void anIndexOfNoLanesHasOneOffset() throws IOException {
        write(List.of());

        assertThat(LanesFile.count(index.size())).isZero();
    }

    @Test
    void refusesALaneThatIsNotThere() throws IOException {
        write(List.of(new Lane("a", Map.of(), Set.of())));

        assertThatThrownBy(() -> read(1))
                .isInstanceOf(JsonFault.class)
                .hasMessage("lanes index: gave 8 bytes where 16 were expected; is there such a lane?");
        assertThatThrownBy(() -> LanesFile.indexRange(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"5, 5", "5, 4", "-1, 4", "0, 16777217", "0, -9223372036854775808"})
    void refusesATornIndex(long start, long end) {
        byte[] torn = ByteBuffer.allocate(16).putLong(start).putLong(end).array();

        assertThatThrownBy(() -> LanesFile.lineRange(torn))
                .hasMessage("lanes index: says that a line goes from " + start + " to " + end + ", which is torn");
    }

    @ParameterizedTest
    @CsvSource({"0", "7", "12"})
    void refusesAnIndexOfATornLength(long size) {
        assertThatThrownBy(() -> LanesFile.count(size))
                .hasMessage("lanes index: is " + size + " bytes long, which is torn");
    }

    @Test
    void refusesAnEscapingSample() {
        assertThatThrownBy(() -> LanesFile.lane("{\"sample\":\"../x\"}\n".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(JsonFault.class)
                .hasMessage("lane: Sample `../x` must begin with a letter or a digit");
    }

    private void write(List<Lane> lanes) throws IOException {
        LanesFile.Writer writer = new LanesFile.Writer(lines, index);
        for (Lane lane : lanes) {
            writer.add(lane);
        }
        writer.finish();
    }

    private Lane read(int number) {
        byte[] offsets = slice(index.toByteArray(), LanesFile.indexRange(number));
        return LanesFile.lane(slice(lines.toByteArray(), LanesFile.lineRange(offsets)));
    }

    /** Like a store, it gives less where the file ends sooner. */
    private static byte[] slice(byte[] file, ByteRange range) {
        int from = (int) range.offset();
        return Arrays.copyOfRange(file, from, (int) Math.min(file.length, from + range.length()));
    }
}
