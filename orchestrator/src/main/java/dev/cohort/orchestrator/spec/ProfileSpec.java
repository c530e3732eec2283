package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Place;
import org.jspecify.annotations.Nullable;

/** A named change to how steps run; its effect is already in the pipeline that was read with it. */
public record ProfileSpec(String name, @Nullable String description, Place place) {}
