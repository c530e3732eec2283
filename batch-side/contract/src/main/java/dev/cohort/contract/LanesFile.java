package dev.cohort.contract;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The lanes of a chunk, one line of JSON each, and beside them an index of n+1 big-endian offsets of 8 bytes, so that a
 * child of an array reads two offsets and one line, whatever the chunk's size.
 */
public final class LanesFile {
    /** No honest line comes near it; a torn index must not make a worker read the whole file. */
    static final long MAX_LINE = 16L * 1024 * 1024;

    private static final String INDEX = "lanes index";

    private LanesFile() {}

    /** The 16 bytes of the index that tell where lane {@code number}, counted from 0, begins and ends. */
    public static ByteRange indexRange(long number) {
        return new ByteRange(Math.multiplyExact(number, Long.BYTES), 2L * Long.BYTES);
    }

    /** Where the lane's line stands in the lanes file, line end included. */
    public static ByteRange lineRange(byte[] index) {
        if (index.length != 2 * Long.BYTES) {
            throw new JsonFault(INDEX, "gave " + index.length + " bytes where 16 were expected; is there such a lane?");
        }
        ByteBuffer offsets = ByteBuffer.wrap(index);
        return between(offsets.getLong(), offsets.getLong());
    }

    /** The lane that one line says. */
    public static Lane lane(byte[] line) {
        return Lane.fromJson(Json.parse(new String(line, StandardCharsets.UTF_8)));
    }

    /** How many lanes an index of so many bytes is for. */
    public static long count(long indexSize) {
        if (indexSize < Long.BYTES || indexSize % Long.BYTES != 0) {
            throw new JsonFault(INDEX, "is " + indexSize + " bytes long, which is torn");
        }
        return indexSize / Long.BYTES - 1;
    }

    private static ByteRange between(long start, long end) {
        if (start < 0 || end <= start || end - start > MAX_LINE) {
            throw new JsonFault(INDEX, "says that a line goes from " + start + " to " + end + ", which is torn");
        }
        return new ByteRange(start, end - start);
    }

    /** Writes lanes and index side by side, one lane at a time; the streams stay the caller's to close. */
    public static final class Writer {
        private final OutputStream lines;
        private final OutputStream index;
        private long offset;

        public Writer(OutputStream lines, OutputStream index) {
            this.lines = new BufferedOutputStream(lines, 1 << 16);
            this.index = new BufferedOutputStream(index);
        }

        public void add(Lane lane) throws IOException {
            byte[] line = (lane.toJson().compact() + "\n").getBytes(StandardCharsets.UTF_8);
            if (line.length > MAX_LINE) {
                throw new IllegalArgumentException("Sample " + Names.quoted(lane.sample()) + " has columns of "
                        + line.length + " bytes; at most " + MAX_LINE + " will do");
            }
            mark();
            lines.write(line);
            offset += line.length;
        }

        /** Writes the last offset; without it the index counts one lane less, and the last line is not found. */
        public void finish() throws IOException {
            mark();
            lines.flush();
            index.flush();
        }

        private void mark() throws IOException {
            index.write(ByteBuffer.allocate(Long.BYTES).putLong(offset).array());
        }
    }
}
