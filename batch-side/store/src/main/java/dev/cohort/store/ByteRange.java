package dev.cohort.store;

/** Which bytes of a file to read; what lies behind its end is left out, so a range may yield fewer bytes, or none. */
public record ByteRange(long offset, long length) {
    public static final ByteRange ALL = new ByteRange(0, Long.MAX_VALUE);

    public ByteRange {
        if (offset < 0 || length < 0)
            throw new IllegalArgumentException("a range of " + length + " bytes from " + offset);
    }

    public static ByteRange of(long offset, long length) {
        return new ByteRange(offset, length);
    }

    public static ByteRange from(long offset) {
        return new ByteRange(offset, Long.MAX_VALUE);
    }

    /** How many bytes of a file of this size it holds. */
    public long within(long size) {
        return Math.max(0, Math.min(length, size - offset));
    }
}
