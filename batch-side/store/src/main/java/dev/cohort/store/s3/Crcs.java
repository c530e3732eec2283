package dev.cohort.store.s3;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.Checksum;

/** How S3 writes checksums: in base64, the highest byte first. */
final class Crcs {
    private Crcs() {}

    static String ofFourBytes(Checksum checksum) {
        return base64(ByteBuffer.allocate(Integer.BYTES).putInt((int) checksum.getValue()));
    }

    static String ofEightBytes(Checksum checksum) {
        return base64(ByteBuffer.allocate(Long.BYTES).putLong(checksum.getValue()));
    }

    private static String base64(ByteBuffer bytes) {
        return base64(bytes.array());
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
