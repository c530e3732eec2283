package dev.cohort.steps;

import dev.cohort.step.LaneFile;
import dev.cohort.step.Step;
import dev.cohort.step.StepContext;
import dev.cohort.steps.fusion.FusionMatrix;
import dev.cohort.steps.fusion.FusionRow;
import dev.cohort.steps.fusion.FusionTable;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gathers the fusion tables of a cohort into one, and into a matrix of samples by fusions.
 *
 * <p>Inputs: {@code tables}, a gather. Outputs: {@code table}, whose first column is the sample, and {@code matrix}, whose
 * cells are the supporting fragments. A sample whose lane failed has no rows in the table and NA in the matrix.
 */
public final class FusionSummary implements Step {

    @Override
    public void run(StepContext task) throws IOException {
        task.with().only();
        FusionMatrix matrix = new FusionMatrix();
        long fusions = 0;
        int missing = 0;
        try (Writer table = Files.newBufferedWriter(task.output("table"), StandardCharsets.UTF_8)) {
            table.write("sample\t" + FusionTable.HEADER + '\n');
            for (LaneFile lane : task.gather("tables")) {
                Optional<Path> file = lane.file();
                if (file.isPresent()) {
                    fusions += append(table, matrix, lane.sample(), file.get());
                } else {
                    matrix.unknown(lane.sample());
                    missing++;
                }
            }
        }
        matrix.write(task.output("matrix"));
        report(task, matrix, fusions, missing);
    }

    private static int append(Writer table, FusionMatrix matrix, String sample, Path file) throws IOException {
        List<FusionRow> rows = new ArrayList<>();
        FusionTable.read(file, sample, rows::add);
        matrix.open(sample);
        for (FusionRow row : rows) {
            matrix.add(sample, row);
            table.write(sample + '\t' + FusionTable.line(row) + '\n');
        }
        return rows.size();
    }

    private static void report(StepContext task, FusionMatrix matrix, long fusions, int missing) {
        task.metric("fusions", fusions);
        task.metric("distinct-fusions", matrix.distinct());
        task.metric("samples-missing", missing);
        task.log("%,d fusions, %,d of them distinct; %,d samples left no table"
                .formatted(fusions, matrix.distinct(), missing));
    }
}
