package dev.cohort.orchestrator.view;

import dev.cohort.contract.Json;
import dev.cohort.contract.ListedFile;
import dev.cohort.orchestrator.run.StepTotal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the results of a run lie, for programs. */
public final class ResultsJson {
    private ResultsJson() {}

    public static Json of(String run, String name, List<StepTotal> totals) {
        return Json.object()
                .put("run", run)
                .put("name", name)
                .put("steps", PlanJson.array(totals, ResultsJson::total))
                .build();
    }

    private static Json total(StepTotal total) {
        return Json.object()
                .put("step", total.step())
                .put("each", total.perSample() ? "sample" : "cohort")
                .put("tasks", (long) total.tasks())
                .put("of", (long) total.of())
                .put("replaced", (long) total.replaced())
                .put("files", total.files())
                .put("bytes", total.bytes())
                .put("at", total.at())
                .build();
    }

    /** One task, as one line; there may be a million, and so they are never all one value. */
    public static String task(String step, @Nullable String sample, String at, List<ListedFile> files) {
        return Json.object()
                .put("step", step)
                .put("sample", sample == null ? Json.nothing() : Json.text(sample))
                .put("at", at)
                .put("files", PlanJson.array(files, ResultsJson::file))
                .build()
                .compact();
    }

    private static Json file(ListedFile file) {
        return Json.object().put("path", file.path()).put("size", file.size()).build();
    }
}
