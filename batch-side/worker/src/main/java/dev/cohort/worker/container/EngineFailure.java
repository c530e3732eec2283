package dev.cohort.worker.container;

/** A container engine could not do what it was asked: a sentence on what, and one on what to do. */
public final class EngineFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The engine's own words end where a reader has had enough. */
    private static final int LONGEST = 400;

    private final Kind kind;
    private final String hint;

    /** What was wrong. */
    public enum Kind {
        /** There is none on this machine. */
        NOT_INSTALLED,
        /** There is one, and it does not answer. */
        NOT_RUNNING,
        /** It answers, but not to this user. */
        NO_PERMISSION,
        /** The image is not here. */
        NO_IMAGE,
        /** All else. */
        OTHER
    }

    public EngineFailure(Kind kind, String message, String hint) {
        super(message);
        this.kind = kind;
        this.hint = hint;
    }

    public Kind kind() {
        return kind;
    }

    /** What the user can do about it; empty where nobody can say. */
    public String hint() {
        return hint;
    }

    /** What an engine said, as one line without the words that it puts before every error. */
    public static String words(String said) {
        String line = said.replaceAll("(?m)^time=.*$", "")
                .replaceAll("(?m)^(Error response from daemon|Error|docker|Unable to find image.*): ?", "")
                .replaceAll("\\s+", " ")
                .strip()
                .replaceAll("(: unknown)?\\.?$", "");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
