package dev.cohort.steps.fusion;

import java.util.Comparator;
import java.util.List;

/**
 * A fusion in one sample: its two genes, the one that the transcript begins with first, and how many fragments show it between their mates and within a read.
 *
 * @param transcripts the transcripts that may be joined, each as pizzly names it
 */
public record FusionRow(Partner a, Partner b, int paircount, int splitcount, List<String> transcripts) {
    /** The order of tables: what is best supported first, and the same for the same findings. */
    public static final Comparator<FusionRow> STRONGEST_FIRST = Comparator.comparingInt(FusionRow::support)
            .reversed()
            .thenComparing(row -> row.a().id())
            .thenComparing(row -> row.b().id());

    /** One of the two genes of a fusion. */
    public record Partner(String name, String id) {}

    public FusionRow {
        transcripts = List.copyOf(transcripts);
    }

    public int support() {
        return paircount + splitcount;
    }
}
