package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Place;

/**
 * A file that another uses, read as if it stood alone.
 *
 * @param location where it lies as seen from the folder of the pipeline that was asked for
 * @param place where it is used first
 */
public record UsedPipeline(String location, Pipeline pipeline, Place place) {

    String folder() {
        return location.substring(0, location.lastIndexOf('/') + 1);
    }
}
