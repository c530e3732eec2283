package dev.cohort.orchestrator.images;

import dev.cohort.orchestrator.diag.NearestName;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.orchestrator.graph.StepGraph;
import dev.cohort.orchestrator.spec.StepSpec;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which image each step runs in: the one that the user names for it, the one that the pipeline names, or else our own. */
public final class ImageChoice {
    /** What holds no tools but ours. */
    static final String BASE = "cohort/base";

    private final Map<String, String> bySteps;
    private final String otherwise;

    private ImageChoice(Map<String, String> bySteps, String otherwise) {
        this.bySteps = Map.copyOf(bySteps);
        this.otherwise = otherwise;
    }

    /**
     * Reads what the user names: {@code STEP=IMAGE} for a step, whatever the pipeline says of it; {@code IMAGE} for steps of which it
     * says nothing. No image has an equals sign in its name.
     */
    public static ImageChoice of(List<String> named, Set<String> steps, Problems problems) {
        Map<String, String> bySteps = new HashMap<>();
        String otherwise = BASE;
        for (String word : named) {
            int equals = word.indexOf('=');
            String step = word.substring(0, Math.max(0, equals));
            String image = word.substring(equals + 1);
            if (image.isBlank() || image.startsWith("-")) {
                problems.add(Problem.error("--image " + Visible.quote(word) + " names no image")
                        .hint("write --image STEP=IMAGE, or --image IMAGE for all steps that name none"));
            } else if (equals < 0) {
                otherwise = image;
            } else if (steps.contains(step)) {
                bySteps.put(step, image);
            } else {
                problems.add(Problem.error("--image: there is no step " + Visible.quote(step))
                        .hint(NearestName.hint(step, steps)));
            }
        }
        return new ImageChoice(bySteps, otherwise);
    }

    /** What each step is to run in, as it is named; of our own images the name alone, wherever they lie. */
    public Map<String, String> byStep(StepGraph graph) {
        Map<String, String> images = new LinkedHashMap<>();
        graph.pipeline().steps().values().forEach(step -> images.put(step.name(), of(step)));
        return images;
    }

    /** Whether the user names any. */
    public boolean isAny() {
        return !bySteps.isEmpty() || !otherwise.equals(BASE);
    }

    String of(StepSpec step) {
        String ofPipeline = step.image() == null ? otherwise : step.image();
        return bySteps.getOrDefault(step.name(), ofPipeline);
    }
}
