package dev.cohort.orchestrator.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Fusions that were planted beside those that were found, sample by sample. */
public final class DemoText {
    private static final int NAME_A = 0;
    private static final int NAME_B = 2;

    private final Map<String, List<String>> planted;
    private final Map<String, List<String>> found;

    /** Fusion tables by sample, as lines with a header. */
    public DemoText(Map<String, List<String>> planted, Map<String, List<String>> found) {
        this.planted = planted;
        this.found = found;
    }

    public boolean allFound() {
        return planted.keySet().stream()
                .allMatch(sample -> fusions(planted, sample).equals(fusions(found, sample)));
    }

    public List<String> lines() {
        Table table = new Table("sample", "planted", "found", "");
        planted.keySet().forEach(sample -> row(table, sample));
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.add(verdict());
        return lines;
    }

    private void row(Table table, String sample) {
        Set<String> truth = fusions(planted, sample);
        Set<String> seen = fusions(found, sample);
        table.row(sample, words(truth), words(seen), truth.equals(seen) ? "as planted" : "DIFFERS");
    }

    private String verdict() {
        long count = planted.keySet().stream()
                .mapToLong(sample -> fusions(planted, sample).size())
                .sum();
        return allFound()
                ? "All " + count + " planted fusions were found, and no other."
                : "What was found is not what was planted: please report this.";
    }

    private static String words(Set<String> fusions) {
        return fusions.isEmpty() ? "none" : String.join(", ", fusions);
    }

    private static Set<String> fusions(Map<String, List<String>> tables, String sample) {
        Set<String> fusions = new TreeSet<>();
        List<String> rows = tables.getOrDefault(sample, List.of());
        rows.stream()
                .skip(1)
                .map(row -> row.split("\t", -1))
                .forEach(cells -> fusions.add(cells[NAME_A] + "--" + cells[NAME_B]));
        return fusions;
    }
}
