package dev.cohort.orchestrator.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoTextTest {
    private static final String HEADER = "geneA.name\tgeneA.id\tgeneB.name\tgeneB.id";
    private static final String AB = "A\t1\tB\t2";
    private static final String CD = "C\t3\tD\t4";

    private final Map<String, List<String>> planted = new LinkedHashMap<>();
    private final Map<String, List<String>> found = new LinkedHashMap<>();
    private final DemoText text = new DemoText(planted, found);

    @Test
    void showsThatAllWasFound() {
        planted.put("S1", List.of(HEADER, CD, AB));
        planted.put("S2", List.of(HEADER));
        found.put("S1", List.of(HEADER, AB, CD));
        found.put("S2", List.of(HEADER));

        assertThat(text.allFound()).isTrue();
        assertThat(text.lines())
                .containsExactly(
                        "sample  planted     found",
                        "S1      A--B, C--D  A--B, C--D  as planted",
                        "S2      none        none        as planted",
                        "",
                        "All 2 planted fusions were found, and no other.");
    }

    @Test
    void showsWhichSampleDiffers() {
        planted.put("S1", List.of(HEADER, AB));
        planted.put("S2", List.of(HEADER));
        found.put("S1", List.of(HEADER));
        found.put("S2", List.of(HEADER, CD));

        assertThat(text.allFound()).isFalse();
        assertThat(text.lines())
                .contains("S1      A--B     none   DIFFERS", "S2      none     C--D   DIFFERS")
                .last()
                .isEqualTo("What was found is not what was planted: please report this.");
    }

    @Test
    void aSampleOfWhichNothingWasFoundAtAllDiffers() {
        planted.put("S1", List.of(HEADER, AB));

        assertThat(text.allFound()).isFalse();
    }
}
