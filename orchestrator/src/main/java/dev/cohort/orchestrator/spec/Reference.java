package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Place;
import java.util.List;

/** One expression, {@code ${{ steps.picard.r1 }}}: a root, the names below it, and whether {@code .*} splices a list. */
public record Reference(Root root, List<String> names, boolean splice, Place place) {
    public Reference {
        names = List.copyOf(names);
    }

    public String first() {
        return names.get(0);
    }

    /** As a user would write it between the braces. */
    public String path() {
        return names.isEmpty() ? root.word() : root.word() + "." + String.join(".", names);
    }

    /** As it stands in a message. */
    public String quoted() {
        return "`" + path() + (splice ? ".*" : "") + "`";
    }
}
