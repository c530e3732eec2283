package dev.cohort.store;

import dev.cohort.store.StoreFailure.Kind;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Turns names into paths and back. Java spells file names in the encoding of the locale that it was started in, so without UTF-8 it
 * would miss files or make others: that is told, not done.
 */
final class Spelling {
    private static final boolean UTF_8 = "UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding", "UTF-8"));

    private Spelling() {}

    static Path path(Path base, String name) {
        if (!UTF_8) requireAscii(name);
        try {
            return base.resolve(name);
        } catch (InvalidPathException e) {
            throw new StoreFailure(Kind.BAD_NAME, "'" + Names.shown(name) + "' cannot be a path: " + e.getReason(), e);
        }
    }

    /** Whether the last name of a path that the system gave comes back as the same bytes; those that are no UTF-8 do not. */
    static boolean isFaithful(Path path, String name) {
        if (!UTF_8) requireAscii(name);
        return name.indexOf('\uFFFD') < 0 || path.equals(path.resolveSibling(name));
    }

    private static void requireAscii(String name) {
        if (name.chars().anyMatch(c -> c > 127))
            throw new StoreFailure(
                    Kind.BAD_NAME,
                    "'" + Names.shown(name)
                            + "' has characters that this program cannot spell in the locale it runs in",
                    "Start it with LC_ALL=C.UTF-8.",
                    null);
    }
}
