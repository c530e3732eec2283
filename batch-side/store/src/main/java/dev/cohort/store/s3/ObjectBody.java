package dev.cohort.store.s3;

import dev.cohort.store.ByteRange;
import dev.cohort.store.Expect;
import dev.cohort.store.Location;
import dev.cohort.store.Names;
import dev.cohort.store.StoreFailure;
import dev.cohort.store.StoreFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The bytes of one version of an object, or of a range of it. When the connection breaks, it goes on with a new one where the old one
 * ended; who reads notices nothing.
 */
final class ObjectBody extends InputStream {
    /** A connection that has brought so much was a good one. */
    private static final long PROGRESS = 1 << 20;

    private final Reading reading;
    private final Location.S3 object;
    private final String etag;
    private final Checks checks;
    private long offset;
    private final long end;
    private @Nullable Answer answer;
    private long brought;
    private int broken;
    private boolean checked;

    ObjectBody(Reading reading, Location.S3 object, String etag, ByteRange bytes, Checks checks) {
        this.reading = reading;
        this.object = object;
        this.etag = etag;
        this.offset = bytes.offset();
        this.end = bytes.offset() + bytes.length();
        this.checks = checks;
    }

    /** Goes on with what has been answered already. */
    ObjectBody startingWith(Answer first) {
        answer = first;
        return this;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int at, int length) {
        if (length == 0) return 0;
        if (offset == end) return finish();
        int n = readOn(into, at, (int) Math.min(length, end - offset));
        checks.update(into, at, n);
        offset += n;
        brought += n;
        if (brought > PROGRESS) broken = 0;
        return n;
    }

    private int finish() {
        if (!checked) checks.finish();
        checked = true;
        return -1;
    }

    private int readOn(byte[] into, int at, int length) {
        while (true) {
            try {
                int n = answer().body().read(into, at, length);
                if (n > 0) return n;
                goOn(new IOException("it ended " + (end - offset) + " bytes too early"));
            } catch (IOException | UncheckedIOException | SdkException e) {
                goOn(e);
            }
        }
    }

    private Answer answer() {
        if (answer == null) answer = reopen();
        return answer;
    }

    private Answer reopen() {
        return reading.get(object, ByteRange.of(offset, end - offset), etag)
                .orElseThrow(() -> Expect.changed(object, "a shorter version", etag));
    }

    private void goOn(Exception e) {
        drop();
        brought = 0;
        if (Thread.currentThread().isInterrupted())
            throw new StoreFailure(Kind.INTERRUPTED, "Reading " + object + " was interrupted", e);
        if (++broken == reading.connection().tuning().patience().attempts()) throw tooOften(e);
        reading.connection().pauses().before(broken);
    }

    private StoreFailure tooOften(Exception e) {
        return new StoreFailure(
                Kind.UNREACHABLE,
                "Cannot read " + Names.shown(object.toString()) + ": the connection broke " + broken + " times at byte "
                        + offset + " (" + Names.shown(String.valueOf(e.getMessage())) + ")",
                e);
    }

    private void drop() {
        if (answer != null) answer.reply().leave();
        answer = null;
    }

    /** What was read to its end leaves a connection that serves again; any other is given up, rather than read for nothing. */
    @Override
    public void close() {
        if (answer == null) return;
        if (offset < end) answer.reply().leave();
        else answer.reply().end();
        answer = null;
    }
}
