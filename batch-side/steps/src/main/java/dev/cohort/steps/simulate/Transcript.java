package dev.cohort.steps.simulate;

import java.util.List;
import java.util.stream.Collectors;

/** One way to splice a gene: some of its exons, in the order of transcription. */
record Transcript(String id, List<Exon> exons) {

    Transcript {
        exons = List.copyOf(exons);
    }

    String bases() {
        return exons.stream().map(Exon::bases).collect(Collectors.joining());
    }

    /** How many bases the first exons have together: where the next one begins. */
    int lengthOfFirst(int count) {
        return exons.stream().limit(count).mapToInt(Exon::length).sum();
    }

    int start() {
        return exons.stream().mapToInt(Exon::start).min().orElseThrow();
    }

    int end() {
        return exons.stream().mapToInt(Exon::end).max().orElseThrow();
    }
}
