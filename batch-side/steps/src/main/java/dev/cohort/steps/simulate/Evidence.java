package dev.cohort.steps.simulate;

import dev.cohort.steps.fusion.FusionRow;
import dev.cohort.steps.fusion.FusionRow.Partner;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts, as fragments are cut, those that show a planted fusion: between the mates or within a read. */
final class Evidence {
    private final Map<Fusion, int[]> counts = new LinkedHashMap<>();

    Evidence(List<Fusion> planted) {
        planted.forEach(fusion -> counts.put(fusion, new int[2]));
    }

    void count(Fragment fragment) {
        Fusion fusion = fragment.molecule().fusion();
        if (fusion != null && fragment.crosses(fusion.junction())) {
            int[] seen = counts.getOrDefault(fusion, new int[2]);
            seen[fragment.isRead(fusion.junction()) ? 1 : 0]++;
        }
    }

    /** The truth in the shape of a finding: the table that pizzly's is compared with. */
    List<FusionRow> rows() {
        return counts.entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .sorted(FusionRow.STRONGEST_FIRST)
                .toList();
    }

    private static FusionRow row(Fusion fusion, int[] seen) {
        Partner five = partner(fusion.five());
        Partner three = partner(fusion.three());
        List<String> transcripts = List.of(fusion.transcripts());
        return new FusionRow(five, three, seen[0], seen[1], transcripts);
    }

    private static Partner partner(Gene gene) {
        return new Partner(gene.symbol(), gene.id());
    }
}
