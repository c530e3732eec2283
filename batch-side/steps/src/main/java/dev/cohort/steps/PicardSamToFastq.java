package dev.cohort.steps;

import dev.cohort.step.Step;
import dev.cohort.step.StepContext;
import dev.cohort.step.StepFailure;
import dev.cohort.step.Tool;
import dev.cohort.steps.reads.BamCensus;
import dev.cohort.steps.reads.BamCheck;
import dev.cohort.steps.reads.FastqFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Turns a sample's BAM of paired reads into two FASTQ files, by Picard's SamToFastq.
 *
 * <p>Inputs: {@code bam}. Outputs: {@code r1}, {@code r2}; compressed when their names end in {@code .gz}. Needs Picard.
 *
 * <p>The BAM is walked over once beforehand, flags and names only ({@link BamCheck}), as Picard drops a read that lacks its
 * mate without a word. That costs a few percent of what Picard takes, and holds nothing in memory. Afterwards each FASTQ
 * is counted against it.
 */
public final class PicardSamToFastq implements Step {
    private static final Tool PICARD =
            Tool.named("PicardCommandLine", "picard").installedBy("apt-get install picard-tools");

    @Override
    public void run(StepContext task) throws IOException {
        task.with().only();
        Path bam = FileCheck.given(task.input("bam"), "the BAM");
        BamCensus census = new BamCheck(bam).pairs();
        task.log("%,d read pairs in %s".formatted(census.firsts(), bam.getFileName()));
        Converted converted = Converted.in(task);
        Files.createDirectories(task.scratch().resolve("picard-tmp"));
        task.exec(PICARD, arguments(task, linked(task, bam), converted));
        converted.check(census.firsts());
        converted.hand(task);
        task.metric("read-pairs", census.firsts());
    }

    private static List<String> arguments(StepContext task, String bam, Converted converted) {
        return List.of(
                "-Xmx" + PicardMemory.heapMiB(task.memoryMiB()) + "m",
                "SamToFastq",
                "QUIET=true",
                "INCLUDE_NON_PF_READS=true",
                "VALIDATION_STRINGENCY=SILENT",
                "MAX_RECORDS_IN_RAM=250000",
                "TMP_DIR=picard-tmp",
                "INPUT=" + bam,
                "FASTQ=" + converted.r1().getFileName(),
                "SECOND_END_FASTQ=" + converted.r2().getFileName());
    }

    /**
     * The name of a link to the BAM where Picard starts. Debian's wrapper script splits its arguments at blanks, so Picard is
     * shown only names that we chose ourselves.
     */
    private static String linked(StepContext task, Path bam) throws IOException {
        Path link = task.scratch().resolve("picard-input.bam");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, bam.toAbsolutePath());
        return link.getFileName().toString();
    }

    /** The two files as Picard writes them, before they are put where the outputs go. */
    private record Converted(Path r1, Path r2) {

        static Converted in(StepContext task) {
            return new Converted(named(task, "r1"), named(task, "r2"));
        }

        private static Path named(StepContext task, String output) {
            String suffix = task.output(output).toString().endsWith(".gz") ? ".fastq.gz" : ".fastq";
            return task.scratch().resolve("picard-" + output + suffix);
        }

        void check(long pairs) throws IOException {
            check("first", r1, pairs);
            check("second", r2, pairs);
        }

        private static void check(String which, Path fastq, long pairs) throws IOException {
            long records = new FastqFile(FileCheck.made(fastq, "Picard")).records();
            if (records != pairs) {
                throw new StepFailure(
                        "Picard wrote %,d reads for the %s mates, of the BAM's %,d pairs; see the log above"
                                .formatted(records, which, pairs));
            }
        }

        void hand(StepContext task) throws IOException {
            Files.move(r1, task.output("r1"));
            Files.move(r2, task.output("r2"));
        }
    }
}
