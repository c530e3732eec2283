package dev.cohort.contract;

import java.util.Optional;

/** The file name of an outcome, which carries its digests, so that a listing alone tells what is current. */
public record OutcomeKey(Status status, String def, String in, String content, String listed) {
    /** Stands where a task ended before the digest could be known. */
    public static final String NONE = "0".repeat(16);

    private static final int DIGITS = 16;
    private static final String ENDING = ".json";

    /** A dot and a digest. */
    private static final int PART = 1 + DIGITS;

    private static final Status[] STATUSES = Status.values();

    public OutcomeKey {
        requireDigest(def);
        requireDigest(in);
        requireDigest(content);
        requireDigest(listed);
    }

    private static void requireDigest(String digest) {
        if (!Digest.isHex(digest, DIGITS)) {
            throw new IllegalArgumentException(
                    "an outcome's key needs 16 hex digits in lower case, not " + Names.quoted(digest));
        }
    }

    /** What became of the task. */
    public enum Status {
        OK,
        FAILED;

        private final String word = Words.of(this);

        /** How it is written in the key. */
        public String word() {
            return word;
        }
    }

    public String fileName() {
        return String.join(".", status.word(), def, in, content, listed) + ENDING;
    }

    /**
     * The key that a file name says; a name of any other form is somebody else's. A listing may hold a million of them,
     * so that the places of its parts are counted rather than searched for.
     */
    public static Optional<OutcomeKey> parse(String fileName) {
        for (Status status : STATUSES) {
            if (fileName.startsWith(status.word)) {
                return parse(fileName, status, status.word.length());
            }
        }
        return Optional.empty();
    }

    private static Optional<OutcomeKey> parse(String fileName, Status status, int start) {
        boolean formed = fileName.length() == start + 4 * PART + ENDING.length() && fileName.endsWith(ENDING);
        for (int part = 0; formed && part < 4; part++) {
            int dot = start + part * PART;
            formed = fileName.charAt(dot) == '.' && Digest.isHex(fileName, dot + 1, dot + PART);
        }
        return formed
                ? Optional.of(new OutcomeKey(
                        status,
                        part(fileName, start, 0),
                        part(fileName, start, 1),
                        part(fileName, start, 2),
                        part(fileName, start, 3)))
                : Optional.empty();
    }

    private static String part(String fileName, int start, int number) {
        int dot = start + number * PART;
        return fileName.substring(dot + 1, dot + PART);
    }
}
