package dev.cohort.steps.simulate;

/** A stretch of a chromosome that is kept in transcripts: 1-based, both ends included, and its bases as transcribed. */
record Exon(int start, int end, String bases) {

    Exon {
        if (end - start + 1 != bases.length()) {
            throw new IllegalArgumentException("an exon has as many bases as places");
        }
    }

    int length() {
        return bases.length();
    }
}
