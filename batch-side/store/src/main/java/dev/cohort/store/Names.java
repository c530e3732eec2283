package dev.cohort.store;

import dev.cohort.store.StoreFailure.Kind;

/**
 * What a name in a store may look like: the names that both a Linux file system and S3 can hold, and their order.
 */
public final class Names {
    /** Of the machine that works here, never an object: temporary files and scratch. */
    static final String LOCAL_AREA = ".cohort/local";

    private static final int LONGEST_KEY = 1024;
    private static final int LONGEST_SEGMENT = 255;

    private Names() {}

    static void checkKey(String key) {
        if (key.isEmpty()) throw bad(key, "it is empty");
        checkText(key);
        checkFolders(key);
        checkSegment(key, key.lastIndexOf('/') + 1, key.length());
        if (key.startsWith(LOCAL_AREA) && (key + "/").startsWith(LOCAL_AREA + "/"))
            throw bad(key, LOCAL_AREA + "/ is kept for temporary files");
    }

    /** The part after the last slash is only the beginning of a name, so it may be empty, or dots. */
    static void checkPrefix(String prefix) {
        checkText(prefix);
        checkFolders(prefix);
    }

    private static void checkText(String name) {
        if (name.indexOf('\0') >= 0) throw bad(name, "it holds a NUL character");
        int bytes = utf8Length(name, 0, name.length());
        if (bytes > LONGEST_KEY) throw bad(name, "it has " + bytes + " bytes; at most " + LONGEST_KEY + " fit");
    }

    private static void checkFolders(String name) {
        int start = 0;
        for (int end = name.indexOf('/'); end >= 0; end = name.indexOf('/', start)) {
            checkSegment(name, start, end);
            start = end + 1;
        }
    }

    private static void checkSegment(String name, int start, int end) {
        if (start == end) throw bad(name, "it begins or ends with '/', or holds '//'");
        if (isDots(name, start, end)) throw bad(name, "it holds '" + name.substring(start, end) + "' as a directory");
        int bytes = utf8Length(name, start, end);
        if (bytes > LONGEST_SEGMENT)
            throw bad(name, "one of its parts has " + bytes + " bytes; at most " + LONGEST_SEGMENT + " fit");
    }

    private static boolean isDots(String name, int start, int end) {
        return end - start <= 2 && name.charAt(start) == '.' && name.charAt(end - 1) == '.';
    }

    /** Counted, not encoded, since a listing checks each of its keys. */
    private static int utf8Length(String text, int start, int end) {
        int bytes = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : Character.isSurrogate(c) ? halfOfPair(text, i) : 3;
        }
        return bytes;
    }

    private static int halfOfPair(String text, int i) {
        int other = Character.isHighSurrogate(text.charAt(i)) ? i + 1 : i - 1;
        if (other < 0
                || other == text.length()
                || !Character.isSurrogatePair(text.charAt(Math.min(i, other)), text.charAt(Math.max(i, other))))
            throw bad(text, "it is not valid Unicode");
        return 2;
    }

    private static StoreFailure bad(String name, String why) {
        return new StoreFailure(Kind.BAD_NAME, "'" + shown(name) + "' cannot be a name in a store: " + why);
    }

    /** A name for a message: short, and without what would garble a terminal. */
    public static String shown(String name) {
        String printable = name.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= 200 ? printable : printable.substring(0, 200) + "…";
    }

    /** The order of UTF-8 bytes, in which S3 lists. Java's own order differs for surrogates: they sort below U+E000..U+FFFF. */
    static int compare(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        for (int i = 0; i < shorter; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) return rank(x) - rank(y);
        }
        return a.length() - b.length();
    }

    private static int rank(char c) {
        return Character.isSurrogate(c) ? c + 0x2000 : c >= 0xE000 ? c - 0x800 : c;
    }
}
