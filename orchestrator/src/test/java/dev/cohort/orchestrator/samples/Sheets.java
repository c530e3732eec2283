package dev.cohort.orchestrator.samples;

import dev.cohort.orchestrator.diag.Paint;
import dev.cohort.orchestrator.diag.ProblemRenderer;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Source;
import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.orchestrator.spec.ColumnSpec;
import dev.cohort.orchestrator.spec.Pipeline;
import dev.cohort.orchestrator.spec.PipelineReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The words of the tests of sheets: columns as a pipeline declares them, and what became of a sheet as text. */
final class Sheets {
    /** All may be left out. */
    static final Map<String, ColumnSpec> OPTIONAL = declared("""
            pipeline: optional
            samples:
              columns:
                bam: { type: file, default: "${{ store }}/bam/${{ sample }}.bam" }
                age: { type: int, default: 0 }
                group: { type: choice, choices: [case, control], default: case }
                note: { default: none }
            steps:
              only: { command: [tool, "${{ sample.bam }}"], outputs: { o: o } }
            """);

    /** The first two must be given. */
    static final Map<String, ColumnSpec> REQUIRED = declared("""
            pipeline: required
            samples:
              columns:
                bam: { type: file }
                age: { type: int }
                note: { default: none }
            steps:
              only: { command: [tool, "${{ sample.bam }}"], outputs: { o: o } }
            """);

    /** A sample may have several files, and so several rows. */
    static final Map<String, ColumnSpec> FILES = declared("""
            pipeline: files
            samples:
              columns:
                reads: { type: files }
                kind: { type: choice, choices: [case, control], default: case }
                beds: { type: files, default: all.bed }
            steps:
              only:
                inputs: { reads: "${{ sample.reads }}", beds: "${{ sample.beds }}" }
                command: [tool, "${{ sample.kind }}"]
            """);

    private Sheets() {}

    private static Map<String, ColumnSpec> declared(String pipeline) {
        Problems problems = new Problems();
        Optional<Pipeline> read =
                PipelineReader.read(new Source("pipeline.yaml", pipeline), Optional.empty(), problems);
        if (problems.hasErrors()) {
            throw new AssertionError(new ProblemRenderer(Paint.PLAIN).render(problems.inOrder()));
        }
        return read.orElseThrow().columns();
    }

    /** A sheet after reading: its table, if it is good, and what was told. */
    record Reading(Optional<SampleTable> table, Problems problems) {

        String told() {
            return new ProblemRenderer(Paint.PLAIN).render(problems.inOrder());
        }

        String dump() {
            return table.map(Sheets::dump).orElse("");
        }
    }

    static Reading read(String name, byte[] sheet, Map<String, ColumnSpec> columns) {
        Problems problems = new Problems();
        try {
            return new Reading(
                    SampleSheet.read(name, new ByteArrayInputStream(sheet), "/base", columns, problems), problems);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Reading read(String sheet, Map<String, ColumnSpec> columns) {
        return read("sheet.csv", sheet.getBytes(StandardCharsets.UTF_8), columns);
    }

    static Reading read(String sheet) {
        return read(sheet, OPTIONAL);
    }

    private static String dump(SampleTable table) {
        String rows = IntStream.range(0, table.size())
                .mapToObj(lane -> "line " + table.line(lane) + ": " + table.sample(lane) + cells(table, lane) + "\n")
                .collect(Collectors.joining());
        return "columns: " + table.columns() + "\n" + rows;
    }

    private static String cells(SampleTable table, int lane) {
        return table.columns().stream()
                .map(column -> " " + column + "="
                        + table.cell(lane, column)
                                .map(cell -> "[" + Visible.text(cell) + "]")
                                .orElse("-"))
                .collect(Collectors.joining());
    }
}
