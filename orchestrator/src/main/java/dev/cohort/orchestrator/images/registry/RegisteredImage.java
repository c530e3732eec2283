package dev.cohort.orchestrator.images.registry;

import dev.cohort.worker.container.StepImage;
import java.util.Map;

/**
 * An image as its registry has it.
 *
 * @param name as it was asked for
 * @param pinned its name by its digest, so that it stays this one: for all processors that there is a variant for
 * @param identity the digest of its content for the processor that was asked for, which an engine that has fetched it calls its id
 * @param labels what it says of itself
 */
public record RegisteredImage(String name, String pinned, String identity, Map<String, String> labels) {
    public RegisteredImage {
        labels = Map.copyOf(labels);
    }

    public StepImage stepImage() {
        return new StepImage(name, identity);
    }
}
