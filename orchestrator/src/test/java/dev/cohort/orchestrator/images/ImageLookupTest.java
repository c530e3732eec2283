package dev.cohort.orchestrator.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.diag.Paint;
import dev.cohort.orchestrator.diag.ProblemRenderer;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.graph.StepGraph;
import dev.cohort.orchestrator.run.Plans;
import dev.cohort.worker.container.EngineFailure;
import dev.cohort.worker.container.StepImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which image each step gets, what is fetched for it, and what is said of those that are not to be had. */
class ImageLookupTest {
    private static final StepGraph GRAPH = Plans.graph("""
            pipeline: p
            steps:
              a: { image: tool:1, outputs: { o: o }, command: [touch, o] }
              b: { image: tool:1, outputs: { o: o }, command: [touch, o] }
              c: { outputs: { o: o }, command: [touch, o] }
            """);

    private final Problems problems = new Problems();
    private final Engine engine = new Engine();
    private final List<String> pulling = new ArrayList<>();

    /** Has some images, and can get some more. */
    private static final class Engine implements ImageSource {
        private final Map<String, String> here = new HashMap<>();
        private final Map<String, String> hub = new HashMap<>();

        @Override
        public Optional<String> identity(String image) {
            return Optional.ofNullable(here.get(image));
        }

        @Override
        public void pull(String image) {
            if (!hub.containsKey(image)) {
                throw new EngineFailure(EngineFailure.Kind.NO_IMAGE, "no such thing on the hub", "");
            }
            here.put(image, hub.get(image));
        }
    }

    private ImageChoice choice(String... named) {
        return ImageChoice.of(List.of(named), Set.of("a", "b", "c"), problems);
    }

    private Map<String, StepImage> fetch(String... named) {
        return new ImageLookup(engine, problems).fetch(GRAPH, choice(named), pulling::add);
    }

    /** On lines that are not broken. */
    private String told() {
        return new ProblemRenderer(Paint.PLAIN).render(problems.inOrder()).replaceAll("\n {8}", " ");
    }

    @Test
    void theUserOutweighsThePipelineAndAnUnnamedStepRunsInOurs() {
        engine.here.putAll(Map.of("tool:1", "sha256:1", "tool:2", "sha256:2", "cohort/base", "sha256:b"));

        assertThat(fetch("b=tool:2"))
                .containsEntry("a", new StepImage("tool:1", "sha256:1"))
                .containsEntry("b", new StepImage("tool:2", "sha256:2"))
                .containsEntry("c", new StepImage("cohort/base", "sha256:b"));
        assertThat(fetch("tool:2").get("a").name()).isEqualTo("tool:1");
        assertThat(fetch("tool:2").get("c").name()).isEqualTo("tool:2");
        assertThat(problems.isEmpty()).isTrue();
        assertThat(pulling).isEmpty();
    }

    @Test
    void whatIsNotHereIsFetchedOnce() {
        engine.hub.put("tool:1", "sha256:1");
        engine.here.put("cohort/base", "sha256:b");

        assertThat(fetch().get("b")).isEqualTo(new StepImage("tool:1", "sha256:1"));
        assertThat(pulling).containsExactly("tool:1");
    }

    @Test
    void allThatIsNotToBeHadIsToldAndOursIsNeverLookedForOnAHub() {
        engine.hub.put("cohort/base", "sha256:evil");

        assertThat(fetch()).isEmpty();

        assertThat(pulling).containsExactly("tool:1");
        assertThat(told())
                .contains("error: the image `tool:1` of the steps `a` and `b` is not here and can't be fetched: no such"
                        + " thing on the hub\n  p.yaml:3:3\n")
                .contains("hint: build it or load it, correct its name, or name another: --image a=IMAGE"
                        + " --image b=IMAGE")
                .contains(
                        "error: the image `cohort/base` of the step `c` is not here (a step that names no image runs in"
                                + " it)\n  p.yaml:5:3\n")
                .contains(
                        "hint: build it (docker/build), for no hub has the images of `cohort/`, or name another: --image IMAGE (for all steps that name none)");
    }

    @Test
    void aPlanFetchesNothingAndWarns() {
        engine.hub.put("tool:1", "sha256:1");
        engine.here.put("cohort/base", "sha256:b");

        Map<String, StepImage> found = new ImageLookup(engine, problems).look(GRAPH, choice());

        assertThat(found.get("a")).isEqualTo(new StepImage("tool:1", "tool:1"));
        assertThat(engine.here).doesNotContainKey("tool:1");
        assertThat(problems.hasErrors()).isFalse();
        assertThat(told())
                .contains(
                        "warning: the image `tool:1` of the steps `a` and `b` is not here; its steps are planned as if"
                                + " their content were unknown")
                .contains("hint: `run` fetches it first");
    }

    @Test
    void whatTheUserNamesMustBeAStepAndAnImage() {
        choice("d=tool:1", "a=", "--rm", " ");

        assertThat(told())
                .contains("error: --image: there is no step `d`")
                .contains("error: --image `a=` names no image")
                .contains("error: --image `--rm` names no image")
                .contains("hint: write --image STEP=IMAGE, or --image IMAGE for all steps that name none");
    }
}
