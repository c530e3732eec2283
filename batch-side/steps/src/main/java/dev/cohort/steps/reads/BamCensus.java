package dev.cohort.steps.reads;

/**
 * How many reads of each kind a BAM holds; what is secondary or supplementary is another view of a read, and not counted.
 *
 * @param firsts reads that say they are the first mate of a pair
 * @param seconds reads that say they are the second
 * @param singles reads that say they have no mate
 */
public record BamCensus(long firsts, long seconds, long singles) {

    public long reads() {
        return firsts + seconds + singles;
    }
}
