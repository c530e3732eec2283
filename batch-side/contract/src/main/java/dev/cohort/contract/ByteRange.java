package dev.cohort.contract;

/** Which bytes of a file to read. */
public record ByteRange(long offset, long length) {
    public ByteRange {
        if (offset < 0 || length <= 0) {
            throw new IllegalArgumentException("no bytes are at " + offset + " + " + length);
        }
    }
}
