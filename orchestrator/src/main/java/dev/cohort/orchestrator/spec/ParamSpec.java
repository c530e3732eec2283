package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Place;
import org.jspecify.annotations.Nullable;

/**
 * What may be set from outside. Without a fallback it must be given.
 *
 * @param bound whether it belongs to a used file and the using one says what it is: then the fallback is that, may name params
 *     of the using file, and nobody else has a say
 */
public record ParamSpec(
        String name,
        ValueRule rule,
        @Nullable String description,
        @Nullable TemplateSpec fallback,
        boolean bound,
        Place place) {

    ParamSpec withFallback(TemplateSpec other) {
        return new ParamSpec(name, rule, description, other, bound, place);
    }

    /** The param of a used file, as the using one calls it. */
    ParamSpec used(String qualified, @Nullable TemplateSpec value, boolean isBound) {
        return new ParamSpec(qualified, rule, description, value, isBound, place);
    }
}
