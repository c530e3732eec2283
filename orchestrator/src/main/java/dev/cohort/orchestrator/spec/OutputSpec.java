package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Place;

/** What a step leaves below its work folder: one file, a directory (its path ends in a slash) or a glob. */
public record OutputSpec(String name, TemplateSpec path, Kind kind, boolean optional, Place place) {

    /** How the path is to be understood. */
    public enum Kind {
        FILE,
        DIRECTORY,
        GLOB
    }

    OutputSpec at(TemplateSpec other) {
        return new OutputSpec(name, other, kind, optional, place);
    }

    /** Whether two paths are one, or one lies in the directory that the other is. */
    public static boolean overlap(String first, String second) {
        return first.equals(second)
                || (first.endsWith("/") && second.startsWith(first))
                || (second.endsWith("/") && first.startsWith(second))
                || (first + "/").equals(second)
                || (second + "/").equals(first);
    }
}
