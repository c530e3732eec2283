package dev.cohort.orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.Fingerprint;
import dev.cohort.contract.GatherIdentity;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The half of a fingerprint that says what a task reads, as its worker will compute it. */
class InputIdentitiesTest {
    private static final String PIPELINE = """
            pipeline: p
            params: { ref: { type: file, default: "${{ store }}/ref.fa" }, mode: { type: string, default: fast } }
            samples: { columns: { bam: { type: file }, age: { type: int, default: 40 } } }
            steps:
              index: { each: cohort, inputs: { ref: "${{ params.ref }}" }, outputs: { o: o }, command: [index] }
              align:
                inputs:
                  bam: ${{ sample.bam }}
                  idx: ${{ steps.index.o }}
                  label: { value: "${{ sample }}-${{ params.mode }}" }
                outputs: { o: "${{ sample }}.txt" }
                command: [align, "${{ sample.age }}"]
              call: { inputs: { a: "${{ steps.align.o }}" }, outputs: { o: o }, command: [call] }
              table: { each: cohort, inputs: { c: "${{ steps.call.o }}" }, outputs: { o: o }, command: [table] }
            """;

    private final PlanScene scene = PlanScene.of(PIPELINE).sheet("sample,bam,age\ns1,one.bam,7\ns2,s3://in/two.bam,\n");
    private final FakeStore store = scene.held();

    @Test
    void aFileFromOutsideCountsByWhatTheStoreSaysOfIt() {
        store.file("/store/ref.fa", "etag:1");

        assertThat(scene.in("index", Holdings.COHORT)).contains(in(Map.of("ref", "etag:1")));
    }

    @Test
    void allThatALaneReadsCounts() {
        store.file("/sheets/one.bam", "stat:5:1");
        made("index", Holdings.COHORT, "an index");

        assertThat(scene.in("align", 0))
                .contains(in(Map.of(
                        "bam", "stat:5:1",
                        "idx", content("an index"),
                        "label", "value:s1-fast",
                        "lane.sample", "value:s1",
                        "lane.sample.age", "value:7")));
    }

    @Test
    void aCellOfItsOwnAndADefaultCountAlike() {
        store.file("s3://in/two.bam", "etag:2");
        made("index", Holdings.COHORT, "an index");

        assertThat(scene.in("align", 1))
                .contains(in(Map.of(
                        "bam", "etag:2",
                        "idx", content("an index"),
                        "label", "value:s2-fast",
                        "lane.sample", "value:s2",
                        "lane.sample.age", "value:40")));
    }

    @Test
    void aLaneReadsItsOwn() {
        made("align", 0, "first");
        made("align", 1, "second");

        assertThat(scene.in("call", 1)).contains(in(Map.of("a", content("second"))));
    }

    @Test
    void aGatherCountsAllLanesByName() {
        made("call", 0, "first");
        made("call", 1, "second");
        GatherIdentity both = new GatherIdentity().lane("s2", content("second")).lane("s1", content("first"));

        assertThat(scene.in("table", Holdings.COHORT)).contains(in(Map.of("c", both.identity())));
    }

    @Test
    void whereAProducerLeftNothingThereIsNoIdentity() {
        made("call", 0, "first");

        assertThat(scene.in("call", 0)).isEmpty();
        assertThat(scene.in("table", Holdings.COHORT)).isEmpty();
    }

    @Test
    void whatAProducerThatFailedLeftIsNothing() {
        store.failed("align", 0);

        assertThat(scene.in("call", 0)).isEmpty();
    }

    /** Its outcome tells what was in them. */
    @Test
    void aProducerWhoseFilesAreGoneStillCounts() {
        made("align", 0, "first");
        store.lose("align", 0);

        assertThat(scene.in("call", 0)).contains(in(Map.of("a", content("first"))));
    }

    @Test
    void aFileThatIsNotThereIsLikeNoFile() {
        assertThat(scene.in("index", Holdings.COHORT)).isPresent().isNotEqualTo(withRef("etag:1"));
    }

    private Object withRef(String identity) {
        store.file("/store/ref.fa", identity);
        return scene.in("index", Holdings.COHORT);
    }

    /** Otherwise each run would do all of it again, and so would a store that was moved. */
    @Test
    void theRunAndThePlaceOfTheStoreDoNotCount() {
        String pipeline = """
                pipeline: p
                steps:
                  a:
                    inputs: { where: { value: "${{ store }}/x" }, run: { value: "${{ run.id }}" }, s: { value: "${{ sample }}" } }
                    outputs: { o: o }
                    command: [a, "${{ inputs.where }}", "${{ inputs.run }}", "${{ inputs.s }}"]
                """;
        PlanScene first = PlanScene.of(pipeline);
        PlanScene later = PlanScene.of(pipeline).store("s3://moved").run("20260202-120000-abcd");

        assertThat(later.in("a", 0)).isEqualTo(first.in("a", 0));
        assertThat(first.in("a", 1)).isNotEqualTo(first.in("a", 0));
    }

    private void made(String step, int lane, String content) {
        store.ok(step, lane, "0".repeat(64), "0".repeat(64), content);
    }

    private static String content(String word) {
        return Fingerprint.producerIdentity(FakeStore.contentOf(word));
    }

    private static String in(Map<String, String> identities) {
        return Fingerprint.in(new TreeMap<>(identities));
    }
}
