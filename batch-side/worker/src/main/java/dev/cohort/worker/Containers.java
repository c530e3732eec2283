package dev.cohort.worker;

import dev.cohort.worker.container.BindMount;
import dev.cohort.worker.container.CarriedRuntime;
import dev.cohort.worker.container.ContainerEngine;
import dev.cohort.worker.container.StepImage;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What bodies need to run in containers.
 *
 * @param images the image of each step
 * @param runtime the Java that is brought along for {@code java} bodies
 */
public record Containers(ContainerEngine engine, Map<String, StepImage> images, CarriedRuntime runtime) {
    private static final Path CODE = Path.of("/opt/cohort/worker");

    public Containers {
        images = Map.copyOf(images);
    }

    StepImage image(String step) {
        return Objects.requireNonNull(images.get(step), () -> "no image for the step " + step);
    }

    JavaRuntime java() {
        String classPath =
                code().stream().map(mount -> mount.target().toString()).collect(Collectors.joining(File.pathSeparator));
        return new JavaRuntime(runtime.command(), classPath);
    }

    /** What a {@code java} body has to see. */
    List<BindMount> javaMounts() {
        List<BindMount> mounts = new ArrayList<>(code());
        mounts.add(runtime.mount());
        return mounts;
    }

    /** One jar as a rule. Where it lies on this machine may be hidden by what the image has there. */
    private static List<BindMount> code() {
        List<BindMount> mounts = new ArrayList<>();
        for (String place : WorkerClassPath.TEXT.split(File.pathSeparator, -1)) {
            Path path = Path.of(place);
            Path target = CODE.resolve(mounts.size() + "-" + path.getFileName());
            mounts.add(new BindMount(path, target, true));
        }
        return mounts;
    }
}
