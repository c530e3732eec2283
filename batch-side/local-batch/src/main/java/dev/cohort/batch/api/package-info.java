/**
 * AWS Batch's API as calls on values: a request in JSON goes in, an answer comes out. No socket, process or file; may import the
 * scheduler's package and Jackson.
 */
@NullMarked
package dev.cohort.batch.api;

import org.jspecify.annotations.NullMarked;
