package dev.cohort.orchestrator.images;

import dev.cohort.orchestrator.diag.Place;
import dev.cohort.orchestrator.graph.StepGraph;
import dev.cohort.orchestrator.spec.StepSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An image, and who runs in it, in the order of the pipeline; messages name its place by the first of them.
 *
 * @param named whether the image was named by anybody, or is what steps get that name none
 */
record ImageUse(String image, List<StepSpec> steps, boolean named) {
    /** Ours are built or brought by hand; whoever owns that name on a public hub is not us. */
    private static final String OURS = "cohort/";

    private static final int MOST_SHOWN = 4;

    ImageUse {
        steps = List.copyOf(steps);
    }

    static List<ImageUse> of(StepGraph graph, ImageChoice choice) {
        Map<String, List<StepSpec>> users = new LinkedHashMap<>();
        graph.pipeline()
                .steps()
                .values()
                .forEach(step -> users.computeIfAbsent(choice.of(step), image -> new ArrayList<>())
                        .add(step));
        return users.entrySet().stream()
                .map(use -> new ImageUse(use.getKey(), use.getValue(), isNamed(use.getKey(), use.getValue())))
                .toList();
    }

    private static boolean isNamed(String image, List<StepSpec> steps) {
        return steps.get(0).image() != null || !image.equals(ImageChoice.BASE);
    }

    boolean isOurs() {
        return image.startsWith(OURS);
    }

    Place place() {
        return steps.get(0).place();
    }

    /** As in: the image X <em>of the steps a and b</em>. */
    String words() {
        List<String> names = steps.stream().map(step -> "`" + step.name() + "`").toList();
        String last = names.get(names.size() - 1);
        return names.size() == 1
                ? " of the step " + last
                : " of the steps " + String.join(", ", names.subList(0, names.size() - 1)) + " and " + last;
    }

    /** How another image is named for all these steps. */
    String option(String image) {
        if (!named) {
            return "--image " + image + " (for all steps that name none)";
        }
        int more = steps.size() - MOST_SHOWN;
        return steps.stream()
                        .limit(MOST_SHOWN)
                        .map(step -> "--image " + step.name() + "=" + image)
                        .collect(Collectors.joining(" "))
                + (more > 0 ? ", and so on for " + more + " more" : "");
    }
}
