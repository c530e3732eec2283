package dev.cohort.orchestrator.view;

import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.orchestrator.run.StepTotal;
import java.util.ArrayList;
import java.util.List;

/** Where the results of a run lie, in words. */
public final class ResultsText {
    private static final int SIZE = 10;

    private ResultsText() {}

    /** A line for each step; {@code others} are the steps that left results too and are not shown. */
    public static List<String> table(List<StepTotal> totals, String run, List<String> others) {
        Table table = new Table("step", ">tasks", ">files", ">size", "where");
        totals.forEach(total -> table.row(
                total.step(),
                Amounts.count(total.tasks()) + " of " + Amounts.count(total.of()),
                Amounts.count(total.files()),
                Amounts.bytes(total.bytes()),
                Visible.text(total.at()) + (total.perSample() ? "/<sample>" : "")));
        List<String> lines = new ArrayList<>(table.lines());
        totals.forEach(total -> lines.addAll(replaced(total)));
        if (!others.isEmpty()) {
            lines.add("");
            lines.add("Other steps: " + String.join(", ", others) + "; `cohort results " + run
                    + " STEP` lists the files of one.");
        }
        return lines;
    }

    private static List<String> replaced(StepTotal total) {
        return total.replaced() == 0
                ? List.of()
                : List.of(Amounts.count(total.replaced(), "task") + " of " + total.step()
                        + " left out: done again since, by another definition of the step.");
    }

    /** One file. */
    public static String file(long bytes, String location) {
        String size = Amounts.bytes(bytes);
        return " ".repeat(Math.max(0, SIZE - size.length())) + size + "  " + Visible.text(location);
    }

    /** What stands below the files of a step. */
    public static List<String> total(StepTotal total) {
        List<String> lines = new ArrayList<>();
        lines.add(Amounts.count(total.files(), "file") + " of " + Amounts.bytes(total.bytes()) + ", from "
                + Amounts.count(total.tasks()) + " of " + Amounts.count(total.of(), "task") + ".");
        lines.addAll(replaced(total));
        return lines;
    }

    /** Where tasks have left nothing that could be pulled; nothing where all have. */
    public static List<String> lacking(StepTotal total) {
        return total.tasks() == total.of()
                ? List.of()
                : List.of("Of `" + Visible.text(total.step()) + "` " + Amounts.count(total.tasks()) + " of "
                        + Amounts.count(total.of(), "task") + (total.of() == 1 ? " has" : " have")
                        + " results that are whole and current.");
    }

    /** While files are pulled. */
    public static String progress(long done, long files, long bytes, long of) {
        return "pulled " + Amounts.count(done) + " of " + Amounts.count(files, "file") + ", " + Amounts.bytes(bytes)
                + " of " + Amounts.bytes(of);
    }

    /** When they are. */
    public static String pulled(long copied, long bytes, long same, String folder) {
        return "Pulled " + Amounts.count(copied, "file") + " of " + Amounts.bytes(bytes) + " into "
                + Visible.text(folder)
                + (same == 0 ? "." : "; " + Amounts.count(same) + (same == 1 ? " was" : " were") + " there already.");
    }
}
