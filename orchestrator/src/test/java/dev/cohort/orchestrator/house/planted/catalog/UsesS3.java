package dev.cohort.orchestrator.house.planted.catalog;

import software.amazon.awssdk.services.s3.S3Client;

/** Objects are behind the port of the store. */
record UsesS3(S3Client client) {}
