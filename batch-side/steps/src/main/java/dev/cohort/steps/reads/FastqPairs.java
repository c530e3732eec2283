package dev.cohort.steps.reads;

import dev.cohort.step.StepFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The FASTQ files of a sample, those of first mates beside those of second ones.
 *
 * <p>Every record is counted, which reads each file once more. Kallisto stops at the end of the shorter file, and takes a
 * file that is cut off for one that ends there, both without a word; a sample would lose reads and nobody would know.
 *
 * @param files as kallisto takes them: each file of first mates followed by its second mates
 * @param count how many pairs they hold together
 */
public record FastqPairs(List<String> files, long count) {

    public FastqPairs {
        files = List.copyOf(files);
    }

    public static FastqPairs of(List<Path> firsts, List<Path> seconds) throws IOException {
        if (firsts.isEmpty() || firsts.size() != seconds.size()) {
            throw new StepFailure("there are %d FASTQ files of first mates and %d of second ones; give as many of each"
                    .formatted(firsts.size(), seconds.size()));
        }
        List<String> files = new ArrayList<>();
        long count = 0;
        for (int i = 0; i < firsts.size(); i++) {
            count += paired(firsts.get(i), seconds.get(i));
            files.addAll(List.of(firsts.get(i).toString(), seconds.get(i).toString()));
        }
        return new FastqPairs(files, count);
    }

    private static long paired(Path first, Path second) throws IOException {
        FastqFile one = new FastqFile(first);
        FastqFile two = new FastqFile(second);
        String name = one.firstName();
        String mate = two.firstName();
        if (!name.equals(mate)) {
            throw new StepFailure(
                    "the mates do not pair: the first read of %s is `%s`, that of %s is `%s`. Are they of one"
                                    .formatted(first, name, second, mate)
                            + " sample, in the same order?");
        }
        long records = one.records();
        long mates = two.records();
        if (records != mates) {
            throw new StepFailure("the mates do not pair: %s holds %,d reads, %s holds %,d. Fetch or make both again"
                    .formatted(first, records, second, mates));
        }
        return records;
    }
}
