package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Place;

/**
 * What a step reads: text with expressions, and whether it was said to be a file or a value.
 *
 * @param optional whether the step is needed for a sample that has no need of the step that makes it
 */
public record InputSpec(String name, TemplateSpec text, Form form, boolean optional, Place place) {

    /** What the author said of it; {@code INFERRED} leaves it to what the expression is. */
    public enum Form {
        INFERRED,
        FILE,
        VALUE
    }

    InputSpec reading(TemplateSpec other) {
        return new InputSpec(name, other, form, optional, place);
    }
}
