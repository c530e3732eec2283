package dev.cohort.steps.reads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cohort.step.StepFailure;
import htsjdk.samtools.util.BlockCompressedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A BAM of whole pairs passes, whatever its order; any other is told by what is wrong with it. */
class BamCheckTest {
    @TempDir
    Path directory;

    @Test
    void pairsAreCountedInAnyOrder() throws IOException {
        Path bam = new TestBam()
                .pair("a")
                .first("b")
                .second("c")
                .pair("d")
                .first("c")
                .second("b")
                .in(directory);
        assertThat(new BamCheck(bam).pairs()).isEqualTo(new BamCensus(4, 4, 0));
    }

    @Test
    void anotherViewOfAReadIsNoRead() throws IOException {
        Path bam = new TestBam().pair("a").supplementary("a").in(directory);
        assertThat(new BamCheck(bam).pairs().reads()).isEqualTo(2);
    }

    @Test
    void recordsThatCrossBlocksAreFollowed() throws IOException {
        Path bam = new TestBam().pairs(20_000).in(directory);
        assertThat(new BamCheck(bam).pairs()).isEqualTo(new BamCensus(20_000, 20_000, 0));
    }

    @Test
    void anEmptyFileIsToldFromABamWithoutReads() throws IOException {
        Path empty = Files.createFile(directory.resolve("empty.bam"));
        tells(empty, "the BAM is an empty file: " + empty + ". Fetch or make it again");
        Path none = new TestBam().in(directory);
        tells(none, "the BAM holds no reads: " + none + ". Look at the step or the export that made it");
    }

    @Test
    void singleEndReadsAreCounted() {
        Path all = new TestBam().single("a").single("b").in(directory);
        tells(
                all,
                "all 2 reads of the BAM are single-end: " + all
                        + ". Cohort needs paired-end reads; take this sample out of the sheet");
        Path some = new TestBam().pair("a").single("b").in(directory);
        tells(
                some,
                "1 of the BAM's 3 reads are single-end, the others paired: " + some
                        + ". Cohort needs paired-end reads only; split the file");
    }

    @Test
    void matesWhoseNamesDoNotPairAreNamed() {
        Path bam = new TestBam().pairs(3).first("read:9/1").second("read:9/2").in(directory);
        assertThatThrownBy(() -> new BamCheck(bam).pairs())
                .isInstanceOf(StepFailure.class)
                .hasMessageMatching(
                        "reads of the BAM lack their mate, for one `read:9/[12]`: 4 first and 4 second mates in "
                                + bam
                                + "\\. Mates bear the very same name, without /1 or /2; if the file was cut or filtered,"
                                + " keep both mates or none");
    }

    @Test
    void aSingleMateThatIsMissingAmongManyIsNamed() {
        Path bam = new TestBam().pairs(5_000).second("lost").in(directory);
        assertThatThrownBy(() -> new BamCheck(bam).pairs())
                .hasMessageContaining("lack their mate, for one `lost`: 5,000 first and 5,001 second mates");
    }

    @Test
    void twoFirstMatesOfOneNameDoNotPair() {
        Path bam = new TestBam().first("a").first("a").second("b").second("b").in(directory);
        assertThatThrownBy(() -> new BamCheck(bam).pairs()).hasMessageContaining("lack their mate, for one `");
    }

    @Test
    void aReadThatIsThereTwiceIsToldAsSuch() {
        Path bam = new TestBam().pairs(3).pair("twice").first("twice").in(directory);
        assertThatThrownBy(() -> new BamCheck(bam).pairs())
                .hasMessageContaining("lack their mate")
                .hasMessageContaining("5 first and 4 second mates");
    }

    @Test
    void aBamThatIsCutOffIsToldWhereverItWasCut() throws IOException {
        for (double part : new double[] {0.999, 0.5, 0.01}) {
            Path bam = TestBam.cut(new TestBam().pairs(20_000).in(directory), part);
            tells(
                    bam,
                    "the BAM is cut off (it lacks the mark that ends every BAM): " + bam
                            + ". Fetch it again, and compare its size with the original's");
        }
    }

    @Test
    void aBamThatLostItsMiddleIsDamaged() throws IOException {
        Path bam = new TestBam().pairs(20_000).in(directory);
        byte[] bytes = Files.readAllBytes(bam);
        for (int i = bytes.length / 2; i < bytes.length / 2 + 64; i++) {
            bytes[i] ^= 0x55;
        }
        Files.write(bam, bytes);
        assertThatThrownBy(() -> new BamCheck(bam).pairs())
                .isInstanceOf(StepFailure.class)
                .hasMessageStartingWith("the BAM is damaged (")
                .hasMessageEndingWith("): " + bam + ". Fetch or make it again");
    }

    /** Some writers leave an empty block where they flushed; it is no end before the end. */
    @Test
    void whatFollowsAnEmptyBlockCountsToo() throws IOException {
        Path bam = new TestBam().pairs(20_000).in(directory);
        byte[] bytes = Files.readAllBytes(bam);
        int second = block(bytes, block(bytes, 0));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(bytes, 0, second);
        all.write(bytes, bytes.length - 28, 28);
        all.write(bytes, second, bytes.length - second);
        Files.write(bam, all.toByteArray());
        assertThat(new BamCheck(bam).pairs()).isEqualTo(new BamCensus(20_000, 20_000, 0));
    }

    /** Where the block ends that begins here. */
    private static int block(byte[] bytes, int start) {
        return start + 1 + (bytes[start + 16] & 0xff) + ((bytes[start + 17] & 0xff) << 8);
    }

    @Test
    void otherFilesAreNoBam() throws IOException {
        String told = ". SAM and CRAM become one by: samtools view -b";
        Path sam = Files.writeString(directory.resolve("s.sam"), "@HD\tVN:1.6\n");
        tells(sam, "this is not a BAM: " + sam + told);
        Path zipped = directory.resolve("s.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            out.write("@r1\nACGT\n+\nIIII\n".getBytes(StandardCharsets.UTF_8));
        }
        tells(zipped, "this is not a BAM: " + zipped + told);
    }

    @Test
    void aTextInBlocksIsNoBamEither() throws IOException {
        Path vcf = directory.resolve("calls.vcf.gz");
        try (OutputStream out = new BlockCompressedOutputStream(vcf.toFile(), 5)) {
            out.write("##fileformat=VCFv4.2\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThatThrownBy(() -> new BamCheck(vcf).pairs()).hasMessageStartingWith("this is not a BAM: " + vcf);
    }

    private static void tells(Path bam, String message) {
        assertThatThrownBy(() -> new BamCheck(bam).pairs())
                .isInstanceOf(StepFailure.class)
                .hasMessage(message);
    }
}
