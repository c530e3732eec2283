package dev.cohort.batch.api;

import java.time.Instant;

/** A job that was taken, its id, and when that was. */
record Submitted(String id, Submission submission, Instant at) {}
