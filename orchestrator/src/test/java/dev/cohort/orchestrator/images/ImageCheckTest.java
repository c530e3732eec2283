package dev.cohort.orchestrator.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.WorkerImage;
import dev.cohort.orchestrator.diag.Paint;
import dev.cohort.orchestrator.diag.ProblemRenderer;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.graph.StepGraph;
import dev.cohort.orchestrator.images.registry.RealRegistry;
import dev.cohort.orchestrator.images.registry.RegisteredImage;
import dev.cohort.orchestrator.images.registry.Registry;
import dev.cohort.orchestrator.run.Plans;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which images of a pipeline AWS Batch could run its steps in, by a real registry. */
@Timeout(120)
class ImageCheckTest {
    private static final Map<String, String> FIT =
            Map.of(WorkerImage.VERSION_LABEL, "0.1.0", WorkerImage.CONTRACT_LABEL, "1");

    @TempDir
    private static Path folder;

    private static RealRegistry server;

    private final Problems problems = new Problems();

    @BeforeAll
    static void start() throws IOException {
        server = RealRegistry.start(folder);
        server.put("cohort/base", "latest", "amd64", FIT);
        server.put("lab/tool", "1", "amd64", FIT);
        server.put("lab/bare", "1", "amd64", Map.of());
        server.put(
                "lab/old", "1", "amd64", Map.of(WorkerImage.VERSION_LABEL, "0.0.1", WorkerImage.CONTRACT_LABEL, "0"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private Map<String, RegisteredImage> look(@Nullable String prefix, String steps) throws InterruptedException {
        StepGraph graph = Plans.graph(
                "pipeline: p\nsteps:\n" + steps.replace("HOST", server.host()).indent(2));
        ImageChoice choice = ImageChoice.of(List.of(), Set.of(), problems);
        Registry registry = Registry.open(Map.of("DOCKER_CONFIG", folder.toString()), "amd64");
        return new ImageCheck(registry, prefix, problems).look(graph, choice);
    }

    /** On lines that are not broken. */
    private String told() {
        return new ProblemRenderer(Paint.PLAIN)
                .render(problems.inOrder())
                .replace(server.host(), "HOST")
                .replaceAll("\n {8}", " ");
    }

    @Test
    void everyStepGetsItsImageAndOursComeFromBelowThePrefix() throws InterruptedException {
        Map<String, RegisteredImage> found = look(server.host(), """
                a: { image: "HOST/lab/tool:1", outputs: { o: o }, command: [touch, o] }
                b: { image: "HOST/lab/tool:1", outputs: { o: o }, command: [touch, o] }
                c: { outputs: { o: o }, command: [touch, o] }
                """);

        assertThat(told()).isEmpty();
        assertThat(found).containsOnlyKeys("a", "b", "c");
        assertThat(found.get("a")).isEqualTo(found.get("b"));
        assertThat(found.get("c").name()).isEqualTo("cohort/base");
        assertThat(found.get("c").pinned()).startsWith(server.host() + "/cohort/base@sha256:");
    }

    @Test
    void allThatCanNotRunStepsIsToldAtOnceInOrder() throws InterruptedException {
        Map<String, RegisteredImage> found = look(null, """
                bare: { image: "HOST/lab/bare:1", outputs: { o: o }, command: [touch, o] }
                old: { image: "HOST/lab/old:1", outputs: { o: o }, command: [touch, o] }
                none: { image: "HOST/lab/none", outputs: { o: o }, command: [touch, o] }
                too: { image: "HOST/lab/none", outputs: { o: o }, command: [touch, o] }
                ours: { image: cohort/kallisto, outputs: { o: o }, command: [touch, o] }
                """);

        assertThat(found).isEmpty();
        assertThat(told())
                .containsSubsequence(
                        "error: the image `HOST/lab/bare:1` of the step `bare` has no worker of Cohort in it (no label"
                                + " dev.cohort.worker)\n  p.yaml:3:3",
                        "hint: put one in: cohort images wrap HOST/lab/bare:1 --tag NAME; then push NAME, and name it:"
                                + " --image bare=NAME",
                        "error: the image `HOST/lab/old:1` of the step `old` has a worker of another Cohort (contract 0,"
                                + " where this one writes contract 1)",
                        "error: the image `HOST/lab/none` of the steps `none` and `too` is not to be had: there is no"
                                + " repository lab/none at HOST",
                        "hint: push it there, or correct its name; or name another: --image none=IMAGE --image too=IMAGE",
                        "error: the image `cohort/kallisto` of the step `ours` can't be looked for: nothing says where"
                                + " images of `cohort/` lie",
                        "hint: say it by --image-prefix REGISTRY, after docker/build --prefix REGISTRY --push; or name"
                                + " another: --image ours=IMAGE");
    }

    @Test
    void oursThatWereNeverPushedAreToldHowTheyComeThere() throws InterruptedException {
        look(server.host(), "a: { image: cohort/pizzly, outputs: { o: o }, command: [touch, o] }");

        assertThat(told())
                .contains("error: the image `cohort/pizzly` of the step `a` is not to be had: there is no repository"
                        + " cohort/pizzly at HOST")
                .contains("hint: docker/build --prefix REGISTRY --push builds it and brings it there; or name another:"
                        + " --image a=IMAGE");
    }

    @Test
    void aRegistryThatCanNotBeAskedFromHereIsNoFaultOfTheImage() throws InterruptedException {
        look("localhost:1", "a: { image: cohort/pizzly, outputs: { o: o }, command: [touch, o] }");

        assertThat(told())
                .contains(
                        "error: the image `cohort/pizzly` of the step `a` can't be looked up: its registry localhost:1"
                                + " can't be reached: nobody listens there\n")
                .contains("hint: see that this is the registry's name and that this machine reaches it; HTTPS_PROXY and"
                        + " NO_PROXY are heard; or submit without looking at images: --no-image-check");
    }

    @Test
    void whatRunsStepsThatNameNoneIsNamedForAllOfThem() throws InterruptedException {
        look(server.host() + "/empty", """
                a: { outputs: { o: o }, command: [touch, o] }
                b: { outputs: { o: o }, command: [touch, o] }
                """);

        assertThat(told())
                .contains("the image `cohort/base` of the steps `a` and `b` is not to be had")
                .contains("or name another: --image IMAGE (for all steps that name none)");
    }
}
