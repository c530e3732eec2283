package dev.cohort.orchestrator.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.plan.Downloads;
import org.junit.jupiter.api.Test;

class DownloadTextTest {
    private static String here(long files, long bytes, long unsized, long shared, boolean ofItself) {
        return String.join("", DownloadText.lines(new Downloads(files, bytes, unsized, shared, ofItself), false));
    }

    @Test
    void saysHowManyFilesAndBytes() {
        assertThat(here(1, 12, 0, 0, false)).isEqualTo("Tasks fetch from S3 1 file (12 B).");
        assertThat(here(1200, 3 << 20, 0, 0, true))
                .isEqualTo("Tasks fetch from S3 1,200 files (3.0 MiB), and what the run makes itself.");
    }

    @Test
    void saysWhatIsNotKnown() {
        assertThat(here(5, 12, 2, 0, false)).isEqualTo("Tasks fetch from S3 5 files (12 B, and 2 of unknown size).");
        assertThat(here(2, 0, 2, 0, false)).isEqualTo("Tasks fetch from S3 2 files (of unknown size).");
        assertThat(here(0, 0, 0, 0, true)).isEqualTo("Tasks fetch from S3 only what the run makes itself.");
    }

    @Test
    void saysWhatIsShared() {
        assertThat(here(4, 12, 0, 1, true))
                .isEqualTo("Tasks fetch from S3 4 files (12 B), 1 of them once for all tasks,"
                        + " and what the run makes itself.");
        assertThat(DownloadText.lines(new Downloads(4, 12, 0, 1, false), true))
                .containsExactly("Tasks read from S3 4 files (12 B), 1 of them once a host.");
    }

    @Test
    void saysNothingWhereNothingIsFetched() {
        assertThat(DownloadText.lines(Downloads.NONE, false)).isEmpty();
        assertThat(DownloadText.json(Downloads.NONE)).isNull();
    }

    @Test
    void saysTheSameToPrograms() {
        assertThat(DownloadText.json(new Downloads(5, 12, 2, 1, true)).compact())
                .isEqualTo("{\"files\":5,\"bytes\":12,\"filesOfUnknownSize\":2,\"oncePerHost\":1,"
                        + "\"whatTheRunMakes\":true}");
    }
}
