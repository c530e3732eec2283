package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.engine.aws.AwsClients;
import org.jspecify.annotations.Nullable;

/** How commands reach AWS, when they first do. */
interface AwsAccess {
    /** @param region null where AWS's own settings name it */
    AwsClients clients(@Nullable String region);
}
