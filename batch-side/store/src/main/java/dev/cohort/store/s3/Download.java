package dev.cohort.store.s3;

import dev.cohort.store.ByteRange;
import dev.cohort.store.FileFaults;
import dev.cohort.store.Location;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Optional;

/**
 * Fetches one version of an object into a file, in ranges of bytes and not by the parts that it was written in, so that one which was
 * written in a single piece comes just as fast. Memory does not grow with the object.
 */
final class Download implements Crew.Job {
    private static final int BUFFER = 128 * 1024;

    private final Reading reading;
    private final Location.S3 object;
    private final Answer first;
    private final Path target;
    private final FileChannel file;
    private final Checks checks;
    private final long part;
    private final BitSet fetched = new BitSet();
    private int next;
    private int checked;

    /** @param first the answer to a read of the whole, from which the first range is taken */
    Download(Reading reading, Location.S3 object, Answer first, Path target, FileChannel file, Checks checks) {
        this.reading = reading;
        this.object = object;
        this.first = first;
        this.target = target;
        this.file = file;
        this.checks = checks;
        this.part = reading.connection().tuning().sizes().part();
    }

    void run() {
        if (size() <= part) fetchWhole();
        else fetchRanges();
    }

    private long size() {
        return first.stat().size();
    }

    private int ranges() {
        return Math.toIntExact((size() + part - 1) / part);
    }

    private void fetchWhole() {
        try (InputStream body = body(ByteRange.of(0, size()), checks).startingWith(first)) {
            write(body, 0);
        } catch (IOException e) {
            throw FileFaults.explain(e, "write", target);
        }
    }

    private ObjectBody body(ByteRange range, Checks of) {
        return new ObjectBody(reading, object, first.stat().etag(), range, of);
    }

    private void write(InputStream body, long at) throws IOException {
        byte[] buffer = new byte[(int) Math.max(1, Math.min(BUFFER, size() - at))];
        long to = at;
        for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
            ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, n);
            while (bytes.hasRemaining()) to += file.write(bytes, to);
        }
    }

    private void fetchRanges() {
        reading.connection().crew().work(this, ranges());
        checkOn();
        checks.finish();
    }

    @Override
    public Optional<Runnable> next() {
        if (next == ranges()) return Optional.empty();
        int range = next++;
        return Optional.of(() -> fetch(range));
    }

    private void fetch(int range) {
        long offset = range * part;
        ObjectBody body = body(ByteRange.of(offset, Math.min(part, size() - offset)), Checks.none());
        if (range == 0) body.startingWith(first);
        try (body) {
            write(body, offset);
        } catch (IOException e) {
            throw FileFaults.explain(e, "write", target);
        }
        noteFetched(range);
        checkOn();
    }

    private void noteFetched(int range) {
        synchronized (fetched) {
            fetched.set(range);
        }
    }

    private boolean isFetched(int range) {
        synchronized (fetched) {
            return fetched.get(range);
        }
    }

    /** The checksums need the bytes in order: whoever has fetched a range reads on as far as there is no gap, while others fetch. */
    private synchronized void checkOn() {
        if (checks.isEmpty()) return;
        byte[] buffer = new byte[BUFFER];
        for (; isFetched(checked); checked++) check(buffer, checked * part, Math.min(size(), (checked + 1) * part));
    }

    private void check(byte[] buffer, long from, long to) {
        try {
            for (long at = from; at < to; ) {
                int n = file.read(ByteBuffer.wrap(buffer, 0, (int) Math.min(buffer.length, to - at)), at);
                if (n < 0) throw new IOException("it has lost its end");
                checks.update(buffer, 0, n);
                at += n;
            }
        } catch (IOException e) {
            throw FileFaults.explain(e, "read", target);
        }
    }
}
