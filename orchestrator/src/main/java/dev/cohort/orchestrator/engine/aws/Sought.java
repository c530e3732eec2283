package dev.cohort.orchestrator.engine.aws;

import dev.cohort.orchestrator.plan.BatchRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.batch.model.ContainerDetail;
import software.amazon.awssdk.services.batch.model.JobDetail;
import software.amazon.awssdk.services.batch.model.KeyValuePair;

/**
 * A job by which it is found again: its name in a queue, and what of its environment no other job has, as runs of two stores may have had
 * the same id.
 */
record Sought(String queue, String name, Map<String, String> environment) {
    Sought {
        environment = Map.copyOf(environment);
    }

    /** Of which the name alone is known. */
    static Sought named(String queue, String name) {
        return new Sought(queue, name, Map.of());
    }

    static Sought of(BatchRequest request) {
        return new Sought(request.queue(), request.job().name(), request.environment());
    }

    /** Only what says otherwise is another's: AWS promises nowhere that it tells the environment of every job. */
    boolean isAnothers(JobDetail job) {
        return Optional.ofNullable(job.container()).map(ContainerDetail::environment).orElse(List.of()).stream()
                .anyMatch(this::saysOtherwise);
    }

    private boolean saysOtherwise(KeyValuePair variable) {
        String ours = environment.get(String.valueOf(variable.name()));
        return ours != null && !ours.equals(variable.value());
    }
}
