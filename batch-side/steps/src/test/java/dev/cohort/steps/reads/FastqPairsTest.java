package dev.cohort.steps.reads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cohort.step.StepFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two files of mates are a pair when they hold the same reads; what kallisto would pass over is told. */
class FastqPairsTest {
    @TempDir
    Path directory;

    @Test
    void namesPairWithCommentsAndMateNumbersLeftOut() throws IOException {
        Path first = plain("1.fq", "r1/1 1:N:0", "r2/1 1:N:0");
        Path second = zipped("2.fq.gz", "r1/2 2:N:0", "r2/2 2:N:0");
        FastqPairs pairs = FastqPairs.of(List.of(first), List.of(second));
        assertThat(pairs.count()).isEqualTo(2);
        assertThat(pairs.files()).containsExactly(first.toString(), second.toString());
    }

    @Test
    void aLastLineThatNobodyEndedIsALineToo() throws IOException {
        Path first = Files.writeString(directory.resolve("1.fq"), "@r1\nAC\n+\nII\n@r2\nAC\n+\nII");
        Path second = plain("2.fq", "r1", "r2");
        assertThat(FastqPairs.of(List.of(first), List.of(second)).count()).isEqualTo(2);
    }

    @Test
    void severalFilesOfASampleAreTakenInTurn() throws IOException {
        Path a1 = plain("a1.fq", "a");
        Path a2 = plain("a2.fq", "a");
        Path b1 = plain("b1.fq", "b", "c");
        Path b2 = plain("b2.fq", "b", "c");
        FastqPairs pairs = FastqPairs.of(List.of(a1, b1), List.of(a2, b2));
        assertThat(pairs.count()).isEqualTo(3);
        assertThat(pairs.files()).containsExactly("" + a1, "" + a2, "" + b1, "" + b2);
        tells(
                List.of(a1, b1),
                List.of(a2),
                "there are 2 FASTQ files of first mates and 1 of second ones; give as many of each");
    }

    @Test
    void matesOfOtherReadsAreTold() throws IOException {
        Path first = plain("1.fq", "r1");
        Path second = plain("2.fq", "x1");
        tells(
                first,
                second,
                "the mates do not pair: the first read of " + first + " is `r1`, that of " + second
                        + " is `x1`. Are they of one sample, in the same order?");
    }

    @Test
    void aShorterFileOfMatesIsTold() throws IOException {
        Path first = plain("1.fq", "r1", "r2");
        Path second = zipped("2.fq.gz", "r1");
        tells(
                first,
                second,
                "the mates do not pair: " + first + " holds 2 reads, " + second + " holds 1. Fetch or make both again");
    }

    @Test
    void aFileThatIsCutOffIsTold() throws IOException {
        Path first = zipped("1.fq.gz", "r1", "r2", "r3");
        byte[] bytes = Files.readAllBytes(first);
        Path cut = Files.write(directory.resolve("2.fq.gz"), Arrays.copyOf(bytes, bytes.length - 12));
        assertThatThrownBy(() -> FastqPairs.of(List.of(first), List.of(cut)))
                .isInstanceOf(StepFailure.class)
                .hasMessage("the FASTQ is cut off or damaged (Unexpected end of ZLIB input stream): " + cut);
        Path half = Files.writeString(directory.resolve("3.fq"), "@r1\nACGT\n+\nIIII\n@r2\nAC\n");
        tells(first, half, "the FASTQ ends within a record, after line 6: " + half);
    }

    @Test
    void filesWithoutReadsAreTold() throws IOException {
        Path good = plain("1.fq", "r1");
        Path empty = plain("2.fq");
        tells(good, empty, "the FASTQ holds no reads: " + empty);
        Path none = directory.resolve("none.fq");
        tells(good, none, "the FASTQ is not there: " + none);
        Path fasta = Files.writeString(directory.resolve("3.fa"), ">r1\nACGT\n");
        tells(good, fasta, "this is not a FASTQ, as its first line does not begin with @: " + fasta);
    }

    private static void tells(Path first, Path second, String message) {
        tells(List.of(first), List.of(second), message);
    }

    private static void tells(List<Path> firsts, List<Path> seconds, String message) {
        assertThatThrownBy(() -> FastqPairs.of(firsts, seconds))
                .isInstanceOf(StepFailure.class)
                .hasMessage(message);
    }

    private Path plain(String file, String... names) throws IOException {
        return Files.writeString(directory.resolve(file), text(names));
    }

    private Path zipped(String file, String... names) throws IOException {
        Path zipped = directory.resolve(file);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            out.write(text(names).getBytes(StandardCharsets.UTF_8));
        }
        return zipped;
    }

    private static String text(String... names) {
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            text.append('@').append(name).append("\nACGT\n+\nIIII\n");
        }
        return text.toString();
    }
}
