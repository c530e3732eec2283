package dev.cohort.orchestrator.diag;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers all mistakes of a reading, so that they are told at once and in the order of the source. */
public final class Problems {
    /** Nobody reads more at once, and a hostile file could hold a hundred thousand. */
    private static final int MOST = 500;

    private final List<Problem> told = new ArrayList<>();
    private final List<Source> sources = new ArrayList<>();
    private final Set<Key> seen = new HashSet<>();
    private int errors;
    private int ofUsage;
    private int warnings;
    private int untold;

    /** What makes two problems the same. */
    private record Key(
            Severity severity, String message, @Nullable Place place) {}

    /** The same sentence at the same place is told once, however often it was found. */
    public void add(Problem problem) {
        if (!seen.add(
                new Key(problem.severity(), problem.message(), problem.place().orElse(null)))) {
            return;
        }
        if (problem.isError()) {
            errors++;
            ofUsage += problem.isUsage() ? 1 : 0;
        } else {
            warnings++;
        }
        if (told.size() == MOST) {
            untold++;
            return;
        }
        problem.place().map(Place::source).filter(s -> !sources.contains(s)).ifPresent(sources::add);
        told.add(problem);
    }

    public void addAll(Iterable<Problem> problems) {
        problems.forEach(this::add);
    }

    public boolean hasErrors() {
        return errors > 0;
    }

    /** Whether all errors are in the words of the command, and none in any file. */
    public boolean areOfUsage() {
        return errors > 0 && errors == ofUsage;
    }

    /** All errors, with those that are too many to be told. */
    public int errors() {
        return errors;
    }

    /** All warnings, with those that are too many to be told. */
    public int warnings() {
        return warnings;
    }

    public boolean isEmpty() {
        return told.isEmpty();
    }

    /** In source order: what stands in no file comes first, then file by file as they were read. */
    public List<Problem> inOrder() {
        List<Problem> ordered = new ArrayList<>(told);
        ordered.sort(Comparator.comparingInt(this::sourceRank)
                .thenComparingInt(p -> p.place().map(Place::start).orElse(-1)));
        if (untold > 0) {
            ordered.add(rest().hint("mend these first"));
        }
        return List.copyOf(ordered);
    }

    private Problem rest() {
        String message = "there are " + untold + " more problems, which are not shown";
        return hasErrors() ? Problem.error(message) : Problem.warning(message);
    }

    private int sourceRank(Problem problem) {
        return problem.place().map(p -> sources.indexOf(p.source())).orElse(-1);
    }
}
