package dev.cohort.orchestrator.plan;

import java.util.List;
import java.util.stream.IntStream;

/** A stretch of a group's lanes that fits one array. */
public record Chunk(int number, int start, int size) {
    /** AWS Batch takes no larger array. */
    public static final int MOST_LANES = 10_000;

    /** As few chunks as will do, none more than one lane larger than another: so none is left with a single lane. */
    static List<Chunk> evenly(int lanes, int most) {
        int chunks = (lanes + most - 1) / most;
        return IntStream.range(0, chunks)
                .mapToObj(i -> {
                    int start = (int) ((long) lanes * i / chunks);
                    int end = (int) ((long) lanes * (i + 1) / chunks);
                    return new Chunk(i + 1, start, end - start);
                })
                .toList();
    }
}
