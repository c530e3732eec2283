package dev.cohort.orchestrator.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the tasks of a step run, and beside how many of their kind.
 *
 * @param queueName on AWS Batch; null for that of the run
 * @param tags on the jobs, on AWS Batch
 * @param mostAtOnce how many tasks of the step may run at once; null for as many as fit
 */
public record Placement(
        @Nullable String queueName,
        Map<String, TemplateSpec> tags,
        @Nullable Integer mostAtOnce) {
    public Placement {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    Stream<TemplateSpec> templates() {
        return tags.values().stream();
    }

    /** The same over other expressions. */
    Placement map(UnaryOperator<TemplateSpec> change) {
        return new Placement(queueName, TemplateSpec.map(tags, change), mostAtOnce);
    }

    public Optional<String> queue() {
        return Optional.ofNullable(queueName);
    }

    public OptionalInt maxParallel() {
        return mostAtOnce == null ? OptionalInt.empty() : OptionalInt.of(mostAtOnce);
    }
}
