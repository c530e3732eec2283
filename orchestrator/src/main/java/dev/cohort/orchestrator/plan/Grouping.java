package dev.cohort.orchestrator.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sorts lanes by the steps that they need into a few groups, the nearest needs together.
 *
 * <p>Arrays that are chained index by index are of one size, so lanes of different needs can't share a chain, unless those
 * that do not need a step pass it. A pass costs a start of a container, so groups are merged where it takes the fewest.
 */
final class Grouping {
    static final int MOST_GROUPS = 4;

    /** Beyond so many different needs the rarest are folded at once, so that the search for pairs stays small. */
    private static final int MOST_CANDIDATES = 64;

    private Grouping() {}

    /** Which group each need falls into; needs and groups are sets of step numbers. No need at all has no group. */
    record Groups(List<BitSet> steps, Map<BitSet, Integer> groupOf) {}

    static Groups of(Map<BitSet, Long> lanesByNeed) {
        List<Candidate> candidates = lanesByNeed.entrySet().stream()
                .filter(need -> !need.getKey().isEmpty())
                .map(need -> new Candidate(need.getKey(), need.getValue()))
                .sorted(Candidate.LARGEST_FIRST)
                .collect(ArrayList::new, ArrayList::add, ArrayList::addAll);
        while (candidates.size() > MOST_CANDIDATES) {
            Candidate rarest = candidates.remove(candidates.size() - 1);
            nearest(candidates.subList(0, MOST_CANDIDATES), rarest).absorb(rarest);
        }
        while (candidates.size() > MOST_GROUPS) {
            mergeNearest(candidates);
        }
        candidates.sort(Candidate.LARGEST_FIRST);
        return numbered(candidates);
    }

    private static Groups numbered(List<Candidate> candidates) {
        Map<BitSet, Integer> groupOf = new HashMap<>();
        for (int i = 0; i < candidates.size(); i++) {
            for (BitSet need : candidates.get(i).needs.keySet()) {
                groupOf.put(need, i);
            }
        }
        return new Groups(candidates.stream().map(c -> c.steps).toList(), groupOf);
    }

    private static Candidate nearest(List<Candidate> candidates, Candidate one) {
        return candidates.stream()
                .min(Comparator.comparingLong(other -> other.passesWith(one)))
                .orElseThrow();
    }

    private static void mergeNearest(List<Candidate> candidates) {
        int first = 0;
        int second = 1;
        long fewest = Long.MAX_VALUE;
        for (int i = 0; i < candidates.size(); i++) {
            for (int j = i + 1; j < candidates.size(); j++) {
                long passes = candidates.get(i).passesWith(candidates.get(j));
                if (passes < fewest) {
                    fewest = passes;
                    first = i;
                    second = j;
                }
            }
        }
        candidates.get(first).absorb(candidates.remove(second));
    }

    /** A group in the making. */
    private static final class Candidate {
        static final Comparator<Candidate> LARGEST_FIRST =
                Comparator.<Candidate>comparingLong(c -> -c.lanes).thenComparing(c -> c.steps.toString());

        private final Map<BitSet, Long> needs = new LinkedHashMap<>();
        private final BitSet steps;
        private long lanes;

        Candidate(BitSet need, long lanes) {
            this.steps = (BitSet) need.clone();
            this.lanes = lanes;
            needs.put(need, lanes);
        }

        /** How many more tasks would be passed if the two went together. */
        long passesWith(Candidate other) {
            return lanes * missing(steps, other.steps) + other.lanes * missing(other.steps, steps);
        }

        void absorb(Candidate other) {
            needs.putAll(other.needs);
            steps.or(other.steps);
            lanes += other.lanes;
        }

        private static long missing(BitSet from, BitSet of) {
            BitSet missing = (BitSet) of.clone();
            missing.andNot(from);
            return missing.cardinality();
        }
    }
}
