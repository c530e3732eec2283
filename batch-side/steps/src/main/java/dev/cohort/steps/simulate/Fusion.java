package dev.cohort.steps.simulate;

/**
 * A gene whose first exons are joined to the last exons of another, at exon borders as in nature.
 *
 * @param kept how many exons of the first gene stay
 * @param dropped how many exons of the second gene are lost
 */
record Fusion(Gene five, Gene three, int kept, int dropped) {

    /** Where in the fusion's bases the second gene begins. */
    int junction() {
        return five.whole().lengthOfFirst(kept);
    }

    String bases() {
        return five.whole().bases().substring(0, junction())
                + three.whole().bases().substring(entry());
    }

    /** The fusion as pizzly writes it: both transcripts, and the stretch of each that is kept. */
    String transcripts() {
        int length = three.whole().bases().length();
        return "%s_0:%d_%s_%d:%d"
                .formatted(five.whole().id(), junction(), three.whole().id(), entry(), length);
    }

    private int entry() {
        return three.whole().lengthOfFirst(dropped);
    }
}
