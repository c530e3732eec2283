/** Tests of the room for AWS Batch. */
@NullMarked
package dev.cohort.orchestrator.engine.aws;

import org.jspecify.annotations.NullMarked;
