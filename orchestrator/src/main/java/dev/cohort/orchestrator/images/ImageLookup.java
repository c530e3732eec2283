package dev.cohort.orchestrator.images;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.orchestrator.graph.StepGraph;
import dev.cohort.orchestrator.spec.StepSpec;
import dev.cohort.worker.container.EngineFailure;
import dev.cohort.worker.container.StepImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds the images of all steps before anything starts, each once, and tells of all that are not to be had. */
public final class ImageLookup {
    /** Ours are built or brought here by hand; whoever owns that name on a public hub is not us. */
    private static final String OURS = "cohort/";

    private final ImageSource source;
    private final Problems problems;

    public ImageLookup(ImageSource source, Problems problems) {
        this.source = source;
        this.problems = problems;
    }

    /** As they are now: one that is not here is known by its name alone, with a warning. */
    public Map<String, StepImage> look(StepGraph graph, ImageChoice choice) {
        Map<String, StepImage> found = new LinkedHashMap<>();
        users(graph, choice).forEach((image, steps) -> {
            Optional<String> identity = source.identity(image);
            if (identity.isEmpty()) {
                problems.add(Problem.warning(
                                steps.get(0).place(),
                                notHere(image, steps, choice) + "; its steps are planned as if"
                                        + " their content were unknown")
                        .hint(isOurs(image) ? build(steps) : "`run` fetches it first"));
            }
            steps.forEach(step -> found.put(step.name(), new StepImage(image, identity.orElse(image))));
        });
        return found;
    }

    /** For a run: one that is not here is fetched, which the listener hears of, and where that cannot be, it is an error. */
    public Map<String, StepImage> fetch(StepGraph graph, ImageChoice choice, Consumer<String> pulling) {
        Map<String, StepImage> found = new LinkedHashMap<>();
        users(graph, choice)
                .forEach((image, steps) -> identity(image, steps, choice, pulling)
                        .ifPresent(identity ->
                                steps.forEach(step -> found.put(step.name(), new StepImage(image, identity)))));
        return found;
    }

    private Optional<String> identity(
            String image, List<StepSpec> steps, ImageChoice choice, Consumer<String> pulling) {
        Optional<String> here = source.identity(image);
        if (here.isPresent()) {
            return here;
        }
        if (isOurs(image)) {
            problems.add(Problem.error(steps.get(0).place(), notHere(image, steps, choice))
                    .hint(build(steps)));
            return Optional.empty();
        }
        pulling.accept(image);
        return pulled(image, steps);
    }

    private Optional<String> pulled(String image, List<StepSpec> steps) {
        try {
            source.pull(image);
            return source.identity(image);
        } catch (EngineFailure failure) {
            problems.add(Problem.error(
                            steps.get(0).place(),
                            "the image " + Visible.quote(image) + of(steps) + " is not here and can't be fetched: "
                                    + Visible.text(String.valueOf(failure.getMessage())))
                    .hint("build it or load it, correct its name, or name another: " + option(steps)));
            return Optional.empty();
        }
    }

    private static String notHere(String image, List<StepSpec> steps, ImageChoice choice) {
        boolean unnamed =
                steps.get(0).image() == null && choice.of(steps.get(0)).equals(ImageChoice.BASE);
        return "the image " + Visible.quote(image) + of(steps) + " is not here"
                + (unnamed ? " (a step that names no image runs in it)" : "");
    }

    private static String build(List<StepSpec> steps) {
        return "build it, for no hub has the images of `" + OURS + "`, or name another: " + option(steps);
    }

    private static String option(List<StepSpec> steps) {
        return "--image " + steps.get(0).name() + "=IMAGE";
    }

    private static String of(List<StepSpec> steps) {
        List<String> names = steps.stream().map(step -> "`" + step.name() + "`").toList();
        String last = names.get(names.size() - 1);
        return names.size() == 1
                ? " of the step " + last
                : " of the steps " + String.join(", ", names.subList(0, names.size() - 1)) + " and " + last;
    }

    private static boolean isOurs(String image) {
        return image.startsWith(OURS);
    }

    /** Who runs in what; a place in the pipeline is told by the first of them. */
    private static Map<String, List<StepSpec>> users(StepGraph graph, ImageChoice choice) {
        Map<String, List<StepSpec>> users = new LinkedHashMap<>();
        graph.pipeline()
                .steps()
                .values()
                .forEach(step -> users.computeIfAbsent(choice.of(step), image -> new ArrayList<>())
                        .add(step));
        return users;
    }
}
