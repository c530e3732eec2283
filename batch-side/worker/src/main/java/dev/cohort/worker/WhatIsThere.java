package dev.cohort.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells what a body left instead of what was asked for, the names that are nearest first. */
final class WhatIsThere {
    private static final int LOOKED_AT = 1000;
    private static final int NAMED = 5;

    private final Path work;

    WhatIsThere(Path work) {
        this.work = work;
    }

    String insteadOf(String wanted) throws IOException {
        List<String> there = names();
        if (there.isEmpty()) {
            return "The step has written no file at all; see the log for what it did.";
        }
        String nearest = there.stream()
                .sorted(Comparator.<String>comparingInt(name -> distance(name, wanted))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(NAMED)
                .map(Words::quoted)
                .collect(Collectors.joining(", "));
        return "What is there instead: " + nearest + (there.size() > NAMED ? ", …" : "") + ".";
    }

    private List<String> names() throws IOException {
        try (Stream<Path> walk = Files.walk(work)) {
            return walk.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .limit(LOOKED_AT)
                    .map(path -> work.relativize(path).toString())
                    .toList();
        }
    }

    /** How many characters must be put in, left out or replaced. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
