package dev.cohort.worker;

import dev.cohort.contract.FailureKind;
import dev.cohort.contract.OutputPattern;
import dev.cohort.contract.OutputPattern.Kind;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * One output as this task shall leave it.
 *
 * @param path below {@code work}, without a slash at its end; for a glob the pattern
 * @param at where that is
 */
record WantedOutput(String name, Kind kind, boolean optional, String path, Path at) {
    private static final String GLOB_SIGNS = "\\*?[]{},!-";

    /** Refuses a path that a lane's values lead out of the task's directory. */
    static WantedOutput of(String name, OutputPattern pattern, Values values, Path work) {
        String shown = trimmed(values.render(pattern.path()));
        requireInside(name, shown);
        String path = pattern.kind() == Kind.GLOB
                ? trimmed(pattern.path().render(hole -> literal(values.value(hole))))
                : shown;
        return new WantedOutput(name, pattern.kind(), pattern.optional(), path, resolved(name, work, shown));
    }

    private static Path resolved(String name, Path work, String path) {
        try {
            return work.resolve(path);
        } catch (InvalidPathException unspellable) {
            throw TaskFailure.ofLocale("Output `" + name + "`", unspellable);
        }
    }

    /** What a lane puts into a pattern stands for itself. */
    private static String literal(String value) {
        StringBuilder escaped = new StringBuilder();
        for (char c : value.toCharArray()) {
            if (GLOB_SIGNS.indexOf(c) >= 0) {
                escaped.append('\\');
            }
            escaped.append(c);
        }
        return escaped.toString();
    }

    private static String trimmed(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static void requireInside(String name, String path) {
        for (String segment : path.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..") || segment.indexOf('\0') >= 0) {
                throw new TaskFailure(
                        FailureKind.STAGE_OUT,
                        "Output `" + name + "` would lie at " + Words.quoted(path)
                                + ", which is no plain path below the task's directory. Correct the path in the"
                                + " pipeline, or the sample's columns that it is made of.");
            }
        }
    }

    /** How messages call it. */
    String shown() {
        return "Output `" + name + "` (" + path + (kind == Kind.DIRECTORY ? "/" : "") + ")";
    }

    /** The part of the path that is no pattern: where to look, and what a reader sees the files below. */
    String base() {
        if (kind != Kind.GLOB) {
            return path;
        }
        String plain = beforeFirstSign();
        return plain.substring(0, Math.max(0, plain.lastIndexOf('/')));
    }

    /** The directory that the body finds made: what it writes lies right in it. May be empty. */
    String parent() {
        return kind == Kind.GLOB ? base() : path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    /** What is escaped stands for itself, also here. */
    private String beforeFirstSign() {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < path.length() && "*?[{".indexOf(path.charAt(i)) < 0; i++) {
            boolean escapes = path.charAt(i) == '\\' && i + 1 < path.length();
            plain.append(path.charAt(escapes ? ++i : i));
        }
        return plain.toString();
    }
}
