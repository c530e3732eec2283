package dev.cohort.batch.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What one attempt printed, and when, as far as looks at the growing file tell: a container writes into it without a detour, and
 * without times.
 */
final class TaskLog {
    final String group;
    final String stream;
    final Path file;
    private final LongSupplier clock;
    private final List<Mark> marks = new ArrayList<>();
    private volatile boolean complete;

    /** At this time the file was seen to have come to this size. */
    private record Mark(long size, long millis) {}

    TaskLog(String group, String stream, Path file, LongSupplier clock) {
        this.group = group;
        this.stream = stream;
        this.file = file;
        this.clock = clock;
    }

    synchronized void look() {
        long size = size();
        if (size > (marks.isEmpty() ? 0 : marks.get(marks.size() - 1).size)) {
            marks.add(new Mark(size, clock.getAsLong()));
        }
    }

    /** Nothing more comes. */
    void complete() {
        look();
        complete = true;
    }

    boolean isComplete() {
        return complete;
    }

    long size() {
        return file.toFile().length();
    }

    /** When the byte at this offset was first seen to be there. */
    synchronized long timeOf(long offset) {
        int low = 0;
        int high = marks.size();
        while (low < high) {
            int middle = (low + high) / 2;
            if (marks.get(middle).size > offset) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low < marks.size() ? marks.get(low).millis : clock.getAsLong();
    }
}
