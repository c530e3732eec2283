package dev.cohort.orchestrator.samples;

import dev.cohort.contract.SampleName;
import java.util.List;
import java.util.Optional;

/** The cohort: one lane per sample, in the order of the sheet, with the cells that the pipeline may read. */
public final class SampleTable {
    private final List<String> columns;
    private final List<Integer> ofFiles;
    private final String base;
    private final SheetRows rows;
    private final NameIndex index;

    SampleTable(List<String> columns, List<Integer> ofFiles, String base, SheetRows rows, NameIndex index) {
        this.columns = List.copyOf(columns);
        this.ofFiles = List.copyOf(ofFiles);
        this.base = base;
        this.rows = rows;
        this.index = index;
    }

    /** A cohort of bare names, as a list file gives it. */
    public static SampleTable of(List<String> samples) {
        TableBuilder builder = new TableBuilder(List.of(), List.of(), "");
        for (String sample : samples) {
            SampleName.problem(sample).ifPresent(fault -> {
                throw new IllegalArgumentException(fault);
            });
            if (builder.find(sample) >= 0) {
                throw new IllegalArgumentException("the sample `" + sample + "` is there twice");
            }
            builder.add(builder.size() + 1, sample, List.of());
        }
        return builder.build();
    }

    public int size() {
        return rows.size();
    }

    public String sample(int lane) {
        return rows.sample(lane);
    }

    /** The files of several rows are one cell. Empty when the sheet has no such column, when the pipeline did not declare it, or when the cell is empty. */
    public Optional<String> cell(int lane, String column) {
        int at = columns.indexOf(column);
        return at < 0 ? Optional.empty() : Optional.of(cell(lane, at)).filter(cell -> !cell.isEmpty());
    }

    private String cell(int lane, int column) {
        int nth = ofFiles.indexOf(column);
        return nth < 0 ? rows.cell(lane, column) : rows.files(lane, column, nth);
    }

    /** -1 for a name that is no sample; here the case of letters counts. */
    public int laneOf(String sample) {
        int lane = index.find(sample);
        return lane >= 0 && rows.sample(lane).equals(sample) ? lane : -1;
    }

    /** The columns that both the sheet has and the pipeline declares, in the order of the sheet, without {@code sample}. */
    public List<String> columns() {
        return columns;
    }

    /** The line of the sheet on which a lane's row begins, from 1. */
    public int line(int lane) {
        return rows.line(lane);
    }

    /** The directory that relative paths of the sheet are resolved against. */
    public String base() {
        return base;
    }

    /** Bytes of the arena, for a test that keeps it small. */
    long arenaBytes() {
        return rows.arena().held();
    }
}
