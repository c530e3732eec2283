package dev.cohort.worker.container;

import java.nio.file.Path;
import java.util.Objects;

/** A file or directory of this machine that a container sees. */
public record BindMount(Path source, Path target, boolean readOnly) {
    public BindMount {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(target, "target");
    }

    /** Seen where it lies, and only read. */
    public static BindMount reading(Path path) {
        return new BindMount(path, path, true);
    }

    /** Seen where it lies, and written to. */
    public static BindMount writing(Path path) {
        return new BindMount(path, path, false);
    }

    /** The engines read it as a line of CSV, so that a path may hold commas, colons and quotes. */
    String text() {
        return "type=bind," + quoted("source=" + source) + "," + quoted("target=" + target)
                + (readOnly ? ",readonly" : "");
    }

    private static String quoted(String field) {
        return '"' + field.replace("\"", "\"\"") + '"';
    }
}
