package dev.cohort.batch;

/** A set of indices below a bound that gives its lowest in constant time: a bit for each, and a bit for each 64 of those. */
final class IndexSet {
    private static final int WORD = 6;

    private final long[] bits;
    private final long[] inhabited;

    IndexSet(int bound) {
        bits = new long[words(bound)];
        inhabited = new long[words(bits.length)];
    }

    void add(int index) {
        int word = index >> WORD;
        bits[word] |= 1L << index;
        inhabited[word >> WORD] |= 1L << word;
    }

    void remove(int index) {
        int word = index >> WORD;
        bits[word] &= ~(1L << index);
        if (bits[word] == 0) {
            inhabited[word >> WORD] &= ~(1L << word);
        }
    }

    boolean isEmpty() {
        return first() < 0;
    }

    /** The lowest, or -1. At most three words are looked at before it, as an array has at most 10,000 children. */
    int first() {
        for (int i = 0; i < inhabited.length; i++) {
            if (inhabited[i] != 0) {
                int word = (i << WORD) + Long.numberOfTrailingZeros(inhabited[i]);
                return (word << WORD) + Long.numberOfTrailingZeros(bits[word]);
            }
        }
        return -1;
    }

    private static int words(int bound) {
        return (bound >> WORD) + 1;
    }
}
