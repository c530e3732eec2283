package dev.cohort.worker.container;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The processes of containers as this machine numbers them, read from their control groups. Where an engine puts these
 * depends on its version and its driver, so the first is looked for, and the next are found beside it.
 */
public final class ContainerGroup {
    /** The engines make few levels: {@code user.slice/user-1000.slice/user@1000.service/user.slice/libpod-ID.scope/container}. */
    private static final int DEEPEST = 6;

    private final Path root;
    private volatile @Nullable Path parent;

    public ContainerGroup() {
        this(Path.of("/sys/fs/cgroup"));
    }

    ContainerGroup(Path mounted) {
        Path memory = mounted.resolve("memory");
        this.root = Files.isDirectory(memory) ? memory : mounted;
    }

    /** Empty where there is no such container, or nobody tells. */
    public List<Long> processes(String id) {
        Path known = parent;
        Path group = known == null ? find(root, id, DEEPEST) : find(known, id, 1);
        if (group == null) {
            return List.of();
        }
        parent = group.getParent();
        List<Long> found = new ArrayList<>(numbers(group));
        children(group).forEach(child -> found.addAll(numbers(child)));
        return found;
    }

    private static @Nullable Path find(Path directory, String id, int depth) {
        List<Path> children = children(directory);
        for (Path child : children) {
            if (isOf(id, String.valueOf(child.getFileName()))) {
                return child;
            }
        }
        for (Path child : depth > 1 ? children : List.<Path>of()) {
            Path found = find(child, id, depth - 1);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Podman's own process for a container has a group beside it. */
    private static boolean isOf(String id, String name) {
        return name.contains(id) && !name.contains("conmon");
    }

    private static List<Path> children(Path directory) {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, Files::isDirectory)) {
            stream.forEach(children::add);
        } catch (IOException | java.nio.file.DirectoryIteratorException gone) {
            return List.of();
        }
        return children;
    }

    private static List<Long> numbers(Path group) {
        try {
            return Files.readAllLines(group.resolve("cgroup.procs")).stream()
                    .map(Long::valueOf)
                    .toList();
        } catch (IOException gone) {
            return List.of();
        }
    }
}
