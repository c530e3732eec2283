package dev.cohort.steps.reads;

import htsjdk.samtools.SAMFileHeader;
import htsjdk.samtools.SAMFileHeader.SortOrder;
import htsjdk.samtools.SAMFileWriter;
import htsjdk.samtools.SAMFileWriterFactory;
import htsjdk.samtools.SAMRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Draws a BAM read by read, sound or not. */
public final class TestBam {
    private final SAMFileHeader header = new SAMFileHeader();
    private final List<SAMRecord> records = new ArrayList<>();

    public TestBam() {
        header.setSortOrder(SortOrder.unsorted);
    }

    public TestBam pair(String name) {
        return first(name).second(name);
    }

    public TestBam pairs(int count) {
        for (int i = 0; i < count; i++) {
            pair("read:" + i);
        }
        return this;
    }

    public TestBam first(String name) {
        return read(name, true, false);
    }

    public TestBam second(String name) {
        return read(name, false, true);
    }

    public TestBam single(String name) {
        return read(name, false, false);
    }

    /** A second place where a first mate may lie: another view of it, not another read. */
    TestBam supplementary(String name) {
        first(name);
        records.get(records.size() - 1).setSupplementaryAlignmentFlag(true);
        return this;
    }

    private TestBam read(String name, boolean first, boolean second) {
        SAMRecord read = new SAMRecord(header);
        read.setReadName(name);
        read.setReadString("ACGTACGTAC");
        read.setBaseQualityString("IIIIIIIIII");
        read.setReadUnmappedFlag(true);
        read.setReadPairedFlag(first || second);
        if (first || second) {
            read.setMateUnmappedFlag(true);
            read.setFirstOfPairFlag(first);
            read.setSecondOfPairFlag(second);
        }
        records.add(read);
        return this;
    }

    public Path in(Path directory) {
        Path file = directory.resolve("test.bam");
        try (SAMFileWriter writer = new SAMFileWriterFactory().makeBAMWriter(header, true, file)) {
            records.forEach(writer::addAlignment);
        }
        return file;
    }

    /** The first part of a BAM, as a download leaves it that broke off. */
    public static Path cut(Path bam, double part) throws IOException {
        byte[] bytes = Files.readAllBytes(bam);
        return Files.write(bam, Arrays.copyOf(bytes, (int) (bytes.length * part)));
    }
}
