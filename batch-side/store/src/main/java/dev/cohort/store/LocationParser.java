package dev.cohort.store;

import dev.cohort.store.StoreFailure.Kind;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads locations, and tells what is wrong with those that are none. */
final class LocationParser {
    private static final Pattern URL = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):/(/?)(.*)", Pattern.DOTALL);
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern IP_ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");

    private LocationParser() {}

    static Location parse(String text, Path base) {
        if (text.isBlank()) throw bad(text, "it is empty", "Give a path, or s3://BUCKET/KEY.");
        Matcher url = URL.matcher(text);
        return url.matches() ? url(text, url.group(1), !url.group(2).isEmpty(), url.group(3)) : local(text, base);
    }

    private static Location url(String text, String scheme, boolean twoSlashes, String rest) {
        if (scheme.equals("s3") && twoSlashes) return s3(rest);
        if (scheme.equalsIgnoreCase("s3")) throw bad(text, "it is not quite an S3 URL", "Write s3://BUCKET/KEY.");
        if (scheme.equalsIgnoreCase("file")) throw bad(text, "files are named by their path", "Leave out 'file://'.");
        throw bad(
                text,
                "'" + scheme + ":' is not read",
                "Give a path, or s3://BUCKET/KEY; fetch other files beforehand.");
    }

    private static Location s3(String rest) {
        int slash = rest.indexOf('/');
        return slash < 0
                ? new Location.S3(rest, "")
                : new Location.S3(rest.substring(0, slash), rest.substring(slash + 1));
    }

    private static Location local(String text, Path base) {
        if (text.equals("~") || text.startsWith("~/"))
            throw bad(text, "only a shell knows '~'", "Write the home directory out.");
        if (text.indexOf('\0') >= 0) throw bad(text, "it holds a NUL character", "Leave it out.");
        return new Location.Local(Spelling.path(base, text));
    }

    static void checkBucket(String bucket) {
        if (!BUCKET.matcher(bucket).matches()
                || bucket.contains("..")
                || IP_ADDRESS.matcher(bucket).matches())
            throw new StoreFailure(
                    Kind.BAD_NAME,
                    "'" + Names.shown(bucket) + "' is no name of a bucket",
                    "It has 3 to 63 of a-z, 0-9, '-' and '.', and begins and ends with a letter or digit.",
                    null);
    }

    private static StoreFailure bad(String text, String why, String advice) {
        return new StoreFailure(
                Kind.BAD_NAME, "'" + Names.shown(text) + "' cannot be read as a location: " + why, advice, null);
    }
}
