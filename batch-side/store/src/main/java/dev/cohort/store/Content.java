package dev.cohort.store;

import dev.cohort.store.StoreFailure.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What is to be stored: a size, and bytes that can be read from the start again, as a broken upload must. */
public interface Content {
    long size();

    InputStream open() throws IOException;

    /** From the middle on, as the parts of an upload are read; in a file, a skip is a seek. */
    default InputStream open(long offset) throws IOException {
        InputStream in = open();
        in.skipNBytes(offset);
        return in;
    }

    /** CHANGED unless it had as many bytes as it said. */
    default void requireSize(long came) {
        if (came != size())
            throw new StoreFailure(
                    Kind.CHANGED,
                    "What was to be stored had " + size() + " bytes, but " + came + " came",
                    "Store a file only when it is finished.",
                    null);
    }

    static Content of(byte[] bytes) {
        return new Content() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }

    static Content utf8(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A copy of a file, which stays where it is; to hand over one that is finished, see {@link Store#stageOut}. */
    static Content file(Path file) {
        long size = LocalFile.require(file).size();
        return new Content() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public InputStream open() {
                return LocalFile.open(file);
            }
        };
    }
}
