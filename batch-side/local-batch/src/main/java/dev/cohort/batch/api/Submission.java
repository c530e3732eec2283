package dev.cohort.batch.api;

import dev.cohort.batch.JobSpec;
import tools.jackson.databind.node.ObjectNode;

/**
 * A job that was asked for: what the scheduler gets of it, and what is told of it later.
 *
 * @param detail what stays as it is in every description
 */
record Submission(JobSpec spec, String queue, String definitionArn, ObjectNode detail) {}
