package dev.cohort.steps.fusion;

import dev.cohort.step.StepFailure;
import dev.cohort.steps.fusion.FusionRow.Partner;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * The table of one sample's fusions: tab-separated, one header line, a row for each; no fusion is a table of only the header.
 *
 * <p>The columns bear the names that pizzly's own flattened table has, so that what reads those reads these.
 */
public final class FusionTable {
    public static final String HEADER =
            "geneA.name\tgeneA.id\tgeneB.name\tgeneB.id\tpaircount\tsplitcount\ttranscripts.list";

    private static final int COLUMNS = 7;

    private FusionTable() {}

    public static void write(Path file, Collection<FusionRow> rows) throws IOException {
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write(HEADER + '\n');
            for (FusionRow row : rows) {
                out.write(line(row) + '\n');
            }
        }
    }

    /** Reads a table row by row; {@code owner} is whose it is, for messages. */
    public static void read(Path file, String owner, Consumer<FusionRow> rows) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            if (!HEADER.equals(in.readLine())) {
                throw new StepFailure("the table of %s does not begin with the columns of a fusion table (%s): %s"
                        .formatted(owner, HEADER.replace("\t", ", "), file));
            }
            int number = 1;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                rows.accept(row(line, owner, file + ":" + ++number));
            }
        }
    }

    /** A row as it stands in a table, without its line end. */
    public static String line(FusionRow row) {
        return String.join(
                "\t",
                row.a().name(),
                row.a().id(),
                row.b().name(),
                row.b().id(),
                Integer.toString(row.paircount()),
                Integer.toString(row.splitcount()),
                String.join(";", row.transcripts()));
    }

    private static FusionRow row(String line, String owner, String place) {
        String[] cells = line.split("\t", -1);
        try {
            if (cells.length == COLUMNS) {
                return row(cells);
            }
        } catch (NumberFormatException e) {
            // Told below, as any other row that is none.
        }
        throw new StepFailure("the table of %s has a row that is no fusion, at %s".formatted(owner, place));
    }

    private static FusionRow row(String[] cells) {
        return new FusionRow(
                new Partner(cells[0], cells[1]),
                new Partner(cells[2], cells[3]),
                Integer.parseInt(cells[4]),
                Integer.parseInt(cells[5]),
                transcripts(cells[6]));
    }

    private static List<String> transcripts(String cell) {
        return cell.isEmpty() ? List.of() : Arrays.asList(cell.split(";", -1));
    }
}
