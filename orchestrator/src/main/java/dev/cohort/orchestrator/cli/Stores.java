package dev.cohort.orchestrator.cli;

import dev.cohort.store.Location;
import dev.cohort.store.S3Settings;
import dev.cohort.store.Store;

/** Where a command gets the store from that it was told of. */
interface Stores {
    Store open(Location location, S3Settings settings);
}
