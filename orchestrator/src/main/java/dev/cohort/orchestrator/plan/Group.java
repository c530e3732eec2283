package dev.cohort.orchestrator.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Lanes that go through the same steps, chained among themselves; those that do not need one of them pass it. */
public final class Group {
    private final int number;
    private final Set<String> steps;
    private final int[] lanes;
    private final List<Chunk> chunks;

    Group(int number, Set<String> steps, int[] lanes, int mostInChunk) {
        this.number = number;
        this.steps = Set.copyOf(steps);
        this.lanes = lanes;
        this.chunks = Chunk.evenly(lanes.length, mostInChunk);
    }

    /** From 1; 0 stands for the cohort in the names of jobs. */
    public int number() {
        return number;
    }

    public Set<String> steps() {
        return steps;
    }

    public int size() {
        return lanes.length;
    }

    public List<Chunk> chunks() {
        return chunks;
    }

    IntStream lanes() {
        return Arrays.stream(lanes);
    }

    /** The lane, by its number in the sample table, at an index of a chunk's array. */
    public int lane(Chunk chunk, int index) {
        return lanes[chunk.start() + index];
    }
}
