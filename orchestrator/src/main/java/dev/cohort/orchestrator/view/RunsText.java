package dev.cohort.orchestrator.view;

import dev.cohort.contract.Json;
import dev.cohort.contract.RunId;
import dev.cohort.orchestrator.run.RunEvent;
import dev.cohort.orchestrator.run.RunProgress;
import dev.cohort.orchestrator.run.TaskCounts;
import java.util.ArrayList;
import java.util.List;

/** The runs of a store, a line each. */
public final class RunsText {
    private RunsText() {}

    /**
     * A run, and how it stands.
     *
     * @param waiting it comes to its end only if somebody attaches: its process is gone, or its jobs have ended and nobody saw it
     */
    public record Row(RunId run, RunEvent.Started begun, RunProgress progress, boolean waiting) {
        String state() {
            String why = progress.isOnQueue() ? ", to be summed up" : ", cut off";
            return progress.state().word() + (waiting ? why : "");
        }

        Json toJson() {
            TaskCounts all = progress.all();
            return Json.object()
                    .put("run", run.text())
                    .put("name", begun.name())
                    .put("pipeline", begun.pipeline())
                    .put("state", progress.state().word())
                    .put("waitingFor", waiting ? Json.text(StatusText.ATTACH) : Json.nothing())
                    .put("started", begun.at().toString())
                    .put("samples", (long) begun.samples())
                    .put("tasks", (long) all.total())
                    .put("done", (long) (all.succeeded() + all.passed()))
                    .put("failed", (long) all.failed())
                    .build();
        }
    }

    /** In the order given; {@code more} are left out, and only counted. */
    public static List<String> lines(List<Row> rows, int more) {
        Table table = new Table("run", "name", "state", "started", ">samples", ">tasks", ">done", ">failed");
        for (Row row : rows) {
            TaskCounts all = row.progress.all();
            table.row(
                    row.run.text(),
                    row.begun.name(),
                    row.state(),
                    Amounts.time(row.begun.at()),
                    Amounts.count(row.begun.samples()),
                    Amounts.count(all.total()),
                    Amounts.count(all.succeeded() + all.passed()),
                    Amounts.count(all.failed()));
        }
        List<String> lines = new ArrayList<>(table.lines());
        if (more > 0) {
            lines.add("… and " + Amounts.count(more) + " before these; --all shows them.");
        }
        return lines;
    }

    public static Json json(List<Row> rows) {
        return PlanJson.array(rows, Row::toJson);
    }
}
