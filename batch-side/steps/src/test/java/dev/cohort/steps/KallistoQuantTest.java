package dev.cohort.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cohort.step.StepFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real kallisto on a simulated sample, and on all that it would crash on, or pass over without a word. */
class KallistoQuantTest {
    @TempDir
    static Path directory;

    private static FusionChain chain;
    private static Path r1;
    private static Path r2;

    @BeforeAll
    static void readsOfOneSample() throws Exception {
        chain = new FusionChain(directory, 11, "rf");
        Bench fastq = chain.picard(chain.simulate("S1").output("bam"));
        r1 = fastq.output("r1");
        r2 = fastq.output("r2");
    }

    @Test
    void readsAreCountedAndBothTablesWritten() throws Exception {
        Bench task = task().run(new KallistoQuant());
        assertThat(task.output("fusion")).content().contains("SPLIT").contains("PAIR");
        assertThat(Files.readAllLines(task.output("abundance"))).hasSizeGreaterThan(24);
        assertThat(task.metrics().get("reads-processed")).isGreaterThan(10_000);
        assertThat(task.metrics().get("reads-pseudoaligned")).isGreaterThan(10_000);
    }

    @Test
    void severalFilesOfASampleAreReadTogether() throws Exception {
        Bench once = task().run(new KallistoQuant());
        Bench twice = task().given("r1", r1, r1).given("r2", r2, r2).run(new KallistoQuant());
        assertThat(twice.metrics().get("reads-processed"))
                .isEqualTo(2 * once.metrics().get("reads-processed"));
    }

    @Test
    void settingsReachKallisto() throws Exception {
        Path tools = FakeTool.named("kallisto", "echo ran: \"$@\"; exit 9").in(directory);
        assertThatThrownBy(() -> task().searching(tools).set("bootstraps", 30).run(new KallistoQuant()))
                .isInstanceOfSatisfying(
                        StepFailure.class, e -> assertThat(e.toolExit()).hasValue(9));
        Bench stranded = task().searching(tools).set("bootstraps", 30);
        assertThatThrownBy(() -> stranded.run(new KallistoQuant())).isInstanceOf(StepFailure.class);
        assertThat(stranded.logged())
                .contains("ran: quant --fusion --plaintext -o kallisto -t 2 -b 30 --rf-stranded -i " + chain.index());
        Bench unstranded = task().searching(tools).set("strand", "none");
        assertThatThrownBy(() -> unstranded.run(new KallistoQuant())).isInstanceOf(StepFailure.class);
        assertThat(unstranded.logged()).contains("-b 2 -i ").doesNotContain("stranded");
    }

    @Test
    void anIndexOfAnotherKmerIsTold() throws Exception {
        Path short21 = chain.indexed(21);
        tells(
                task().given("idx", short21),
                "the kallisto index has k-mers of 21, but `with.kmer` asks for 31: " + short21
                        + ". Make the index again with: kallisto index -k 31");
        Bench agreeing = task().given("idx", short21).set("kmer", 21).run(new KallistoQuant());
        assertThat(agreeing.output("abundance")).isNotEmptyFile();
    }

    @Test
    void whatIsNoIndexIsTold() throws IOException {
        String again = ". Make the index again with: kallisto index";
        tells(
                task().given("idx", chain.transcripts()),
                "this is not a kallisto index: " + chain.transcripts()
                        + ". An index is used as kallisto wrote it, not compressed" + again);
        Path stub = Files.write(directory.resolve("stub.idx"), new byte[] {10, 0, 0, 0});
        tells(task().given("idx", stub), "the kallisto index is cut off: " + stub + again);
        Path empty = Files.createFile(directory.resolve("empty.idx"));
        tells(task().given("idx", empty), "the kallisto index is an empty file: " + empty + ". Fetch or make it again");
    }

