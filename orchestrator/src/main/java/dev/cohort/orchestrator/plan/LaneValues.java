package dev.cohort.orchestrator.plan;

import dev.cohort.contract.Template;
import dev.cohort.orchestrator.samples.SampleTable;
import dev.cohort.orchestrator.spec.ColumnSpec;
import dev.cohort.orchestrator.spec.Pipeline;
import dev.cohort.orchestrator.spec.Reference;
import dev.cohort.orchestrator.spec.Root;
import dev.cohort.orchestrator.spec.ValueRule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What expressions stand for in one lane. */
final class LaneValues {
    private final Pipeline pipeline;
    private final SampleTable samples;
    private final PlanSettings settings;
    private final Bases bases;

    LaneValues(Pipeline pipeline, SampleTable samples, PlanSettings settings, String base) {
        this.pipeline = pipeline;
        this.samples = samples;
        this.settings = settings;
        this.bases = new Bases(pipeline, base);
    }

    /** The lane of a sample; -1 for one that is not of the cohort. */
    int laneOf(String sample) {
        return samples.laneOf(sample);
    }

    /** A template that holds nothing but what is known before the lane runs. */
    String render(Template template, int lane) {
        return template.render(path -> value(path, lane));
    }

    /** The value at a path such as {@code sample.age}; a cohort step asks for no sample. */
    String value(String path, int lane) {
        return switch (path) {
            case "sample" -> samples.sample(lane);
            case "store" -> settings.store();
            case "run.id" -> settings.run().text();
            default -> column(path.substring("sample.".length()), lane);
        };
    }

    String column(String name, int lane) {
        return Optional.ofNullable(pipeline.columns().get(name))
                .map(column -> column(column, lane))
                .orElse("");
    }

    /** All declared columns of a lane, defaults filled in. */
    Map<String, String> columns(int lane) {
        Map<String, String> values = new LinkedHashMap<>();
        pipeline.columns().values().forEach(column -> values.put(column.name(), column(column, lane)));
        return values;
    }

    private String column(ColumnSpec column, int lane) {
        Optional<String> cell = samples.cell(lane, column.name());
        if (cell.isPresent()) {
            return located(column.rule(), samples.base(), cell.get());
        }
        String value = fallback(column, lane);
        return column.fallback() == null
                ? value
                : located(column.rule(), bases.of(column.fallback().place()), value);
    }

    private static String located(ValueRule rule, String base, String value) {
        if (!rule.isFile() || value.isEmpty()) {
            return value;
        }
        return rule.isFiles()
                ? ValueRule.joined(ValueRule.files(value).stream()
                        .map(file -> Locations.resolve(base, file))
                        .toList())
                : Locations.resolve(base, value);
    }

    /** The default of a column for a lane, as it stands; a path is not resolved yet. */
    String fallback(ColumnSpec column, int lane) {
        return column.fallback() == null ? "" : column.fallback().render(reference -> known(reference, lane));
    }

    /** What an expression stands for that is known before anything runs. */
    String known(Reference reference, int lane) {
        return reference.root() == Root.PARAMS
                ? settings.params().getOrDefault(reference.first(), "")
                : value(reference.path(), lane);
    }
}
