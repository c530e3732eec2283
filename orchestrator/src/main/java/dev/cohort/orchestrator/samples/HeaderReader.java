package dev.cohort.orchestrator.samples;

import dev.cohort.orchestrator.diag.NearestName;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.orchestrator.spec.ColumnSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares a table's header with the columns that the pipeline declares. */
final class HeaderReader {
    private static final int MOST_LISTED = 8;

    private final SheetFaults faults;
    private final Map<String, ColumnSpec> declared;

    HeaderReader(SheetFaults faults, Map<String, ColumnSpec> declared) {
        this.faults = faults;
        this.declared = declared;
    }

    /** The first field is {@code sample}, or was meant to be, which has been told. */
    Header read(Row row) {
        List<String> names = row.fields().stream().map(String::strip).toList();
        List<Header.Column> columns = new ArrayList<>();
        Set<String> seen = new HashSet<>(Set.of("sample"));
        for (int field = 1; field < names.size(); field++) {
            ColumnSpec spec = declared.get(names.get(field));
            if (isGood(row, field, names.get(field), seen) && spec != null) {
                columns.add(new Header.Column(spec, field));
            }
        }
        Set<String> others = others(names);
        others.removeAll(tellLacking(row, seen, others));
        warnOfUnread(row, names, List.copyOf(others), seen);
        return new Header(names.size(), columns);
    }

    private Set<String> others(List<String> names) {
        return names.stream()
                .skip(1)
                .filter(name -> !name.isEmpty() && !name.equals("sample") && !declared.containsKey(name))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private boolean isGood(Row row, int field, String name, Set<String> seen) {
        if (name.isEmpty()) {
            faults.tell(
                    row.line(),
                    () -> Problem.error(row.place(field), "column " + (field + 1) + " has no name")
                            .hint("name it, or remove a separator that stands too much"));
            return false;
        }
        if (!seen.add(name)) {
            faults.tell(
                    row.line(),
                    () -> Problem.error(row.place(field), "the column " + Visible.quote(name) + " is there twice")
                            .hint("rename or remove one of the two"));
            return false;
        }
        return true;
    }

    /** The columns of the sheet that may be meant, and have been named so. */
    private Set<String> tellLacking(Row row, Set<String> present, Collection<String> others) {
        Set<String> named = new HashSet<>();
        for (ColumnSpec column : declared.values()) {
            if (column.fallback() == null && !present.contains(column.name())) {
                Optional<String> near = NearestName.of(column.name(), others);
                near.ifPresent(named::add);
                faults.tell(row.line(), () -> lacking(row, column, near));
            }
        }
        return named;
    }

    private static Problem lacking(Row row, ColumnSpec column, Optional<String> near) {
        return Problem.error(
                        row.text().firstLine(),
                        "the sheet lacks the column `" + column.name() + "`, which the pipeline needs")
                .note("declared here without a default", column.place())
                .hint(near.map(other -> "rename the column " + Visible.quote(other) + ", if that is it")
                        .orElse("add the column, or give it a default in the pipeline"));
    }

    private void warnOfUnread(Row row, List<String> names, List<String> others, Set<String> present) {
        if (others.isEmpty()) {
            return;
        }
        String listed = others.stream().limit(MOST_LISTED).map(Visible::quote).collect(Collectors.joining(", "));
        int more = others.size() - MOST_LISTED;
        faults.warn(Problem.warning(
                        row.place(names.indexOf(others.get(0))),
                        "the pipeline does not read the " + (others.size() == 1 ? "column " : "columns ") + listed
                                + (more > 0 ? " and " + more + " more" : ""))
                .hint(meant(others, present)));
    }

    private Optional<String> meant(List<String> others, Set<String> present) {
        List<String> open = declared.keySet().stream()
                .filter(name -> !present.contains(name))
                .toList();
        return others.stream()
                .limit(MOST_LISTED)
                .flatMap(other -> NearestName.of(other, open).stream()
                        .map(near -> "did you mean `" + near + "` by " + Visible.quote(other) + "?"))
                .findFirst();
    }
}
