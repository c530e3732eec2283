package dev.cohort.orchestrator.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.samples.Sheets.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What goldens are too small for: sheets that are long, come in drops, or break off. */
class SampleSheetTest {

    @Test
    void knowsWhereItsRelativePathsStart() {
        assertThat(Sheets.read("S1\n").table().orElseThrow().base()).isEqualTo("/base");
    }

    @Test
    void readsAStreamThatComesInDrops() throws IOException {
        byte[] sheet = "\ufeffsample,note\r\nS1,\"ä\r\nb\"\r\n\r\n# c\rS2,d".getBytes(StandardCharsets.UTF_8);
        Problems problems = new Problems();

        SampleTable table = SampleSheet.read("-", drops(sheet), "", Sheets.OPTIONAL, problems)
                .orElseThrow();

        assertThat(table.cell(0, "note")).contains("ä\r\nb");
        assertThat(table.cell(1, "note")).contains("d");
        assertThat(table.line(1)).isEqualTo(6);
    }

    @Test
    void endingsAreWholeAcrossBuffers() {
        for (int length = 65_530; length < 65_540; length++) {
            Reading reading = Sheets.read("# " + "x".repeat(length - 2) + "\r\nS1\r\nS2");

            assertThat(reading.table().orElseThrow().line(1)).isEqualTo(3);
        }
    }

    @Test
    void faultsAfterTheFiftiethAreCounted() {
        Reading reading = Sheets.read(badNames(1234));

        List<Problem> told = reading.problems().inOrder();
        assertThat(told).hasSize(SheetFaults.MOST + 1);
        assertThat(told.get(SheetFaults.MOST).toString()).isEqualTo("error: and 1184 more faults (sheet.csv:51:1)");
        assertThat(reading.table()).isEmpty();
    }

    @Test
    void fiftyFaultsNeedNoCount() {
        assertThat(Sheets.read(badNames(50)).problems().inOrder()).hasSize(50);
    }

    @Test
    void faultsComeInTheOrderOfTheirLines() {
        Reading reading = Sheets.read("sample,age,age\nS 1,x,\nS2\n\"S3\",\"4\"5,\nS4,5,\nS4,5,\n");

        assertThat(reading.problems().inOrder().stream()
                        .map(problem -> problem.place().orElseThrow().line()))
                .containsExactly(1, 2, 2, 3, 4, 6);
    }

    @Test
    void aLineWithoutEndIsToldAndLeftOut() {
        String endless = "x".repeat(SheetLines.LONGEST + 1);

        assertThat(Sheets.read("S1\n" + endless + "\nS 3\n").told())
                .contains("error: this line is longer than 256 KiB\n  sheet.csv:2:1\n", "sheet.csv:3:1");
        assertThat(Sheets.read("sample,note\nS1,\"" + endless + "\"\nS 3,x\n").told())
                .contains("error: this line is longer than 256 KiB\n  sheet.csv:2:1\n", "sheet.csv:3:1")
                .doesNotContain("quote");
        assertThat(Sheets.read(endless).told()).contains("longer than 256 KiB", "is this the right file?");
        assertThat(Sheets.read("S1\n# " + endless).problems().isEmpty()).isTrue();
    }

    @Test
    void anOpenQuoteIsGivenUpLongBeforeTheEnd() {
        StringBuilder sheet = new StringBuilder("sample,note\nS1,x\nS2,\"open\n");
        IntStream.range(3, 200_000).forEach(row -> sheet.append("S" + row + ",x\n"));

        Reading reading = Sheets.read(sheet.toString());

        assertThat(reading.problems().inOrder()).hasSize(1);
        assertThat(reading.told()).contains("a quote is opened here and never closed\n  sheet.csv:3:4\n");
    }

    @Test
    void aTornHeaderIsNotReplacedByARow() {
        assertThat(Sheets.read("sample,\"a\"b\nS1,x\nS2,y\n").problems().inOrder())
                .extracting(Problem::message)
                .containsExactly("a quote is closed, and then the cell goes on");
    }

    @Test
    void aRowOfTooManyFieldsIsTold() {
        assertThat(Sheets.read("sample,note\nS1" + ",".repeat(RowReader.MOST_FIELDS) + "\nS 2,x\n")
                        .told())
                .contains("this row has more than 10000 fields\n  sheet.csv:2:1\n", "sheet.csv:3:1");
    }

    @Test
    void aStreamThatBreaksOffIsNoShortSheet() {
        InputStream broken = new InputStream() {
            private final byte[] start = "sample,note\nS1,x\nS2,".getBytes(StandardCharsets.UTF_8);
            private int at;

            @Override
            public int read() throws IOException {
                if (at == start.length) {
                    throw new IOException("the disk is gone");
                }
                return start[at++];
            }
        };

        assertThatThrownBy(() -> SampleSheet.read("-", broken, "", Map.of(), new Problems()))
                .isInstanceOf(IOException.class)
                .hasStackTraceContaining("the disk is gone");
    }

    private static String badNames(int count) {
        return IntStream.range(0, count).mapToObj(i -> "S " + i + "\n").collect(Collectors.joining());
    }

    /** One byte at a time, as a slow pipe would. */
    private static InputStream drops(byte[] bytes) {
        return new InputStream() {
            private int at;

            @Override
            public int read() {
                return at == bytes.length ? -1 : bytes[at++] & 0xff;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                if (at == bytes.length || length == 0) {
                    return length == 0 ? 0 : -1;
                }
                into[offset] = bytes[at++];
                return 1;
            }
        };
    }
}
