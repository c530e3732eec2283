package dev.cohort.contract;

import java.util.List;

/** Where an input of a task comes from, said once for all lanes. */
public sealed interface InputPattern {
    <R> R accept(Visitor<R> visitor);

    /** One answer per kind of input, so that a new kind fails to compile wherever it must be handled. */
    interface Visitor<R> {
        R value(Value input);

        R file(File input);

        R files(Files input);

        R fromLane(FromLane input);

        R fromCohort(FromCohort input);

        R gather(Gather input);
    }

    /** A text; no file is staged in. */
    record Value(Template value) implements InputPattern {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.value(this);
        }
    }

    /** A file from outside the pipeline; where the path comes out relative, it is resolved against {@code base}. */
    record File(Template path, String base) implements InputPattern {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.file(this);
        }
    }

    /** Several files from outside the pipeline: whole paths and URLs, parted by {@code ;}, in an order that counts. */
    record Files(Template paths) implements InputPattern {
        /** The paths that a rendered text holds. */
        public List<String> paths(String rendered) {
            return rendered.isEmpty() ? List.of() : List.of(rendered.split(";", -1));
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.files(this);
        }
    }

    /** What an earlier step left for the same sample. */
    record FromLane(String step, String output) implements InputPattern {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.fromLane(this);
        }
    }

    /** What an earlier step left for the cohort. */
    record FromCohort(String step, String output) implements InputPattern {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.fromCohort(this);
        }
    }

    /**
     * What an earlier step left for each sample of the run, all of them together.
     *
     * @param partial whether there may be samples that have no need of that step; the run says which
     */
    record Gather(String step, String output, boolean partial) implements InputPattern {
        public Gather(String step, String output) {
            this(step, output, false);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.gather(this);
        }
    }

    default Json toJson() {
        return InputPatternJson.write(this);
    }

    static InputPattern fromJson(Json json, String where) {
        return InputPatternJson.read(json.fields(where));
    }
}
