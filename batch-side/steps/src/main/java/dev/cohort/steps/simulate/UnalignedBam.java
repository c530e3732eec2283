package dev.cohort.steps.simulate;

import dev.cohort.steps.simulate.ReadPair.Read;
import htsjdk.samtools.SAMFileHeader;
import htsjdk.samtools.SAMFileHeader.SortOrder;
import htsjdk.samtools.SAMFileWriter;
import htsjdk.samtools.SAMFileWriterFactory;
import htsjdk.samtools.SAMReadGroupRecord;
import htsjdk.samtools.SAMRecord;
import java.nio.file.Path;

/** Writes read pairs as a BAM that is aligned to nothing, the way sequencing centres hand out raw data. */
final class UnalignedBam implements AutoCloseable {
    private static final String READ_GROUP = "1";

    private final SAMFileHeader header;
    private final SAMFileWriter writer;

    UnalignedBam(Path file, String sample) {
        this.header = header(sample);
        this.writer = new SAMFileWriterFactory()
                .setCreateIndex(false)
                .setCreateMd5File(false)
                .makeBAMWriter(header, true, file);
    }

    private static SAMFileHeader header(String sample) {
        SAMFileHeader header = new SAMFileHeader();
        header.setSortOrder(SortOrder.unsorted);
        SAMReadGroupRecord group = new SAMReadGroupRecord(READ_GROUP);
        group.setSample(sample);
        group.setLibrary(sample);
        group.setPlatform("ILLUMINA");
        header.addReadGroup(group);
        return header;
    }

    void add(ReadPair pair) {
        add(pair.name(), pair.first(), true);
        add(pair.name(), pair.second(), false);
    }

    private void add(String name, Read read, boolean first) {
        SAMRecord mate = new SAMRecord(header);
        mate.setReadName(name);
        mate.setReadBases(read.bases());
        mate.setBaseQualities(read.qualities());
        mate.setReadPairedFlag(true);
        mate.setReadUnmappedFlag(true);
        mate.setMateUnmappedFlag(true);
        mate.setFirstOfPairFlag(first);
        mate.setSecondOfPairFlag(!first);
        mate.setAttribute("RG", READ_GROUP);
        writer.addAlignment(mate);
    }

    @Override
    public void close() {
        writer.close();
    }
}
