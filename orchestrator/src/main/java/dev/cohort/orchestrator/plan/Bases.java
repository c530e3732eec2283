package dev.cohort.orchestrator.plan;

import dev.cohort.orchestrator.diag.Place;
import dev.cohort.orchestrator.spec.Pipeline;

/**
 * Which directory a relative path starts from, by the file that names it.
 *
 * @param base that of the file that was asked for
 */
public record Bases(Pipeline pipeline, String base) {
    public String of(Place named) {
        String folder = pipeline.folder(named);
        return folder.isEmpty() ? base : Locations.resolve(base, folder);
    }
}
