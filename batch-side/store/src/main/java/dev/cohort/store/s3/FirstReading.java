package dev.cohort.store.s3;

import dev.cohort.store.Content;
import dev.cohort.store.Location;
import dev.cohort.store.Names;
import dev.cohort.store.Sha256;
import dev.cohort.store.StoreFailure;
import dev.cohort.store.StoreFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.zip.CRC32C;

/**
 * Reads what is to be uploaded once, in order, for its checksums. It is sent by a second reading, which S3 holds against them: so what
 * is noted and what is stored cannot differ, without any of it having to be kept in memory.
 */
final class FirstReading implements AutoCloseable {
    private static final int BUFFER = 128 * 1024;

    private final Content content;
    private final Location.S3 object;
    private final InputStream in;
    private final byte[] buffer;
    private final MessageDigest sha256 = Sha256.digest();
    private final CRC32C whole = new CRC32C();
    private long came;

    FirstReading(Content content, Location.S3 object) {
        this.content = content;
        this.object = object;
        this.buffer = new byte[(int) Math.max(1, Math.min(BUFFER, content.size()))];
        try {
            this.in = content.open();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private StoreFailure broken(IOException e) {
        return new StoreFailure(
                Kind.BROKEN,
                "Cannot write " + Names.shown(object.toString()) + ": what was to be stored cannot be read ("
                        + Names.shown(String.valueOf(e.getMessage())) + ")",
                e);
    }

    /** The checksum of the next part. */
    CRC32C part(long length) {
        CRC32C part = new CRC32C();
        for (long left = length; left > 0; ) {
            int n = read((int) Math.min(buffer.length, left));
            if (n < 0) content.requireSize(came);
            part.update(buffer, 0, n);
            whole.update(buffer, 0, n);
            sha256.update(buffer, 0, n);
            left -= n;
            came += n;
        }
        return part;
    }

    private int read(int most) {
        try {
            return in.read(buffer, 0, most);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** To be asked after the last part: whether that was all. */
    void requireEnd() {
        long more = 0;
        for (int n = read(buffer.length); n >= 0; n = read(buffer.length)) more += n;
        content.requireSize(came + more);
    }

    Sha256 sha256() {
        return Sha256.of(sha256);
    }

    CRC32C whole() {
        return whole;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            // It was only read.
        }
    }
}
