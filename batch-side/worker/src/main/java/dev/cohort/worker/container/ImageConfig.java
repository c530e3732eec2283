package dev.cohort.worker.container;

import java.util.Map;

/**
 * What an image says of itself.
 *
 * @param architecture what processor it is for, as Go names it
 * @param user as whom it runs; empty for root
 * @param labels by their names
 */
public record ImageConfig(String architecture, String user, Map<String, String> labels) {
    public ImageConfig {
        labels = Map.copyOf(labels);
    }
}
