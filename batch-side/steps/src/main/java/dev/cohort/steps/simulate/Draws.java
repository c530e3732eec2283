package dev.cohort.steps.simulate;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;

/**
 * Random numbers that depend on a seed and on what they are for, and on nothing else.
 *
 * <p>Each purpose has a sequence of its own, so that a change in how one thing is drawn leaves all others as they were.
 * {@link Random} rather than a better generator, as its algorithm is fixed by its specification: the same seed tells the
 * same cohort on every JVM.
 */
final class Draws {
    private Draws() {}

    static Random of(long seed, String purpose) {
        return new Random(digest(seed + ":" + purpose));
    }

    private static long digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
