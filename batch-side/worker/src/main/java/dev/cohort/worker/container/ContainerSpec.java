package dev.cohort.worker.container;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A container that is to be made.
 *
 * @param image the identity of an image that is here
 * @param argv its program and arguments; no shell is involved
 * @param environment what it finds beside what its image says
 * @param cpus how many processors it may use at once
 */
public record ContainerSpec(
        String name,
        String image,
        ContainerLabels labels,
        List<String> argv,
        Map<String, String> environment,
        Path directory,
        List<BindMount> mounts,
        double cpus,
        @Nullable Long memoryMiB) {
    public ContainerSpec {
        argv = List.copyOf(argv);
        environment = Map.copyOf(environment);
        mounts = List.copyOf(mounts);
    }
}
