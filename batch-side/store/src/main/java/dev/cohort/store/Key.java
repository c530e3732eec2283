package dev.cohort.store;

/**
 * The name of a file in a store: segments joined by {@code /}. Whatever is a key can be stored in a directory and in S3, and never
 * leads out of either.
 *
 * <p>Ordered by UTF-8 bytes, as S3 lists.
 */
public record Key(String text) implements Comparable<Key> {
    public Key {
        Names.checkKey(text);
    }

    public static Key of(String text) {
        return new Key(text);
    }

    public Key resolve(String below) {
        return new Key(text + "/" + below);
    }

    /** The last segment. */
    public String name() {
        return text.substring(text.lastIndexOf('/') + 1);
    }

    /** All that lies below this name, as if it were a directory. */
    public Prefix asFolder() {
        return new Prefix(text + "/");
    }

    @Override
    public int compareTo(Key other) {
        return Names.compare(text, other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
