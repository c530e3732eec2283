package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Place;
import org.jspecify.annotations.Nullable;

/** A column of the sample sheet that steps read. Its fallback stands in for an empty or missing cell. */
public record ColumnSpec(
        String name,
        ValueRule rule,
        @Nullable String description,
        @Nullable TemplateSpec fallback,
        Place place) {}
