package dev.cohort.orchestrator.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.samples.Sheets.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever stands in a cell comes back as it was written, over random sheets that can be had again by their seed. */
class WrittenSheetsTest {
    private static final List<String> PIECES = List.of(
            "a", "Z", "7", " ", ",", "\t", ";", "\"", "\"\"", "'", "\n", "\r", "\r\n", "#", "\\", "ä", "中", "🧬",
            "\ufffd", "\u00a0", "\ufeff", "sample", "${{");
    private static final Pattern LINE_BREAK = Pattern.compile("\\r\\n|\\r|\\n");
    private static final List<String> BREAKS = List.of("\n", "\r\n", "\r");
    private static final List<String> BETWEEN = List.of("", "", "", "# \"left, out", "  # so too", "   ", "\t");

    @TestFactory
    Stream<DynamicTest> rowsComeBackAsTheyWereWritten() {
        return Stream.iterate(1, seed -> seed + 1)
                .limit(300)
                .map(seed -> DynamicTest.dynamicTest("seed " + seed, () -> new Written(new Random(seed)).check()));
    }

    /** A sheet as it is written, and the cells that went into it. */
    private static final class Written {
        private final Random random;
        private final String separator;
        private final String lineBreak;
        private final List<List<String>> rows = new ArrayList<>();
        private final List<Integer> lines = new ArrayList<>();
        private final StringBuilder sheet = new StringBuilder();

        Written(Random random) {
            this.random = random;
            this.separator = random.nextBoolean() ? "," : "\t";
            this.lineBreak = BREAKS.get(random.nextInt(BREAKS.size()));
            sheet.append(random.nextBoolean() ? "\ufeff" : "");
            addBetween();
            sheet.append("sample")
                    .append(separator)
                    .append("note")
                    .append(separator)
                    .append("other")
                    .append(lineBreak);
            for (int row = 1 + random.nextInt(20); row > 0; row--) {
                addBetween();
                add(List.of("S" + row, cell(), cell()));
            }
            if (random.nextBoolean()) {
                sheet.setLength(sheet.length() - lineBreak.length());
            }
        }

        private void addBetween() {
            String line = BETWEEN.get(random.nextInt(BETWEEN.size()));
            sheet.append(line.isEmpty() ? "" : line + lineBreak);
        }

        private void add(List<String> row) {
            rows.add(row);
            lines.add(1 + (int) LINE_BREAK.matcher(sheet).results().count());
            sheet.append(String.join(separator, row.stream().map(this::quoted).toList()));
            sheet.append(lineBreak);
        }

        private String cell() {
            StringBuilder cell = new StringBuilder();
            for (int left = random.nextInt(6); left > 0; left--) {
                cell.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            return cell.toString();
        }

        private String quoted(String cell) {
            boolean must = cell.contains(separator)
                    || cell.contains("\"")
                    || cell.contains("\n")
                    || cell.contains("\r")
                    || !cell.strip().equals(cell);
            return must || random.nextBoolean() ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell;
        }

        void check() {
            Reading reading = Sheets.read(sheet.toString());
            SampleTable table = reading.table().orElseThrow(() -> new AssertionError(reading.told()));

            assertThat(table.size()).isEqualTo(rows.size());
            for (int lane = 0; lane < rows.size(); lane++) {
                List<String> row = rows.get(lane);
                assertThat(table.sample(lane)).isEqualTo(row.get(0));
                assertThat(table.cell(lane, "note").orElse("")).isEqualTo(row.get(1));
                assertThat(table.laneOf(row.get(0))).isEqualTo(lane);
                assertThat(table.line(lane)).isEqualTo(lines.get(lane));
            }
        }
    }
}
