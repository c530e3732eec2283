package dev.cohort.orchestrator.plan;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/** Arithmetic on paths and URLs, without asking a file system. */
public final class Locations {
    private static final Pattern URL = Pattern.compile("[a-z][a-z0-9+.-]*://");

    private Locations() {}

    public static boolean isUrl(String location) {
        return location.indexOf("://") > 0 && URL.matcher(location).lookingAt();
    }

    /** A relative path is taken from the base; a URL or an absolute path stays. */
    public static String resolve(String base, String location) {
        if (isUrl(location) || base.isEmpty()) {
            return location;
        }
        if (location.startsWith("/")) {
            return normal(location);
        }
        return isUrl(base) ? below(base, location) : normal(base + "/" + location);
    }

    /** What leads upwards ends at the bucket. */
    private static String below(String url, String location) {
        int host = url.indexOf("://") + "://".length();
        int path = url.indexOf('/', host) < 0 ? url.length() : url.indexOf('/', host);
        return url.substring(0, path) + normal(url.substring(path) + "/" + location);
    }

    /** Takes {@code .}, {@code ..} and empty parts out of a path. */
    private static String normal(String path) {
        if (isNormal(path)) {
            return path;
        }
        Deque<String> kept = new ArrayDeque<>();
        for (String segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                kept.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                kept.addLast(segment);
            }
        }
        String joined = String.join("/", kept);
        return path.startsWith("/") ? "/" + joined : joined;
    }

    /** Nearly every path is, and there may be a million of them. */
    private static boolean isNormal(String path) {
        return path.length() > 1
                && !path.contains("//")
                && !path.contains("/.")
                && !path.startsWith(".")
                && !path.endsWith("/");
    }
}
