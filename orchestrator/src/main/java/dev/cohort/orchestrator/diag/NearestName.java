package dev.cohort.orchestrator.diag;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that a mistyped one was most likely meant to be. */
public final class NearestName {
    private static final int SHORTEST_BEGINNING = 3;

    private NearestName() {}

    /** A hint such as "did you mean `x`?", or the known names where none is near and they are few. */
    public static Optional<String> hint(String written, Collection<String> known) {
        Optional<String> near = of(written, known).map(name -> "did you mean `" + name + "`?");
        return near.isPresent() ? near : knownNames(known);
    }

    /** The nearest known name, when it is near enough to be believed; else one that it begins, or that begins it. */
    public static Optional<String> of(String written, Collection<String> known) {
        String wanted = written.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(name -> Math.abs(wanted.length() - name.length()) <= believable(wanted, name))
                .map(name -> new Candidate(name, distance(wanted, name.toLowerCase(Locale.ROOT))))
                .filter(candidate -> candidate.distance <= believable(wanted, candidate.name))
                .min(Comparator.<Candidate>comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .map(Candidate::name)
                .or(() -> begun(wanted, known));
    }

    private record Candidate(String name, int distance) {}

    private static Optional<String> begun(String wanted, Collection<String> known) {
        return known.stream()
                .filter(name -> Math.min(wanted.length(), name.length()) >= SHORTEST_BEGINNING)
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(wanted)
                        || wanted.startsWith(name.toLowerCase(Locale.ROOT)))
                .min(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
    }

    private static Optional<String> knownNames(Collection<String> known) {
        return known.isEmpty() || known.size() > 12
                ? Optional.empty()
                : Optional.of((known.size() == 1 ? "the only one is `" : "known names are `")
                        + String.join("`, `", known.stream().sorted().toList()) + "`");
    }

    private static int believable(String written, String name) {
        int longer = Math.max(written.length(), name.length());
        return Math.min(longer - 1, Math.max(1, longer / 3));
    }

    /** Edits to get from one to the other, where swapping two neighbours is one edit. Long names are cut: they are no typos. */
    static int distance(String from, String to) {
        String a = from.length() > 64 ? from.substring(0, 64) : from;
        String b = to.length() > 64 ? to.substring(0, 64) : to;
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, String b, int i, int j) {
        int changed = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(changed, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
