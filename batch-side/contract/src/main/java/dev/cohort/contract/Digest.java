package dev.cohort.contract;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over fields that each carry their length, so that "ab", "c" and "a", "bc" never digest to the same. */
public final class Digest {
    private static final int SHORT = 16;
    private static final int FULL = 64;

    private final MessageDigest sha256 = sha256();
    private boolean done;

    public Digest field(String text) {
        return field(text.getBytes(StandardCharsets.UTF_8));
    }

    public Digest field(long number) {
        return field(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    public Digest field(byte[] bytes) {
        sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(bytes.length).flip());
        sha256.update(bytes);
        return this;
    }

    /** All 64 hex digits; it ends the digest. */
    public String hex() {
        return HexFormat.of().formatHex(bytes());
    }

    byte[] bytes() {
        if (done) {
            throw new IllegalStateException("this digest was read already");
        }
        done = true;
        return sha256.digest();
    }

    /** The first 16 of 64 hex digits, as they stand in the keys of outcomes. */
    public static String short16(String hex) {
        requireSha256(hex, "a digest");
        return hex.substring(0, SHORT);
    }

    static boolean isHex(String text, int length) {
        return text.length() == length && isHex(text, 0, length);
    }

    /** Asked a million times when a store is listed, and so without a stream. */
    static boolean isHex(String text, int from, int to) {
        for (int at = from; at < to; at++) {
            char c = text.charAt(at);
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }

    static void requireSha256(String text, String what) {
        if (!isHex(text, FULL)) {
            throw new IllegalArgumentException(
                    what + " must be 64 hex digits in lower case, not " + Names.quoted(text));
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
