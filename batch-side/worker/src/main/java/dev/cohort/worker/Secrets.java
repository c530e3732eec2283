package dev.cohort.worker;

import java.util.Optional;

/** Where a worker finds the values of secrets, by the names of the variables that steps give them. */
@FunctionalInterface
public interface Secrets {
    Optional<String> value(String name);

    /** On AWS the container's own environment, into which AWS Batch put them; on one machine that of whoever runs Cohort. */
    static Secrets ofThisProcess() {
        return name -> Optional.ofNullable(System.getenv(name)).filter(value -> !value.isEmpty());
    }
}
