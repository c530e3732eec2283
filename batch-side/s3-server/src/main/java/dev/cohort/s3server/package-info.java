/** A real S3 server for tests and benchmarks. Imports nothing of ours. */
@NullMarked
package dev.cohort.s3server;

import org.jspecify.annotations.NullMarked;
