package dev.cohort.steps.reads;

import htsjdk.samtools.util.BlockCompressedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Walks over the records of a BAM and reads nothing of each but its flags and its name.
 *
 * <p>Bases, qualities, cigars and tags are stepped over undecoded, which makes a walk a small part of what any tool that
 * decodes records takes. The layout is that of the SAM specification, section 4.2.
 */
final class BamRecords implements Closeable {
    static final int PAIRED = 0x1;
    static final int FIRST = 0x40;
    static final int SECOND = 0x80;
    static final int ANOTHER_VIEW = 0x900;

    private static final byte[] MAGIC = {'B', 'A', 'M', 1};
    private static final int FIXED = 32;
    private static final int LONGEST_NAME = 255;

    private final BlockCompressedInputStream in;
    private final ByteBuffer fixed = ByteBuffer.allocate(FIXED).order(ByteOrder.LITTLE_ENDIAN);
    private final ByteBuffer number = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final byte[] name = new byte[LONGEST_NAME];
    private final byte[] passed = new byte[1 << 16];
    private int nameLength;
    private int flags;

    BamRecords(Path file) throws IOException {
        in = new BlockCompressedInputStream(Files.newInputStream(file));
        in.setCheckCrcs(true);
        try {
            header(file);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private void header(Path file) throws IOException {
        byte[] magic = new byte[MAGIC.length];
        fill(magic, magic.length);
        if (!Arrays.equals(magic, MAGIC)) {
            throw BamCheck.noBam(file);
        }
        pass(size(readNumber()));
        for (int references = size(readNumber()); references > 0; references--) {
            pass(size(readNumber()) + Integer.BYTES);
        }
    }

    /** Goes on to the next record; false when there is none. */
    boolean next() throws IOException {
        int first = in.read();
        if (first < 0) {
            return false;
        }
        number.put(0, (byte) first);
        fill(passed, Integer.BYTES - 1);
        number.put(1, passed, 0, Integer.BYTES - 1);
        int size = size(number.getInt(0));
        fill(fixed.array(), FIXED);
        nameLength = Math.max(0, Byte.toUnsignedInt(fixed.get(8)) - 1);
        flags = Short.toUnsignedInt(fixed.getShort(14));
        fill(name, nameLength);
        pass(size(size - FIXED - nameLength));
        return true;
    }

    boolean is(int flag) {
        return (flags & flag) != 0;
    }

    byte[] name() {
        return name;
    }

    int nameLength() {
        return nameLength;
    }

    private int readNumber() throws IOException {
        fill(number.array(), Integer.BYTES);
        return number.getInt(0);
    }

    private static int size(int size) throws IOException {
        if (size < 0) {
            throw new IOException("a record has an impossible size");
        }
        return size;
    }

    private void pass(int length) throws IOException {
        for (int left = length; left > 0; left -= passed.length) {
            fill(passed, Math.min(left, passed.length));
        }
    }

    private void fill(byte[] into, int length) throws IOException {
        int filled = 0;
        while (filled < length) {
            int got = in.read(into, filled, length - filled);
            if (got < 0) {
                throw new EOFException("it ends within a record");
            }
            filled += got;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
