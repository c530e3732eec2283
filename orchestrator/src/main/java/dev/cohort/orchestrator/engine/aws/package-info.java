/** Tasks on AWS Batch: jobs of a queue. May import all that stands before it, but not its sibling, and alone knows AWS's clients for Batch and for logs. */
@NullMarked
package dev.cohort.orchestrator.engine.aws;

import org.jspecify.annotations.NullMarked;
