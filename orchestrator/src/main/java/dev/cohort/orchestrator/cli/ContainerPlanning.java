package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.graph.StepGraph;
import dev.cohort.orchestrator.images.EngineImages;
import dev.cohort.orchestrator.images.ImageChoice;
import dev.cohort.orchestrator.images.ImageLookup;
import dev.cohort.orchestrator.run.RunRequest.InContainers;
import dev.cohort.worker.Containers;
import dev.cohort.worker.container.CarriedRuntime;
import dev.cohort.worker.container.ContainerEngine;
import dev.cohort.worker.container.EngineKind;
import dev.cohort.worker.container.StepImage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the engine and the images that the steps of a plan run in. */
final class ContainerPlanning {
    private final Console console;
    private final Problems problems;
    private final boolean fetching;

    /** @param fetching whether images that are not here are brought here, as for a run */
    ContainerPlanning(Console console, Problems problems, boolean fetching) {
        this.console = console;
        this.problems = problems;
        this.fetching = fetching;
    }

    /** Which image each step is to run in; what was named wrongly is told. */
    ImageChoice choice(@Nullable InContainers wanted, StepGraph graph) {
        List<String> named = wanted == null ? List.of() : wanted.images();
        return ImageChoice.of(named, graph.pipeline().steps().keySet(), problems);
    }

    /** Null where nothing runs in containers; what can't be had is told. */
    @Nullable Containers containers(@Nullable InContainers wanted, ImageChoice choice, StepGraph graph) {
        return wanted == null ? null : found(wanted, choice, graph);
    }

    private Containers found(InContainers wanted, ImageChoice choice, StepGraph graph) {
        ContainerEngine engine = ContainerEngine.connect(EngineKind.of(wanted.engine()));
        ImageLookup lookup = new ImageLookup(new EngineImages(engine), problems);
        Map<String, StepImage> images = fetching
                ? lookup.fetch(graph, choice, image -> console.print(List.of("Fetching the image " + image)))
                : lookup.look(graph, choice);
        return new Containers(engine, images, CarriedRuntime.below(ContainerOptions.cache()));
    }

    /** The content of each step's image, which its results depend on. */
    static Map<String, String> identities(@Nullable Containers containers) {
        Map<String, String> identities = new HashMap<>();
        if (containers != null) {
            containers.images().forEach((step, image) -> identities.put(step, image.identity()));
        }
        return identities;
    }
}
