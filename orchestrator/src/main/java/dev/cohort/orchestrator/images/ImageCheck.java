package dev.cohort.orchestrator.images;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.orchestrator.graph.StepGraph;
import dev.cohort.orchestrator.images.registry.RegisteredImage;
import dev.cohort.orchestrator.images.registry.Registry;
import dev.cohort.orchestrator.images.registry.RegistryFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks the images of all steps up in their registries before anything is submitted, each once and several at a time, and tells of all
 * that AWS Batch could not run steps in.
 */
public final class ImageCheck {
    private static final int AT_ONCE = 8;

    /** For all of them together: a registry that says nothing must not keep a run from telling so. */
    private static final int MOST_SECONDS = 180;

    private static final RegistryFailure TOO_SLOW = RegistryFailure.unanswered(
            "its registry did not answer within " + MOST_SECONDS + " s", "see that this machine reaches it");

    private final Registry registry;
    private final @Nullable String prefix;
    private final Problems problems;

    /** @param prefix where images of {@code cohort/} lie; null where nobody said, and then there are none */
    public ImageCheck(Registry registry, @Nullable String prefix, Problems problems) {
        this.registry = registry;
        this.prefix = prefix;
        this.problems = problems;
    }

    /** By the names of their steps; without those that are told as errors. */
    public Map<String, RegisteredImage> look(StepGraph graph, ImageChoice choice) throws InterruptedException {
        List<ImageUse> uses = ImageUse.of(graph, choice);
        ExecutorService asking = Executors.newFixedThreadPool(Math.max(1, Math.min(AT_ONCE, uses.size())));
        try {
            List<Future<Found>> looks = asking.invokeAll(
                    uses.stream().<Callable<Found>>map(use -> () -> find(use)).toList(),
                    MOST_SECONDS,
                    TimeUnit.SECONDS);
            return collected(uses, looks);
        } finally {
            asking.shutdownNow();
        }
    }

    /** An image, or why there is none. */
    private record Found(
            @Nullable RegisteredImage image, @Nullable Problem problem) {}

    private Map<String, RegisteredImage> collected(List<ImageUse> uses, List<Future<Found>> looks)
            throws InterruptedException {
        Map<String, RegisteredImage> images = new LinkedHashMap<>();
        for (int i = 0; i < uses.size(); i++) {
            Found found =
                    looks.get(i).isCancelled() ? new Found(null, unfound(uses.get(i), TOO_SLOW)) : ended(looks.get(i));
            RegisteredImage image = found.image();
            if (found.problem() != null) {
                problems.add(found.problem());
            } else if (image != null) {
                uses.get(i).steps().forEach(step -> images.put(step.name(), image));
            }
        }
        return images;
    }

    private static Found ended(Future<Found> look) throws InterruptedException {
        try {
            return look.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private Found find(ImageUse use) throws InterruptedException {
        if (use.isOurs() && prefix == null) {
            return new Found(null, nowhere(use));
        }
        try {
            RegisteredImage image = registry.find(use.image(), place(use));
            return new Found(image, unfit(image, use).orElse(null));
        } catch (RegistryFailure failure) {
            return new Found(null, unfound(use, failure));
        }
    }

    private String place(ImageUse use) {
        return use.isOurs() ? prefix + "/" + use.image() : use.image();
    }

    private static Problem nowhere(ImageUse use) {
        return Problem.error(use.place(), the(use) + " can't be looked for: nothing says where images of `cohort/` lie")
                .hint(
                        "say it by --image-prefix REGISTRY, after docker/build --prefix REGISTRY --push; or name another: "
                                + use.option("IMAGE"));
    }

    private static Problem unfound(ImageUse use, RegistryFailure failure) {
        return Problem.error(use.place(), the(use) + " " + Visible.text(failure.told()))
                .hint(wayOut(use, failure));
    }

    /** Where nobody could say, the image may be as it should be. */
    private static String wayOut(ImageUse use, RegistryFailure failure) {
        String hint = failure.hint().isEmpty() ? "" : failure.hint() + "; ";
        if (failure.isUnanswered()) {
            return hint + "or submit without looking at images: --no-image-check";
        }
        String ours = use.isOurs() ? "docker/build --prefix REGISTRY --push builds it and brings it there; " : hint;
        return ours + "or name another: " + use.option("IMAGE");
    }

    private static String the(ImageUse use) {
        return "the image " + Visible.quote(use.image()) + use.words();
    }

    /** Empty where a worker that understands us is in it. */
    private static Optional<Problem> unfit(RegisteredImage image, ImageUse use) {
        return WorkerLabel.fault(image)
                .map(why -> Problem.error(use.place(), the(use) + " " + why)
                        .hint("put one in: cohort images wrap " + image.name()
                                + " --tag NAME; then push NAME, and name it: " + use.option("NAME")));
    }
}
