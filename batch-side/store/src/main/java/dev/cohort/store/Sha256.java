package dev.cohort.store;

import dev.cohort.store.StoreFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256, as 64 lower-case hex digits. */
public record Sha256(String hex) {
    private static final int BUFFER = 256 * 1024;
    private static final int FIRST = 8 * 1024;

    public Sha256 {
        if (hex.length() != 64 || !hex.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f'))
            throw new StoreFailure(
                    Kind.BAD_NAME, "'" + Names.shown(hex) + "' is no SHA-256", "Give 64 lower-case hex digits.", null);
    }

    public static Sha256 of(byte[] bytes) {
        MessageDigest digest = digest();
        digest.update(bytes);
        return of(digest);
    }

    /** Reads the whole file. */
    public static Sha256 of(Path file) {
        try (InputStream in = LocalFile.open(file)) {
            return copy(in, OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw FileFaults.explain(e, "read", file);
        }
    }

    /** Copies all bytes and tells what they were. */
    static Sha256 copy(InputStream from, OutputStream to) throws IOException {
        MessageDigest digest = digest();
        byte[] buffer = new byte[FIRST];
        for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
            digest.update(buffer, 0, n);
            to.write(buffer, 0, n);
            // Most files are small, and a large buffer has to be filled with zeros first.
            if (n == FIRST && buffer.length == FIRST) buffer = new byte[BUFFER];
        }
        return of(digest);
    }

    public static Sha256 of(MessageDigest finished) {
        return new Sha256(HexFormat.of().formatHex(finished.digest()));
    }

    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
