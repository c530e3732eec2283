package dev.cohort.steps.reads;

import dev.cohort.step.StepFailure;
import htsjdk.samtools.FileTruncatedException;
import htsjdk.samtools.SAMException;
import htsjdk.samtools.util.BlockCompressedInputStream;
import htsjdk.samtools.util.BlockCompressedInputStream.FileTermination;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes sure that a BAM is whole and holds pairs, every mate of them, before hours go into it.
 *
 * <p>Picard drops a read whose mate is missing without a word when it runs with lenient validation, so this must be known
 * beforehand. The end of the file is looked at first; then one walk over flags and names ({@link BamRecords}) counts and
 * pairs in fixed memory ({@link MateLedger}). Names are gathered only when some do not pair, and only a few of them.
 */
public final class BamCheck {
    private static final String MATES = "Cohort needs paired-end reads";

    private final Path bam;

    public BamCheck(Path bam) {
        this.bam = bam;
    }

    /** Counts the reads of a sound BAM of pairs; tells what is wrong with any other. */
    public BamCensus pairs() throws IOException {
        ending();
        MateLedger ledger = new MateLedger();
        BamCensus census = census(ledger);
        if (census.reads() == 0) {
            throw new StepFailure("the BAM holds no reads: " + bam + ". Look at the step or the export that made it");
        }
        paired(census);
        OptionalInt uneven = ledger.unevenAccount();
        if (uneven.isPresent()) {
            throw unpaired(census, uneven.getAsInt());
        }
        return census;
    }

    private void ending() throws IOException {
        if (Files.size(bam) == 0) {
            throw new StepFailure("the BAM is an empty file: " + bam + ". Fetch or make it again");
        }
        if (!inBlocks()) {
            throw noBam(bam);
        }
        if (BlockCompressedInputStream.checkTermination(bam) != FileTermination.HAS_TERMINATOR_BLOCK) {
            throw truncated("it lacks the mark that ends every BAM");
        }
    }

    private boolean inBlocks() throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(bam))) {
            return BlockCompressedInputStream.isValidFile(in);
        }
    }

    private BamCensus census(MateLedger ledger) throws IOException {
        try (BamRecords records = new BamRecords(bam)) {
            return census(records, ledger);
        } catch (EOFException | FileTruncatedException e) {
            throw truncated(e);
        } catch (IOException | SAMException e) {
            throw damaged(e);
        }
    }

    private static BamCensus census(BamRecords records, MateLedger ledger) throws IOException {
        long firsts = 0;
        long seconds = 0;
        long singles = 0;
        while (records.next()) {
            if (records.is(BamRecords.ANOTHER_VIEW)) {
                continue;
            }
            if (!records.is(BamRecords.PAIRED)) {
                singles++;
                continue;
            }
            boolean first = records.is(BamRecords.FIRST);
            ledger.book(records.name(), records.nameLength(), first);
            firsts += first ? 1 : 0;
            seconds += first ? 0 : 1;
        }
        return new BamCensus(firsts, seconds, singles);
    }

    private void paired(BamCensus census) {
        if (census.singles() == census.reads()) {
            throw new StepFailure("all %,d reads of the BAM are single-end: %s. %s; take this sample out of the sheet"
                    .formatted(census.reads(), bam, MATES));
        }
        if (census.singles() > 0) {
            throw new StepFailure("%,d of the BAM's %,d reads are single-end, the others paired: %s. %s; split the file"
                    .formatted(census.singles(), census.reads(), bam, MATES + " only"));
        }
    }

    private StepFailure unpaired(BamCensus census, int account) throws IOException {
        return new StepFailure(
                "reads of the BAM lack their mate, %s: %,d first and %,d second mates in %s. Mates bear the"
                                .formatted(example(account), census.firsts(), census.seconds(), bam)
                        + " very same name, without /1 or /2; if the file was cut or filtered, keep both mates or none");
    }

    /** A second walk, taken on failure only: of the few names of one account, one that is there once. */
    private String example(int account) throws IOException {
        Set<String> alone = new TreeSet<>();
        try (BamRecords records = new BamRecords(bam)) {
            while (records.next()) {
                if (!records.is(BamRecords.ANOTHER_VIEW)
                        && MateLedger.account(records.name(), records.nameLength()) == account) {
                    String mate = mate(records);
                    if (!alone.remove(other(mate))) {
                        alone.add(mate);
                    }
                }
            }
        }
        Iterator<String> names = alone.iterator();
        return names.hasNext() ? "for one `" + names.next().substring(1) + "`" : "or are there twice";
    }

    private static String mate(BamRecords records) {
        String name = new String(records.name(), 0, records.nameLength(), StandardCharsets.US_ASCII);
        return (records.is(BamRecords.FIRST) ? '1' : '2') + name;
    }

    private static String other(String mate) {
        return (mate.charAt(0) == '1' ? '2' : '1') + mate.substring(1);
    }

    /** What is given is another kind of file. */
    static StepFailure noBam(Path bam) {
        return new StepFailure("this is not a BAM: " + bam + ". SAM and CRAM become one by: samtools view -b");
    }

    private StepFailure truncated(Exception cause) {
        return truncated(String.valueOf(cause.getMessage()));
    }

    private StepFailure truncated(String detail) {
        return new StepFailure("the BAM is cut off (%s): %s. Fetch it again, and compare its size with the original's"
                .formatted(detail, bam));
    }

    private StepFailure damaged(Exception cause) {
        return new StepFailure(
                "the BAM is damaged (%s): %s. Fetch or make it again".formatted(cause.getMessage(), bam), cause);
    }
}
