package dev.cohort.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What is to be stored: a size, and bytes that can be read from the start again, as a broken upload must. */
public interface Content {
    long size();

    InputStream open() throws IOException;

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
