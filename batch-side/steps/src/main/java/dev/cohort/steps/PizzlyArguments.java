package dev.cohort.steps;

import dev.cohort.step.StepContext;
import dev.cohort.step.StepFailure;
import dev.cohort.steps.reads.TextSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What each call of pizzly has in common: the reference that it reads, and where it writes.
 *
 * <p>Pizzly knows a file's kind by the end of its name only and aborts on any other, so it is shown links with the names
 * that it expects.
 */
final class PizzlyArguments {
    /** What pizzly writes begins with this, in the task's scratch directory. */
    static final String PREFIX = "pizzly-out";

    private static final int COLUMNS = 9;

    private PizzlyArguments() {}

    static List<String> reference(StepContext task) throws IOException {
        Path annotation = FileCheck.given(task.input("annotation"), "the annotation (GTF)");
        Path transcripts = FileCheck.given(task.input("transcripts"), "the transcriptome (FASTA)");
        checkGtf(annotation);
        checkFasta(transcripts);
        return List.of(
                // Pizzly would ask a server for its newest version, once for each of 10,000 tasks.
                "--version-check",
                "OFF",
                "--gtf",
                link(task, annotation, "pizzly-annotation.gtf"),
                "--fasta",
                link(task, transcripts, "pizzly-transcripts.fa"),
                "--output",
                PREFIX);
    }

    private static void checkGtf(Path file) throws IOException {
        String line = FirstLine.of(file, "#");
        if (line.split("\t", -1).length != COLUMNS) {
            throw new StepFailure("this is not an annotation in GTF, as its first line has not %d columns: %s"
                    .formatted(COLUMNS, file));
        }
    }

    private static void checkFasta(Path file) throws IOException {
        if (!FirstLine.of(file, ";").startsWith(">")) {
            throw new StepFailure("this is not a transcriptome in FASTA, as it does not begin with >: " + file);
        }
    }

    private static String link(StepContext task, Path file, String name) throws IOException {
        Path link = task.scratch().resolve(TextSource.isCompressed(file) ? name + ".gz" : name);
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, file.toAbsolutePath());
        return link.getFileName().toString();
    }
}
