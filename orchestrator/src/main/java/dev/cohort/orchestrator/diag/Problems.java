package dev.cohort.orchestrator.diag;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Gathers all mistakes of a reading, so that they are told at once and in the order of the source. */
public final class Problems {
    private final List<Problem> told = new ArrayList<>();
    private final List<Source> sources = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    /** The same sentence at the same place is told once, however often it was found. */
    public void add(Problem problem) {
        if (seen.add(problem.toString())) {
            problem.place().map(Place::source).filter(s -> !sources.contains(s)).ifPresent(sources::add);
            told.add(problem);
        }
    }

    public void addAll(Iterable<Problem> problems) {
        problems.forEach(this::add);
    }

    public boolean hasErrors() {
        return told.stream().anyMatch(Problem::isError);
    }

    public boolean isEmpty() {
        return told.isEmpty();
    }

    /** In source order: what stands in no file comes first, then file by file as they were read. */
    public List<Problem> inOrder() {
        return told.stream()
                .sorted(Comparator.comparingInt(this::sourceRank)
                        .thenComparingInt(p -> p.place().map(Place::start).orElse(-1)))
                .toList();
    }

    private int sourceRank(Problem problem) {
        return problem.place().map(p -> sources.indexOf(p.source())).orElse(-1);
    }
}
