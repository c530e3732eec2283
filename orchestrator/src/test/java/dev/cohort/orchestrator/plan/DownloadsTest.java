package dev.cohort.orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.plan.Holdings.Amount;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Three lanes, of which each reads a reference, reads of its own, and what an index has made of the reference. */
class DownloadsTest {
    private static final String PIPELINE = """
            pipeline: p
            params: { reference: { type: file, default: "s3://lab/ref.fa" } }
            samples: { columns: { reads: { type: file, default: "s3://lab/${{ sample }}.fq" } } }
            steps:
              index:
                each: cohort
                inputs: { reference: "${{ params.reference }}" }
                outputs: { idx: idx }
                run: index
              align:
                inputs:
                  idx: "${{ steps.index.idx }}"
                  reference: { file: "${{ params.reference }}", CACHE }
                  reads: "${{ sample.reads }}"
                outputs: { bam: out.bam }
                run: align
              sum:
                each: cohort
                inputs: { bams: "${{ steps.align.bam }}" }
                outputs: { table: table.tsv }
                run: sum
            """;

    private static PlanScene scene(String store, String cache) {
        PlanScene scene = PlanScene.of(PIPELINE.replace(", CACHE", cache)).store(store);
        scene.held().file("s3://lab/ref.fa", "ref");
        scene.held().size("s3://lab/ref.fa", 1000);
        for (int lane = 0; lane < 3; lane++) {
            scene.held().file("s3://lab/s" + (lane + 1) + ".fq", "reads");
            scene.held().size("s3://lab/s" + (lane + 1) + ".fq", 10);
        }
        return scene;
    }

    private static Downloads downloads(PlanScene scene) {
        return Downloads.of(scene.plan(), scene.held());
    }

    @Test
    void aFileCountsForEachTaskThatReadsIt() {
        assertThat(downloads(scene("/store", ""))).isEqualTo(new Downloads(7, 4030, 0, 0, false));
    }

    @Test
    void whatTheTasksOfAHostShareCountsOnce() {
        assertThat(downloads(scene("/store", ", cache: host"))).isEqualTo(new Downloads(5, 2030, 0, 1, false));
    }

    @Test
    void whatTheRunMakesInABucketIsNotKnownYet() {
        assertThat(downloads(scene("s3://lab/store", "")).ofItself()).isTrue();
    }

    @Test
    void aFileOfUnknownSizeIsStillAFile() {
        PlanScene scene = scene("/store", "").param("reference", "s3://lab/other.fa");
        scene.held().file("s3://lab/other.fa", "other");

        assertThat(downloads(scene)).isEqualTo(new Downloads(7, 30, 4, 0, false));
    }

    @Test
    void whatEarlierRunsLeftInABucketIsFetchedByThoseThatRun() {
        PlanScene scene = scene("s3://lab/store", "").ran();
        IntStream.range(0, 3).forEach(lane -> scene.held().left("align", lane, "bam", new Amount(1, 100)));
        assertThat(downloads(scene).isNone()).as("nothing runs").isTrue();

        assertThat(downloads(scene.force("sum"))).isEqualTo(new Downloads(3, 300, 0, 0, false));
    }

    @Test
    void aLaneThatRunsFetchesWhatOthersHaveMadeBefore() {
        PlanScene scene = scene("s3://lab/store", "").ran();
        scene.held().left("index", Holdings.COHORT, "idx", new Amount(2, 500));
        IntStream.range(0, 3).forEach(lane -> scene.held().left("align", lane, "bam", new Amount(1, 100)));
        scene.held().forget("align", 1);

        assertThat(downloads(scene)).isEqualTo(new Downloads(2 + 1 + 1 + 2, 500 + 1000 + 10 + 200, 0, 0, true));
    }

    @Test
    void onADiskNothingIsFetched() {
        PlanScene scene = PlanScene.of(PIPELINE.replace(", CACHE", "").replace("s3://lab", "/lab"));

        assertThat(downloads(scene)).isEqualTo(Downloads.NONE);
    }
}
