package dev.cohort.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cohort.step.StepFailure;
import dev.cohort.steps.reads.FastqFile;
import dev.cohort.steps.reads.TestBam;
import dev.cohort.steps.reads.TextSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A BAM of pairs becomes two FASTQ files of as many reads; what cannot is told before Picard starts. */
class PicardSamToFastqTest {
    @TempDir
    Path directory;

    @Test
    void pairsComeOutInTwoFiles() throws Exception {
        Bench task = task(new TestBam().pairs(1_000)).run(new PicardSamToFastq());
        assertThat(new FastqFile(task.output("r1")).records()).isEqualTo(1_000);
        assertThat(new FastqFile(task.output("r2")).records()).isEqualTo(1_000);
        assertThat(new FastqFile(task.output("r1")).firstName()).isEqualTo("read:0");
        assertThat(task.output("r1"))
                .satisfies(file -> assertThat(TextSource.isCompressed(file)).isTrue());
        assertThat(task.metrics()).containsEntry("read-pairs", 1_000.0);
        assertThat(task.logged())
                .contains("1,000 read pairs in test.bam", "INCLUDE_NON_PF_READS=true", "VALIDATION_STRINGENCY=SILENT")
                .contains("-Xmx704m");
    }

    @Test
    void anOutputWithoutGzIsNotCompressed() throws Exception {
        Bench task = task(new TestBam().pairs(3))
                .making("r1", "r1.fastq")
                .making("r2", "r2.fastq")
                .run(new PicardSamToFastq());
        assertThat(task.output("r1")).content().startsWith("@read:0/1\nACGTACGTAC\n");
        assertThat(task.output("r2")).content().startsWith("@read:0/2\nACGTACGTAC\n");
    }

    @Test
    void badInputIsToldBeforePicardStarts() throws IOException {
        tells(task(new TestBam()), "the BAM holds no reads: ");
        tells(task(new TestBam().single("a")), "all 1 reads of the BAM are single-end: ");
        tells(task(new TestBam().first("a/1").second("a/2")), "reads of the BAM lack their mate, for one `a/");
        Path cut = TestBam.cut(new TestBam().pairs(5_000).in(directory), 0.7);
        tells(task(cut), "the BAM is cut off (");
        Path none = directory.resolve("none.bam");
        tells(task(none), "the BAM is not there: " + none);
        Path empty = Files.createFile(directory.resolve("empty.bam"));
        tells(task(empty), "the BAM is an empty file: " + empty + ". Fetch or make it again");
    }

    @Test
    void aMissingPicardIsToldWithTheWayToGetIt() throws IOException {
        tells(
                task(new TestBam().pair("a")).searching(directory),
                "PicardCommandLine is not installed: no PicardCommandLine or picard in the directories of PATH."
                        + " Install it with: apt-get install picard-tools");
    }

    @Test
    void aPicardOfAnotherNameIsFound() throws Exception {
        Path tools = FakeTool.named("picard", "printf '@a\\nA\\n+\\nI\\n' | tee picard-r1.fastq > picard-r2.fastq")
                .in(directory);
        Bench task = task(new TestBam().pair("a"))
                .searching(tools)
                .making("r1", "r1.fq")
                .making("r2", "r2.fq")
                .run(new PicardSamToFastq());
        assertThat(task.output("r2")).content().isEqualTo("@a\nA\n+\nI\n");
    }

    @Test
    void aPicardThatLosesReadsIsFoundOut() throws IOException {
        Path tools = FakeTool.named(
                        "PicardCommandLine", "printf '@a\\nA\\n+\\nI\\n' | tee picard-r1.fastq > picard-r2.fastq")
                .in(directory);
        tells(
                task(new TestBam().pairs(2))
                        .searching(tools)
                        .making("r1", "1.fq")
                        .making("r2", "2.fq"),
                "Picard wrote 1 reads for the first mates, of the BAM's 2 pairs; see the log above");
        Path idle = FakeTool.named("PicardCommandLine", "true").in(directory);
        tells(
                task(new TestBam().pairs(2)).searching(idle),
                "Picard ended well but did not write picard-r1.fastq.gz; its own words stand in the log above");
    }

    @Test
    void aPicardThatDiesCarriesItsEnd() throws IOException {
        Path fails = FakeTool.named("PicardCommandLine", "exit 3").in(directory);
        Path killed = FakeTool.named("PicardCommandLine", "kill -9 $$").in(directory);
        assertThatThrownBy(() -> task(new TestBam().pair("a")).searching(fails).run(new PicardSamToFastq()))
                .isInstanceOfSatisfying(
                        StepFailure.class, e -> assertThat(e.toolExit()).hasValue(3));
        assertThatThrownBy(() -> task(new TestBam().pair("a")).searching(killed).run(new PicardSamToFastq()))
                .isInstanceOfSatisfying(
                        StepFailure.class, e -> assertThat(e.signal()).hasValue(9))
                .hasMessageContaining("was ended by signal 9 (KILL): mostly for want of memory");
    }

    @Test
    void theHeapLeavesRoomInTheTasksMemory() {
        assertThat(PicardMemory.heapMiB(14 * 1024)).isBetween(11_000L, 12_000L);
        assertThat(PicardMemory.heapMiB(1024)).isEqualTo(704);
        assertThat(PicardMemory.heapMiB(448)).isEqualTo(128);
        assertThatThrownBy(() -> PicardMemory.heapMiB(447))
                .isInstanceOf(StepFailure.class)
                .hasMessage("Picard needs a task of at least 448 MiB, and this one has 447; raise `resources.memory`");
    }

    @Test
    void aSettingIsRefusedAsThereAreNone() throws IOException {
        tells(
                task(new TestBam().pair("a")).set("heap", "12g"),
                "`with` has `heap`, which this step does not know; it knows none");
    }

    private Bench task(TestBam bam) throws IOException {
        return task(bam.in(directory));
    }

    private Bench task(Path bam) throws IOException {
        return new Bench(directory).given("bam", bam).making("r1", "r1.fq.gz").making("r2", "r2.fq.gz");
    }

    private static void tells(Bench task, String message) {
        assertThatThrownBy(() -> task.run(new PicardSamToFastq()))
                .isInstanceOf(StepFailure.class)
                .hasMessageStartingWith(message);
    }
}
