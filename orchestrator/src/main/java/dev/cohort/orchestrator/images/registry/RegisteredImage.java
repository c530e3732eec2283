package dev.cohort.orchestrator.images.registry;

import java.util.Map;

/**
 * An image as its registry has it.
 *
 * @param name as it was asked for
 * @param pinned its name by the digest that it is pulled by, so that it stays this one: for all processors that there is a variant for
 * @param identity the digest of its content for the processor that was asked for, which an engine that has fetched it calls its id; no
 *     registry knows an image by it
 * @param labels what it says of itself
 */
public record RegisteredImage(String name, String pinned, String identity, Map<String, String> labels) {
    public RegisteredImage {
        labels = Map.copyOf(labels);
    }
}
