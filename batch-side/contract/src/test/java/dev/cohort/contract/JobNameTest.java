package dev.cohort.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobNameTest {
    private static final RunId RUN = Specimens.RUN;
    /** What a name takes beside its step: the run, two hyphens, and g0c0r0. */
    private static final int REST = 20 + 1 + 7;

    @Test
    void saysWhatItIs() {
        assertThat(JobName.of(RUN, "kallisto", 1, 23, 4)).isEqualTo("20260131-120000-k3x9-kallisto-g1c23r4");
        assertThat(JobName.join(RUN, "summary", 2, 0)).isEqualTo("20260131-120000-k3x9-summary-j2r0");
    }

    @Test
    void hasNoDotsWhereStepsOfUsedPipelinesHave() {
        assertThat(JobName.of(RUN, "align.map", 1, 1, 1)).isEqualTo(RUN + "-align--map-g1c1r1");
        assertThat(JobName.of(RUN, "a.b.c", 1, 1, 1)).isEqualTo(RUN + "-a--b--c-g1c1r1");
    }

    @Test
    void staysApartFromAStepThatIsCalledWithHyphens() {
        assertThat(JobName.of(RUN, "align--map", 1, 1, 1))
                .startsWith(RUN + "-align--map-")
                .isNotEqualTo(JobName.of(RUN, "align.map", 1, 1, 1))
                .matches("[A-Za-z0-9][A-Za-z0-9_-]*");
        assertThat(JobName.of(RUN, "a.b".repeat(60), 1, 1, 1)).hasSize(128).doesNotContain(".");
    }

    @ParameterizedTest
    @ValueSource(ints = {127, 128})
    void isWholeAsLongAsItFits(int length) {
        String step = "s".repeat(length - REST);

        assertThat(JobName.of(RUN, step, 0, 0, 0)).hasSize(length).isEqualTo(RUN + "-" + step + "-g0c0r0");
    }

    @ParameterizedTest
    @ValueSource(ints = {129, 130, 1000})
    void isCutAndHashedWhereItDoesNotFit(int length) {
        String name = JobName.of(RUN, "s".repeat(length - REST), 0, 0, 0);

        assertThat(name)
                .hasSize(128)
                .matches("[A-Za-z0-9][A-Za-z0-9_-]*")
                .startsWith(RUN + "-sss")
                .endsWith("-g0c0r0")
                .isEqualTo(JobName.of(RUN, "s".repeat(length - REST), 0, 0, 0));
    }

    @Test
    void staysUniqueWhenCut() {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            String step = "s".repeat(101 + i);
            names.add(JobName.of(RUN, step, 0, 0, 0));
            names.add(JobName.of(RUN, step + "x", 0, 0, 0));
            names.add(JobName.of(RUN, step, 0, 1, 0));
            names.add(JobName.of(RUN, step, 0, 0, 1));
            names.add(JobName.join(RUN, step, 0, 0));
        }
        assertThat(names).hasSize(250);
    }

    @Test
    void isValidForTheLargestNumbers() {
        int max = Integer.MAX_VALUE;

        assertThat(JobName.of(RUN, "s".repeat(64), max, max, max)).hasSizeLessThanOrEqualTo(128);
        assertThat(JobName.of(RUN, "s".repeat(99), max, max, max)).hasSize(128);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "ä"})
    void refusesAStepThatAwsWouldRefuse(String step) {
        assertThatThrownBy(() -> JobName.of(RUN, step, 0, 0, 0))
                .hasMessage("`" + step + "` cannot stand in the name of a job");
    }

    @Test
    void refusesNegativeNumbers() {
        assertThatThrownBy(() -> JobName.of(RUN, "s", 0, -1, 0))
                .hasMessage("groups, chunks, joins and rounds are counted from 0, not -1");
    }
}
