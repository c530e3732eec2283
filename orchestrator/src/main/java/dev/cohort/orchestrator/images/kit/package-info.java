/**
 * What an image has at {@code /opt/cohort}: how it is made on this machine, and how it comes into an image. May import all that stands
 * before {@code images}.
 */
@NullMarked
package dev.cohort.orchestrator.images.kit;

import org.jspecify.annotations.NullMarked;
