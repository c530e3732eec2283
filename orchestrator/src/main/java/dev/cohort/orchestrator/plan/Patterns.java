package dev.cohort.orchestrator.plan;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lanes whose tasks stand alike in every step, taken together: a million lanes are mostly a handful of patterns. */
final class Patterns {
    private final int[] patternOfLane;
    private final List<byte[]> standings = new ArrayList<>();
    private final Map<ByteBuffer, Integer> known = new HashMap<>();
    private int last;

    private Patterns(int lanes) {
        this.patternOfLane = new int[lanes];
    }

    /** How a lane stands in the per-sample step with this number. */
    interface Look {
        Standing at(int step, int lane);
    }

    static Patterns of(int lanes, int steps, Look look) {
        Patterns patterns = new Patterns(lanes);
        byte[] probe = new byte[steps];
        for (int lane = 0; lane < lanes; lane++) {
            for (int step = 0; step < steps; step++) {
                probe[step] = look.at(step, lane).code();
            }
            patterns.patternOfLane[lane] = patterns.number(probe);
        }
        return patterns;
    }

    /** Most lanes stand as the one before. */
    private int number(byte[] probe) {
        if (standings.isEmpty() || !Arrays.equals(standings.get(last), probe)) {
            Integer number = known.get(ByteBuffer.wrap(probe));
            last = number == null ? added(probe.clone()) : number;
        }
        return last;
    }

    private int added(byte[] pattern) {
        standings.add(pattern);
        known.put(ByteBuffer.wrap(pattern), standings.size() - 1);
        return standings.size() - 1;
    }

    int count() {
        return standings.size();
    }

    int lanes() {
        return patternOfLane.length;
    }

    int ofLane(int lane) {
        return patternOfLane[lane];
    }

    Standing standing(int pattern, int step) {
        return Standing.of(standings.get(pattern)[step]);
    }

    /** How many lanes each pattern has. */
    int[] sizes() {
        int[] sizes = new int[count()];
        for (int pattern : patternOfLane) {
            sizes[pattern]++;
        }
        return sizes;
    }
}
