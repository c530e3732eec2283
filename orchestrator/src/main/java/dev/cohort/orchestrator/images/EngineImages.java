package dev.cohort.orchestrator.images;

import dev.cohort.worker.container.ContainerEngine;
import java.util.Optional;

/** The images that a container engine has on this machine. */
public record EngineImages(ContainerEngine engine) implements ImageSource {
    @Override
    public Optional<String> identity(String image) {
        return engine.identity(image);
    }

    @Override
    public void pull(String image) {
        engine.pull(image);
    }
}
