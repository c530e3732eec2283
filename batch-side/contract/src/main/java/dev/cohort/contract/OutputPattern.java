package dev.cohort.contract;

import java.util.Objects;

/** What a task leaves below its work directory, and whether it may do without. */
public record OutputPattern(Template path, Kind kind, boolean optional) {
    public OutputPattern {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(kind, "kind");
    }

    /** What the path names. */
    public enum Kind {
        FILE,
        DIRECTORY,
        GLOB;

        /** How it is written in JSON. */
        public String word() {
            return Words.of(this);
        }
    }

    public Json toJson() {
        return Json.object()
                .put("path", path.toJson())
                .put("kind", kind.word())
                .put("optional", optional)
                .build();
    }

    static OutputPattern fromJson(Json json, String where) {
        Fields output = json.fields(where);
        return new OutputPattern(
                Template.fromJson(output.json("path"), where + ".path"),
                output.word("kind", Kind.class),
                output.flag("optional"));
    }
}