    @Test
    void anIndexOfALaterFormatIsLeftToKallisto() throws IOException {
        byte[] header = ByteBuffer.allocate(64)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(13)
                .array();
        KallistoIndex later = KallistoIndex.read(Files.write(directory.resolve("later.idx"), header));
        assertThat(later.kmer()).isEmpty();
        later.checkKmer(31);
    }

    @Test
    void anIndexThatIsCutOffEndsKallistoByASignal() throws IOException {
        byte[] bytes = Files.readAllBytes(chain.index());
        Path cut = Files.write(directory.resolve("cut.idx"), Arrays.copyOf(bytes, 30_000));
        assertThatThrownBy(() -> task().given("idx", cut).run(new KallistoQuant()))
                .isInstanceOfSatisfying(
                        StepFailure.class, e -> assertThat(e.signal()).hasValue(11))
                .hasMessageContaining("it crashed, mostly on a damaged input");
    }

    @Test
    void readsOfAnotherSpeciesAreTold() throws IOException {
        Path first = randomReads("x1.fq", 1);
        Path second = randomReads("x2.fq", 2);
        assertThatThrownBy(() -> task().given("r1", first).given("r2", second).run(new KallistoQuant()))
                .isInstanceOfSatisfying(
                        StepFailure.class, e -> assertThat(e.toolExit()).hasValue(1))
                .hasMessage("kallisto found none of the reads in the index. Is it the index of this species, and is"
                        + " `with.strand` that of the library?");
    }

    @Test
    void theWrongStrandIsToldAsOneReason() throws IOException {
        tells(task().set("strand", "fr"), "kallisto found none of the reads in the index. ");
        tells(task().set("strand", "reverse"), "`with.strand` is `reverse`; it must be one of none, fr, rf");
    }

    /** Kallisto itself takes a file that is cut off for one that ends there, and ends well. */
    @Test
    void matesThatAreCutOffAreTold() throws IOException {
        byte[] bytes = Files.readAllBytes(r2);
        Path cut = Files.write(directory.resolve("cut.fq.gz"), Arrays.copyOf(bytes, bytes.length / 2));
        tells(task().given("r2", cut), "the FASTQ is cut off or damaged (");
    }

    @Test
    void matesOfAnotherSampleAreTold() throws Exception {
        Path other = chain.picard(chain.simulate("S2").output("bam")).output("r2");
        tells(task().given("r2", other), "the mates do not pair: the first read of ");
    }

    @Test
    void aKallistoThatReadsOnlySomeIsFoundOut() throws Exception {
        Path tools = FakeTool.named(
                        "kallisto", "echo '{\"n_processed\": 5, \"n_pseudoaligned\": 5}' > kallisto/run_info.json")
                .in(directory);
        assertThatThrownBy(() -> task().searching(tools).run(new KallistoQuant()))
                .isInstanceOf(StepFailure.class)
                .hasMessageMatching(
                        "kallisto processed 5 of 1\\d,\\d{3} read pairs; its own words stand in the log above");
        Path silent = FakeTool.named("kallisto", "true").in(directory);
        tells(
                task().searching(silent),
                "kallisto ended well but did not write run_info.json; its own words stand in the log above");
    }

    @Test
    void aMissingKallistoIsToldWithTheWayToGetIt() throws IOException {
        tells(
                task().searching(directory),
                "kallisto is not installed: no kallisto in the directories of PATH."
                        + " Install it with: apt-get install kallisto");
    }

    private static Bench task() throws IOException {
        return chain.kallistoTask(r1, r2);
    }

    private static Path randomReads(String file, long seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            text.append("@r").append(i).append('\n');
            random.ints(75, 0, 4).forEach(base -> text.append("ACGT".charAt(base)));
            text.append("\n+\n").append("I".repeat(75)).append('\n');
        }
        return Files.writeString(directory.resolve(file), text);
    }

    private static void tells(Bench task, String message) {
        assertThatThrownBy(() -> task.run(new KallistoQuant()))
                .isInstanceOf(StepFailure.class)
                .hasMessageStartingWith(message);
    }
}
