package dev.cohort.steps;

import dev.cohort.step.Step;
import dev.cohort.step.StepContext;
import dev.cohort.step.StepFailure;
import dev.cohort.step.Tool;
import dev.cohort.step.With;
import dev.cohort.steps.reads.FastqPairs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Quantifies a sample's transcripts and collects reads that hint at fusions, by kallisto.
 *
 * <p>Inputs: {@code idx}, {@code r1}, {@code r2}; where a sample has several files, as many of each, in the same order.
 * Outputs: {@code fusion}, {@code abundance}. With: {@code bootstraps} (30), {@code strand} (none, fr or rf; rf),
 * {@code kmer} (what the index must have; unchecked when not given). Needs kallisto.
 *
 * <p>Without HDF5, kallisto leaves a text file for each bootstrap, and none at all when it runs with several threads; no
 * output keeps them.
 */
public final class KallistoQuant implements Step {
    private static final Tool KALLISTO = Tool.named("kallisto").installedBy("apt-get install kallisto");

    @Override
    public void run(StepContext task) throws IOException {
        With with = task.with().only("bootstraps", "strand", "kmer");
        Path index = index(task, with);
        List<String> arguments = new ArrayList<>(options(task, with));
        arguments.add("-i");
        arguments.add(index.toString());
        FastqPairs reads = FastqPairs.of(task.inputs("r1"), task.inputs("r2"));
        arguments.addAll(reads.files());
        Path made = Files.createDirectories(task.scratch().resolve("kallisto"));
        quantify(task, arguments, made.resolve("run_info.json"));
        report(task, made.resolve("run_info.json"), reads.count());
        Files.move(FileCheck.made(made.resolve("fusion.txt"), "kallisto"), task.output("fusion"));
        Files.move(FileCheck.made(made.resolve("abundance.tsv"), "kallisto"), task.output("abundance"));
    }

    private static Path index(StepContext task, With with) throws IOException {
        Path file = FileCheck.given(task.input("idx"), "the kallisto index");
        KallistoIndex index = KallistoIndex.read(file);
        if (with.has("kmer")) {
            index.checkKmer(with.integer("kmer", KallistoIndex.USUAL_KMER, 3, KallistoIndex.LONGEST_KMER));
        }
        return file;
    }

    private static List<String> options(StepContext task, With with) {
        List<String> options = new ArrayList<>(List.of("quant", "--fusion", "--plaintext", "-o", "kallisto"));
        options.addAll(List.of("-t", Integer.toString(Math.max(1, task.cpus()))));
        options.addAll(List.of("-b", Integer.toString(with.integer("bootstraps", 30, 0, Integer.MAX_VALUE))));
        String strand = with.choice("strand", "rf", "none", "fr", "rf");
        if (!strand.equals("none")) {
            options.add("--" + strand + "-stranded");
        }
        return options;
    }

    /** Kallisto ends with a bare 1 when it finds no read; its report tells that from other ends. */
    private static void quantify(StepContext task, List<String> arguments, Path report) {
        try {
            task.exec(KALLISTO, arguments);
        } catch (StepFailure e) {
            if (Files.exists(report) && KallistoRun.read(report).pseudoaligned() == 0) {
                throw e.explained(
                        "kallisto found none of the reads in the index. Is it the index of this species, and is"
                                + " `with.strand` that of the library?");
            }
            throw e;
        }
    }

    private static void report(StepContext task, Path report, long pairs) {
        KallistoRun run = KallistoRun.read(FileCheck.made(report, "kallisto"));
        task.metric("reads-processed", run.processed());
        task.metric("reads-pseudoaligned", run.pseudoaligned());
        if (run.processed() != pairs) {
            throw new StepFailure("kallisto processed %,d of %,d read pairs; its own words stand in the log above"
                    .formatted(run.processed(), pairs));
        }
    }
}
