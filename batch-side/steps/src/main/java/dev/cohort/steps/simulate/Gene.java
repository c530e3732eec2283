package dev.cohort.steps.simulate;

import java.util.List;

/** A gene: where it lies, and its transcripts, of which the first has all exons. */
record Gene(String id, String symbol, String chromosome, boolean forward, List<Transcript> transcripts) {

    Gene {
        transcripts = List.copyOf(transcripts);
    }

    Transcript whole() {
        return transcripts.get(0);
    }

    int start() {
        return whole().start();
    }

    int end() {
        return whole().end();
    }
}
