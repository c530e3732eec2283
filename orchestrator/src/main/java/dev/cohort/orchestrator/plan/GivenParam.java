package dev.cohort.orchestrator.plan;

import dev.cohort.orchestrator.diag.Place;
import org.jspecify.annotations.Nullable;

/**
 * A value that the user gave for a param.
 *
 * @param base the directory that a relative path in it starts from
 * @param place where it stands, when it stands in a file
 * @param named where its name stands then
 */
public record GivenParam(
        String name,
        String value,
        String base,
        @Nullable Place place,
        @Nullable Place named) {
    /** One that stands in no file. */
    public GivenParam(String name, String value, String base) {
        this(name, value, base, null, null);
    }
}
