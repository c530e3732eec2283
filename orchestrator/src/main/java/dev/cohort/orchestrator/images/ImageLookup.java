package dev.cohort.orchestrator.images;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.orchestrator.graph.StepGraph;
import dev.cohort.worker.container.EngineFailure;
import dev.cohort.worker.container.StepImage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds the images of all steps on this machine before anything starts, each once, and tells of all that are not to be had. */
public final class ImageLookup {
    private final ImageSource source;
    private final Problems problems;

    public ImageLookup(ImageSource source, Problems problems) {
        this.source = source;
        this.problems = problems;
    }

    /** As they are now: one that is not here is known by its name alone, with a warning. */
    public Map<String, StepImage> look(StepGraph graph, ImageChoice choice) {
        Map<String, StepImage> found = new LinkedHashMap<>();
        for (ImageUse use : ImageUse.of(graph, choice)) {
            Optional<String> identity = source.identity(use.image());
            if (identity.isEmpty()) {
                problems.add(Problem.warning(
                                use.place(), notHere(use) + "; its steps are planned as if their content were unknown")
                        .hint(use.isOurs() ? build(use) : "`run` fetches it first"));
            }
            put(found, use, identity.orElse(use.image()));
        }
        return found;
    }

    /** For a run: one that is not here is fetched, which the listener hears of, and where that cannot be, it is an error. */
    public Map<String, StepImage> fetch(StepGraph graph, ImageChoice choice, Consumer<String> pulling) {
        Map<String, StepImage> found = new LinkedHashMap<>();
        for (ImageUse use : ImageUse.of(graph, choice)) {
            identity(use, pulling).ifPresent(identity -> put(found, use, identity));
        }
        return found;
    }

    private static void put(Map<String, StepImage> found, ImageUse use, String identity) {
        use.steps().forEach(step -> found.put(step.name(), new StepImage(use.image(), identity)));
    }

    private Optional<String> identity(ImageUse use, Consumer<String> pulling) {
        Optional<String> here = source.identity(use.image());
        if (here.isPresent()) {
            return here;
        }
        if (use.isOurs()) {
            problems.add(Problem.error(use.place(), notHere(use)).hint(build(use)));
            return Optional.empty();
        }
        pulling.accept(use.image());
        return pulled(use);
    }

    private Optional<String> pulled(ImageUse use) {
        try {
            source.pull(use.image());
            return source.identity(use.image());
        } catch (EngineFailure failure) {
            problems.add(Problem.error(
                            use.place(),
                            "the image " + Visible.quote(use.image()) + use.words()
                                    + " is not here and can't be fetched: "
                                    + Visible.text(String.valueOf(failure.getMessage())))
                    .hint("build it or load it, correct its name, or name another: " + use.option("IMAGE")));
            return Optional.empty();
        }
    }

    private static String notHere(ImageUse use) {
        return "the image " + Visible.quote(use.image()) + use.words() + " is not here"
                + (use.named() ? "" : " (a step that names no image runs in it)");
    }

    private static String build(ImageUse use) {
        return "build it (docker/build), for no hub has the images of `cohort/`, or name another: "
                + use.option("IMAGE");
    }
}
