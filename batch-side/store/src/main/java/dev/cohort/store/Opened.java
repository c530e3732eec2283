package dev.cohort.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * A stored file open for reading: what it is, and its bytes, of this one version to the end. Trouble with the store comes out of the
 * body as {@link StoreFailure}.
 */
public record Opened(Stored file, InputStream body) implements AutoCloseable {

    /** All the bytes asked for; for what is known to be small. */
    public byte[] bytes() {
        try {
            return body.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("a body tells its trouble as StoreFailure", e);
        }
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a body tells its trouble as StoreFailure", e);
        }
    }
}
