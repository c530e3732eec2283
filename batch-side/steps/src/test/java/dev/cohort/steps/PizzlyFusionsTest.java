package dev.cohort.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cohort.step.StepFailure;
import dev.cohort.steps.fusion.FusionTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real pizzly on a simulated sample, with and without its cache, and on references that it would abort on. */
class PizzlyFusionsTest {
    @TempDir
    static Path directory;

    private static FusionChain chain;
    private static Path fusion;

    @BeforeAll
    static void fusionReadsOfOneSample() throws Exception {
        chain = new FusionChain(directory, 12, "rf");
        Bench fastq = chain.picard(chain.simulate("S2").output("bam"));
        fusion = chain.kallisto(fastq.output("r1"), fastq.output("r2")).output("fusion");
    }

    @Test
    void theTableHoldsWhatTheJsonHolds() throws Exception {
        Bench task = task().run(new PizzlyFusions());
        assertThat(FusionChain.rows(task.output("table"))).hasSize(2).allMatch(row -> row.support() > 10);
        assertThat(task.output("json")).content().contains("\"readpairs\"");
        assertThat(task.metrics()).containsEntry("fusions", 2.0);
        assertThat(task.logged()).contains("2 fusions");
    }

    @Test
    void noFusionReadsMakeATableOfOnlyTheHeader() throws Exception {
        Path none = Files.createFile(directory.resolve("none.txt"));
        Bench task = chain.pizzlyTask(none).run(new PizzlyFusions());
        assertThat(task.output("table")).content().isEqualTo(FusionTable.HEADER + "\n");
        assertThat(task.output("json")).exists();
    }

    @Test
    void theCacheMakesNoDifferenceToWhatIsFound() throws Exception {
        Path cache = chain.task()
                .given("transcripts", chain.transcripts())
                .given("annotation", chain.annotation())
                .making("cache", "annotation.cache")
                .run(new PizzlyCache())
                .output("cache");
        byte[] before = Files.readAllBytes(cache);
        Bench cached = task().given("cache", cache).run(new PizzlyFusions());
        assertThat(cached.logged()).contains("Opening cached file");
        assertThat(FusionChain.genes(cached.output("table")))
                .isEqualTo(FusionChain.genes(task().run(new PizzlyFusions()).output("table")));
        assertThat(cache).hasBinaryContent(before);
    }

    /** Pizzly itself aborts on a name that does not end as it expects. */
    @Test
    void aReferenceMayBearAnyName() throws Exception {
        Path annotation = Files.copy(chain.annotation(), directory.resolve("release 110"));
        Path transcripts = Files.copy(chain.transcripts(), directory.resolve("cdna all"));
        Bench task = task().given("annotation", annotation)
                .given("transcripts", transcripts)
                .run(new PizzlyFusions());
        assertThat(FusionChain.rows(task.output("table"))).hasSize(2);
    }

    @Test
    void aReferenceOfTheWrongKindIsTold() throws IOException {
        tells(
                task().given("annotation", chain.transcripts()),
                "this is not an annotation in GTF, as its first line has not 9 columns: " + chain.transcripts());
        tells(
                task().given("transcripts", chain.annotation()),
                "this is not a transcriptome in FASTA, as it does not begin with >: " + chain.annotation());
        Path gone = directory.resolve("gone.gtf");
        tells(task().given("annotation", gone), "the annotation (GTF) is not there: " + gone);
    }

    @Test
    void aReferenceThatIsCutOffEndsPizzlyByASignal() throws IOException {
        byte[] bytes = Files.readAllBytes(chain.annotation());
        Path cut = Files.write(directory.resolve("cut.gtf.gz"), Arrays.copyOf(bytes, bytes.length / 2));
        Bench task = task().given("annotation", cut);
        assertThatThrownBy(() -> task.run(new PizzlyFusions()))
                .isInstanceOfSatisfying(
                        StepFailure.class, e -> assertThat(e.signal()).hasValue(6))
                .hasMessage(
                        "pizzly was ended by signal 6 (ABRT): it gave up on its input; its own words stand in the log"
                                + " above");
        assertThat(task.logged()).contains("Unexpected end of input");
    }

    @Test
    void settingsReachPizzly() throws IOException {
        Path tools = FakeTool.named("pizzly", "echo ran: \"$@\"; exit 5").in(directory);
        Bench usual = task().searching(tools);
        assertThatThrownBy(() -> usual.run(new PizzlyFusions())).isInstanceOf(StepFailure.class);
        assertThat(usual.logged())
                .contains("--version-check OFF")
                .contains("-k 31 --align-score 2 --insert-size 400 " + fusion);
        Bench other = task().searching(tools)
                .set("kmer", 21)
                .set("align-score", 3)
                .set("insert-size", 600)
                .set("ignore-protein", true);
        assertThatThrownBy(() -> other.run(new PizzlyFusions())).isInstanceOf(StepFailure.class);
        assertThat(other.logged()).contains("-k 21 --align-score 3 --insert-size 600 --ignore-protein ");
    }

    @Test
    void aPizzlyThatWritesNothingIsFoundOut() throws IOException {
        Path tools = FakeTool.named("pizzly", "true").in(directory);
        tells(
                task().searching(tools),
                "pizzly ended well but did not write pizzly-out.json; its own words stand in the log above");
    }

    @Test
    void aMissingPizzlyIsToldWithTheWayToGetIt() throws IOException {
        tells(
                task().searching(directory),
                "pizzly is not installed: no pizzly in the directories of PATH. Install it with: apt-get install pizzly");
    }

    private static Bench task() throws IOException {
        return chain.pizzlyTask(fusion);
    }

    private static void tells(Bench task, String message) {
        assertThatThrownBy(() -> task.run(new PizzlyFusions()))
                .isInstanceOf(StepFailure.class)
                .hasMessage(message);
    }
}
