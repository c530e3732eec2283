package dev.cohort.store;

import dev.cohort.store.StoreFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;

/** The bytes of an opened file: no more than were asked for, hashed as they pass if the reader knows their checksum. */
final class Body extends InputStream {
    private final InputStream in;
    private final Path file;
    private final Expect expect;
    private final MessageDigest digest = Sha256.digest();
    private long left;
    private boolean checked;

    Body(InputStream in, Path file, long length, Expect expect) {
        this.in = in;
        this.file = file;
        this.left = length;
        this.expect = expect;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (length == 0) return 0;
        int n = left == 0 ? -1 : readAtMost(into, offset, (int) Math.min(length, left));
        if (n < 0) {
            checkEnd();
            return -1;
        }
        left -= n;
        if (expect.sha256() != null) digest.update(into, offset, n);
        return n;
    }

    private int readAtMost(byte[] into, int offset, int length) {
        try {
            return in.read(into, offset, length);
        } catch (IOException e) {
            throw FileFaults.explain(e, "read", file);
        }
    }

    private void checkEnd() {
        if (left > 0) throw new StoreFailure(Kind.CHANGED, file + " became shorter while it was read");
        if (checked || expect.sha256() == null) return;
        checked = true;
        expect.checkSha256(Sha256.of(digest), file);
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw FileFaults.explain(e, "read", file);
        }
    }
}
