package dev.cohort.store;

/**
 * How the keys of a listing begin. As in S3 it is mere text: {@code results/a} also finds {@code results/ab}; a folder ends with
 * {@code /}.
 */
public record Prefix(String text) {
    public static final Prefix ALL = new Prefix("");

    public Prefix {
        Names.checkPrefix(text);
    }

    public static Prefix of(String text) {
        return new Prefix(text);
    }

    public boolean isFolder() {
        return text.isEmpty() || text.endsWith("/");
    }

    /** The key whose rest below this folder is the given text. */
    public Key key(String below) {
        return new Key(text + below);
    }

    /** What follows this prefix in a key that it found. */
    public String rest(Key key) {
        if (!key.text().startsWith(text)) throw new IllegalArgumentException(key + " does not begin with " + text);
        return key.text().substring(text.length());
    }

    /** For {@code runs/r1/}: {@code r1}. */
    public String name() {
        String trimmed = isFolder() && !text.isEmpty() ? text.substring(0, text.length() - 1) : text;
        return trimmed.substring(trimmed.lastIndexOf('/') + 1);
    }

    /** The part up to and with the last slash, where a listing begins. */
    String folder() {
        return text.substring(0, text.lastIndexOf('/') + 1);
    }

    /** The part after the last slash: how names in that folder begin. */
    String nameStart() {
        return text.substring(text.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
        return text;
    }
}
