package dev.cohort.orchestrator.spec;

/** Whether one path could fit two patterns, of those that hold no more than {@code *} and {@code ?}. */
final class GlobOverlap {
    private final String first;
    private final String second;

    private GlobOverlap(String first, String second) {
        this.first = first;
        this.second = second;
    }

    /** Patterns with sets and choices in them are left alone: to be told too little here does no harm. */
    static boolean isPossible(String first, String second) {
        return isPlain(first) && isPlain(second) && new GlobOverlap(first, second).isPossible();
    }

    private static boolean isPlain(String pattern) {
        return pattern.chars().noneMatch(c -> "[]{}".indexOf(c) >= 0);
    }

    /** From the ends backwards: whether what is left of both could be the same. */
    private boolean isPossible() {
        boolean[][] fits = new boolean[first.length() + 1][second.length() + 1];
        for (int i = first.length(); i >= 0; i--) {
            for (int j = second.length(); j >= 0; j--) {
                fits[i][j] = fits(fits, i, j);
            }
        }
        return fits[0][0];
    }

    private boolean fits(boolean[][] fits, int i, int j) {
        boolean firstEnds = i == first.length();
        boolean secondEnds = j == second.length();
        if (firstEnds && secondEnds) {
            return true;
        }
        if (!firstEnds && first.charAt(i) == '*') {
            return fits[i + 1][j] || (!secondEnds && isTaken(first, i, second.charAt(j)) && fits[i][j + 1]);
        }
        if (!secondEnds && second.charAt(j) == '*') {
            return fits[i][j + 1] || (!firstEnds && isTaken(second, j, first.charAt(i)) && fits[i + 1][j]);
        }
        return !firstEnds && !secondEnds && isSame(first.charAt(i), second.charAt(j)) && fits[i + 1][j + 1];
    }

    /** A single star stays within its directory, two of them do not. */
    private static boolean isTaken(String pattern, int star, char c) {
        boolean two = pattern.startsWith("**", star) || (star > 0 && pattern.charAt(star - 1) == '*');
        return two || c != '/';
    }

    private static boolean isSame(char one, char other) {
        return one == other || (one == '?' && other != '/') || (other == '?' && one != '/');
    }
}
