package dev.cohort.orchestrator.plan;

import java.util.ArrayDeque;
import java.util.Deque;

/** Arithmetic on paths and URLs, without asking a file system. */
public final class Locations {
    private Locations() {}

    public static boolean isUrl(String location) {
        return location.matches("(?s)[a-z][a-z0-9+.-]*://.*");
    }

    /** A relative path is taken from the base; a URL or an absolute path stays. */
    public static String resolve(String base, String location) {
        if (isUrl(location)) {
            return location;
        }
        if (location.startsWith("/")) {
            return normal(location);
        }
        return isUrl(base) ? base + "/" + location : normal(base + "/" + location);
    }

    /** Takes {@code .}, {@code ..} and empty parts out of an absolute path. */
    private static String normal(String path) {
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
}
