package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Place;
import org.jspecify.annotations.Nullable;

/**
 * What a step reads: text with expressions, whether it was said to be a file or a value, and how it is staged.
 *
 * @param optional whether the step is needed for a sample that has no need of the step that makes it
 */
public record InputSpec(String name, TemplateSpec text, Form form, Staging staging, boolean optional, Place place) {

    /**
     * How a file is brought to its task.
     *
     * @param copy whether the task gets a copy of its own, into which it may write
     * @param sharedAt where it says that the lanes of one host may share it; null where it does not
     * @param paidAt where it says that whoever reads it pays for that; null where it does not
     */
    public record Staging(
            boolean copy,
            @Nullable Place sharedAt,
            @Nullable Place paidAt) {
        static final Staging PLAIN = new Staging(false, null, null);

        public boolean isShared() {
            return sharedAt != null;
        }

        public boolean isPaid() {
            return paidAt != null;
        }
    }

    /** What the author said of it; {@code INFERRED} leaves it to what the expression is. */
    public enum Form {
        INFERRED,
        FILE,
        VALUE
    }

    InputSpec reading(TemplateSpec other) {
        return new InputSpec(name, other, form, staging, optional, place);
    }

    /** Read by a body that writes into a copy of it. */
    InputSpec copied() {
        return new InputSpec(
                name, text, form, new Staging(true, staging.sharedAt(), staging.paidAt()), optional, place);
    }
}
