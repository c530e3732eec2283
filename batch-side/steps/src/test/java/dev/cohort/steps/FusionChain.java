package dev.cohort.steps;

import dev.cohort.step.LaneFile;
import dev.cohort.steps.fusion.FusionRow;
import dev.cohort.steps.fusion.FusionTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The shipped pipelines' steps in their order, over a simulated cohort and with the real tools. */
final class FusionChain {
    private final Path directory;
    private final int seed;
    private final String strand;
    private final Path transcripts;
    private final Path annotation;
    private final Path index;
    private final List<LaneFile> tables = new ArrayList<>();

    FusionChain(Path directory, int seed, String strand) throws Exception {
        this.directory = directory;
        this.seed = seed;
        this.strand = strand;
        Bench reference = task().set("seed", seed)
                .making("transcripts", "transcripts.fa.gz")
                .making("annotation", "transcripts.gtf.gz")
                .run(new SimulateReference());
        transcripts = reference.output("transcripts");
        annotation = reference.output("annotation");
        index = indexed(31);
    }

    Bench task() throws IOException {
        return new Bench(directory);
    }

    Path transcripts() {
        return transcripts;
    }

    Path annotation() {
        return annotation;
    }

    Path index() {
        return index;
    }

    Path indexed(int kmer) throws IOException {
        Bench task = task().making("idx", "transcripts.idx");
        task.exec("kallisto", "index", "-k", "" + kmer, "-i", task.output("idx").toString(), transcripts.toString());
        return task.output("idx");
    }

    Bench simulate(String sample) throws Exception {
        return task().sample(sample)
                .set("seed", seed)
                .set("strand", strand)
                .given("transcripts", transcripts)
                .making("bam", sample + ".bam")
                .making("planted", "planted.tsv")
                .run(new SimulateSample());
    }

    Bench picard(Path bam) throws Exception {
        return task().given("bam", bam)
                .making("r1", "r1.fq.gz")
                .making("r2", "r2.fq.gz")
                .run(new PicardSamToFastq());
    }

    Bench kallisto(Path r1, Path r2) throws Exception {
        return kallistoTask(r1, r2).run(new KallistoQuant());
    }

    Bench kallistoTask(Path r1, Path r2) throws IOException {
        return task().set("strand", strand)
                .set("bootstraps", 2)
                .set("kmer", 31)
                .given("idx", index)
                .given("r1", r1)
                .given("r2", r2)
                .making("fusion", "fusion.txt")
                .making("abundance", "abundance.tsv");
    }

    Bench pizzly(Path fusion) throws Exception {
        return pizzlyTask(fusion).run(new PizzlyFusions());
    }

    Bench pizzlyTask(Path fusion) throws IOException {
        return task().given("fusion", fusion)
                .given("transcripts", transcripts)
                .given("annotation", annotation)
                .making("table", "fusions.tsv")
                .making("json", "pizzly.json");
    }

    /** All of it for one sample: what was planted, and what was found. */
    Lane run(String sample) throws Exception {
        Bench simulated = simulate(sample);
        Bench fastq = picard(simulated.output("bam"));
        Bench quantified = kallisto(fastq.output("r1"), fastq.output("r2"));
        Path table = pizzly(quantified.output("fusion")).output("table");
        tables.add(new LaneFile(sample, table, "succeeded"));
        return new Lane(sample, genes(simulated.output("planted")), genes(table));
    }

    Bench summarise() throws Exception {
        return task().gathering("tables", tables)
                .making("table", "fusions.tsv")
                .making("matrix", "matrix.tsv")
                .run(new FusionSummary());
    }

    static Set<String> genes(Path table) throws IOException {
        return rows(table).stream()
                .map(row -> row.a().name() + "--" + row.b().name())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static List<FusionRow> rows(Path table) throws IOException {
        List<FusionRow> rows = new ArrayList<>();
        FusionTable.read(table, "this sample", rows::add);
        return rows;
    }

    /** One sample's truth and finding, as pairs of gene names. */
    record Lane(String sample, Set<String> planted, Set<String> found) {}
}
