/**
 * Docker and Podman, by their command lines: what they can tell of images and containers, and what they can do with them;
 * and the Java runtime that goes into a container from outside. May import contract.
 */
@NullMarked
package dev.cohort.worker.container;

import org.jspecify.annotations.NullMarked;
