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

    /**
     * Patterns as they were written down.
     *
     * @param runs as {@link #runs()} makes them
     */
    static Patterns read(List<List<Standing>> standings, String runs) {
        List<int[]> lengths = runs.isEmpty()
                ? List.of()
                : Arrays.stream(runs.split(",", -1)).map(Patterns::run).toList();
        Patterns patterns =
                new Patterns(lengths.stream().mapToInt(run -> run[1]).reduce(0, Math::addExact));
        standings.forEach(pattern -> patterns.added(codes(pattern)));
        int lane = 0;
        for (int[] run : lengths) {
            if (run[0] >= standings.size()) {
                throw new IllegalArgumentException("there is no pattern " + run[0]);
            }
            Arrays.fill(patterns.patternOfLane, lane, lane + run[1], run[0]);
            lane += run[1];
        }
        return patterns;
    }

    private static int[] run(String text) {
        String[] parts = text.split("x", -1);
        if (parts.length != 2 || !text.matches("\\d{1,9}x\\d{1,9}")) {
            throw new IllegalArgumentException("a run of lanes is written as PATTERNxLANES");
        }
        return new int[] {Integer.parseInt(parts[0]), Integer.parseInt(parts[1])};
    }

    private static byte[] codes(List<Standing> pattern) {
        byte[] codes = new byte[pattern.size()];
        for (int step = 0; step < codes.length; step++) {
            codes[step] = pattern.get(step).code();
        }
        return codes;
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

    /** Whether each has a standing for so many steps. */
    boolean isOf(int steps) {
        return standings.stream().allMatch(pattern -> pattern.length == steps);
    }

    /** Which pattern each lane has, in the order of the lanes: {@code 0x500,1x20} are five hundred of the first, then twenty of the second. */
    String runs() {
        StringBuilder runs = new StringBuilder();
        for (int lane = 0; lane < lanes(); ) {
            int from = lane;
            while (lane < lanes() && patternOfLane[lane] == patternOfLane[from]) {
                lane++;
            }
            runs.append(runs.isEmpty() ? "" : ",")
                    .append(patternOfLane[from])
                    .append('x')
                    .append(lane - from);
        }
        return runs.toString();
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
