package dev.cohort.steps;

import dev.cohort.step.StepFailure;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * What the first bytes of a kallisto index tell: the version of its format, and its k-mer length.
 *
 * <p>Format 10, which all of kallisto 0.42 to 0.48 write, begins with the version and k, as numbers of 8 and 4 bytes with
 * the lowest byte first. Later formats keep k elsewhere; theirs is left to kallisto to judge.
 */
final class KallistoIndex {
    static final int USUAL_KMER = 31;
    static final int LONGEST_KMER = 31;
    private static final int KMER_IN_HEADER = 10;
    private static final int LATEST_THINKABLE = 99;
    private static final String AGAIN = "Make the index again with: kallisto index";

    private final Path file;
    private final long version;
    private final int kmer;

    private KallistoIndex(Path file, long version, int kmer) {
        this.file = file;
        this.version = version;
        this.kmer = kmer;
    }

    static KallistoIndex read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            KallistoIndex index =
                    new KallistoIndex(file, Long.reverseBytes(in.readLong()), Integer.reverseBytes(in.readInt()));
            index.check();
            return index;
        } catch (EOFException e) {
            throw new StepFailure("the kallisto index is cut off: %s. %s".formatted(file, AGAIN), e);
        }
    }

    private void check() {
        boolean strange = version < 1 || version > LATEST_THINKABLE;
        if (strange || kmer().stream().anyMatch(k -> k < 3 || k > LONGEST_KMER)) {
            throw new StepFailure(
                    "this is not a kallisto index: %s. An index is used as kallisto wrote it, not compressed. %s"
                            .formatted(file, AGAIN));
        }
    }

    /** The k-mer length, where the format tells it. */
    OptionalInt kmer() {
        return version == KMER_IN_HEADER ? OptionalInt.of(kmer) : OptionalInt.empty();
    }

    void checkKmer(int wanted) {
        kmer().ifPresent(found -> {
            if (found != wanted) {
                throw new StepFailure("the kallisto index has k-mers of %d, but `with.kmer` asks for %d: %s. %s -k %d"
                        .formatted(found, wanted, file, AGAIN, wanted));
            }
        });
    }
}
