package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Place;
import org.jspecify.annotations.Nullable;

/** What may be set from outside. Without a fallback it must be given. */
public record ParamSpec(
        String name,
        ValueRule rule,
        @Nullable String description,
        @Nullable TemplateSpec fallback,
        Place place) {

    ParamSpec withFallback(TemplateSpec other) {
        return new ParamSpec(name, rule, description, other, place);
    }
}
