/**
 * Registries of images, by the distribution API of the OCI: what an image there is, without fetching it. May import all that stands
 * before {@code images}.
 */
@NullMarked
package dev.cohort.orchestrator.images.registry;

import org.jspecify.annotations.NullMarked;
