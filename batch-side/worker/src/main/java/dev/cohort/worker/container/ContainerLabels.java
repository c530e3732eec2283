package dev.cohort.worker.container;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** By what a container is known to be ours, and of which task; so it is found also when nobody remembers it. */
public record ContainerLabels(
        String run, String step, @Nullable String sample, int attempt) {
    static final String RUN = "dev.cohort.run";
    static final String STEP = "dev.cohort.step";
    static final String SAMPLE = "dev.cohort.sample";
    static final String ATTEMPT = "dev.cohort.attempt";

    List<String> texts() {
        return List.of(
                RUN + "=" + run,
                STEP + "=" + step,
                SAMPLE + "=" + (sample == null ? "" : sample),
                ATTEMPT + "=" + attempt);
    }
}
