package dev.cohort.orchestrator.graph;

import dev.cohort.orchestrator.diag.Place;
import dev.cohort.orchestrator.spec.TemplateSpec;
import java.util.Optional;

/** Where an input comes from, once its names are known. */
public sealed interface ResolvedInput {
    <T> T accept(Visitor<T> visitor);

    /** The step that makes it, where a step does. */
    default Optional<String> producer() {
        return Optional.empty();
    }

    /** One method for each origin, so that a new one fails to compile wherever it must be handled. */
    interface Visitor<T> {
        T value(Value input);

        T file(File input);

        T files(Files input);

        T made(Made input);
    }

    /** A text that is handed over and not staged. */
    record Value(TemplateSpec text) implements ResolvedInput {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.value(this);
        }
    }

    /** A file from outside the pipeline. */
    record File(TemplateSpec path) implements ResolvedInput {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.file(this);
        }
    }

    /** The files of a column that holds several; the text is that column alone. */
    record Files(TemplateSpec paths) implements ResolvedInput {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.files(this);
        }
    }

    /**
     * What another step leaves.
     *
     * @param optional whether a sample that has no need of that step still needs this one
     */
    record Made(String step, String output, Reach reach, boolean optional, Place place) implements ResolvedInput {
        @Override
        public Optional<String> producer() {
            return Optional.of(step);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.made(this);
        }
    }

    /** Which tasks of the producer one task of the reader waits for. */
    enum Reach {
        /** The same sample's. */
        LANE,
        /** The one of the cohort. */
        COHORT,
        /** All samples'. */
        GATHER
    }
}
