package dev.cohort.store.s3;

import dev.cohort.store.ByteRange;
import dev.cohort.store.Content;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;

/** A part of a content as the SDK sends it: from its start again with each try, and open only as long as it is sent. */
final class Slice implements ContentStreamProvider, AutoCloseable {
    static final String TYPE = "application/octet-stream";

    private final Content content;
    private final ByteRange range;
    private @Nullable InputStream open;

    Slice(Content content, ByteRange range) {
        this.content = content;
        this.range = range;
    }

    long length() {
        return range.length();
    }

    RequestBody body() {
        return RequestBody.fromContentProvider(this, range.length(), TYPE);
    }

    @Override
    public InputStream newStream() {
        close();
        try {
            InputStream all = content.open(range.offset());
            open = all;
            return new Limited(all, range.length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (open == null) return;
        try {
            open.close();
        } catch (IOException e) {
            // It was only read.
        }
        open = null;
    }

    /** The next so many bytes. */
    private static final class Limited extends FilterInputStream {
        private long left;

        Limited(InputStream in, long length) {
            super(in);
            left = length;
        }

        @Override
        public int read() throws IOException {
            int b = left == 0 ? -1 : in.read();
            if (b >= 0) left--;
            return b;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left == 0 && length > 0) return -1;
            int n = in.read(into, offset, (int) Math.min(length, left));
            if (n > 0) left -= n;
            return n;
        }

        @Override
        public long skip(long n) throws IOException {
            long skipped = in.skip(Math.min(n, left));
            left -= skipped;
            return skipped;
        }

        @Override
        public int available() throws IOException {
            return (int) Math.min(in.available(), left);
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
