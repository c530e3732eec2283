package dev.cohort.steps.fusion;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Samples by fusions, each cell the support of that fusion in that sample.
 *
 * <p>Only what is not zero is held: a name for each distinct fusion, and two numbers for each cell. The rows are spelt out
 * as they are written, so that 40,000 samples need no more memory than their findings.
 */
public final class FusionMatrix {
    private static final String NOT_KNOWN = "NA";

    private final Map<String, Integer> columns = new HashMap<>();
    private final List<FusionRow> fusions = new ArrayList<>();
    private final Map<String, Cells> samples = new LinkedHashMap<>();

    /** Opens the row of a sample; one that has no fusion stays a row of zeros. */
    public void open(String sample) {
        samples.put(sample, new Cells());
    }

    public void add(String sample, FusionRow row) {
        int column = columns.computeIfAbsent(row.a().id() + "\t" + row.b().id(), key -> newColumn(row));
        samples.computeIfAbsent(sample, key -> new Cells()).add(column, row.support());
    }

    /** Opens the row of a sample of which nothing is known: zeros would say that it has no fusion. */
    public void unknown(String sample) {
        samples.put(sample, Cells.UNKNOWN);
    }

    public int distinct() {
        return fusions.size();
    }

    private int newColumn(FusionRow row) {
        fusions.add(new FusionRow(row.a(), row.b(), 0, 0, List.of()));
        return fusions.size() - 1;
    }

    public void write(Path file) throws IOException {
        List<String> names = names();
        int[] order = IntStream.range(0, names.size())
                .boxed()
                .sorted(Comparator.comparing(names::get))
                .mapToInt(Integer::intValue)
                .toArray();
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("sample");
            for (int column : order) {
                out.write('\t' + names.get(column));
            }
            out.write('\n');
            writeRows(out, order);
        }
    }

    private void writeRows(Writer out, int[] order) throws IOException {
        int[] row = new int[order.length];
        for (Map.Entry<String, Cells> sample : samples.entrySet()) {
            Cells cells = sample.getValue();
            out.write(sample.getKey());
            cells.spreadOver(row);
            for (int column : order) {
                out.write('\t');
                out.write(cells.known() ? Integer.toString(row[column]) : NOT_KNOWN);
            }
            out.write('\n');
            cells.wipe(row);
        }
    }

    /** Names as people say them; where two pairs of genes share their names, the identifiers tell them apart. */
    private List<String> names() {
        Set<String> seen = new HashSet<>();
        Set<String> shared = new HashSet<>();
        fusions.stream().map(FusionMatrix::name).filter(name -> !seen.add(name)).forEach(shared::add);
        return fusions.stream()
                .map(row -> shared.contains(name(row)) ? name(row) + " " + ids(row) : name(row))
                .toList();
    }

    private static String name(FusionRow row) {
        return row.a().name() + "--" + row.b().name();
    }

    private static String ids(FusionRow row) {
        return "(" + row.a().id() + "--" + row.b().id() + ")";
    }

    /** What is not zero in one row: columns and values, side by side. */
    private static final class Cells {
        private static final Cells UNKNOWN = new Cells();

        private int[] columns = new int[0];
        private int[] values = new int[0];

        void add(int column, int value) {
            columns = Arrays.copyOf(columns, columns.length + 1);
            values = Arrays.copyOf(values, values.length + 1);
            columns[columns.length - 1] = column;
            values[values.length - 1] = value;
        }

        boolean known() {
            return this != UNKNOWN;
        }

        void spreadOver(int[] row) {
            for (int i = 0; i < columns.length; i++) {
                row[columns[i]] += values[i];
            }
        }

        void wipe(int[] row) {
            Arrays.stream(columns).forEach(column -> row[column] = 0);
        }
    }
}
