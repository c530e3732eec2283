/** A real S3 server for tests, benchmarks and trying things. Imports nothing of ours. */
@NullMarked
package dev.cohort.s3server;

import org.jspecify.annotations.NullMarked;
