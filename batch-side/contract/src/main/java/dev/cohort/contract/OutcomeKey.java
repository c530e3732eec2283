package dev.cohort.contract;

import java.util.List;
import java.util.Optional;

/** The file name of an outcome, which carries its digests, so that a listing alone tells what is current. */
public record OutcomeKey(Status status, String def, String in, String content, String listed) {
    /** Stands where a task ended before the digest could be known. */
    public static final String NONE = "0".repeat(16);

    private static final int DIGITS = 16;
    private static final String ENDING = ".json";

    public OutcomeKey {
        for (String digest : List.of(def, in, content, listed)) {
            if (!Digest.isHex(digest, DIGITS)) {
                throw new IllegalArgumentException(
                        "an outcome's key needs 16 hex digits in lower case, not " + Names.quoted(digest));
            }
        }
    }

    /** What became of the task. */
    public enum Status {
        OK,
        FAILED;

        /** How it is written in the key. */
        public String word() {
            return Words.of(this);
        }
    }

    public String fileName() {
        return String.join(".", status.word(), def, in, content, listed) + ENDING;
    }

    /** The key that a file name says; a name of any other form is somebody else's. */
    public static Optional<OutcomeKey> parse(String fileName) {
        String[] parts = fileName.split("\\.", -1);
        if (parts.length != 6 || !fileName.endsWith(ENDING) || !areDigests(parts)) {
            return Optional.empty();
        }
        return Words.find(Status.class, parts[0])
                .map(status -> new OutcomeKey(status, parts[1], parts[2], parts[3], parts[4]));
    }

    private static boolean areDigests(String[] parts) {
        return List.of(parts).subList(1, 5).stream().allMatch(part -> Digest.isHex(part, DIGITS));
    }
}
