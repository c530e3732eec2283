/**
 * AWS Batch's API over HTTP, and what runs the containers of its jobs. May import the scheduler's package, its API, Jackson and
 * picocli.
 */
@NullMarked
package dev.cohort.batch.server;

import org.jspecify.annotations.NullMarked;
