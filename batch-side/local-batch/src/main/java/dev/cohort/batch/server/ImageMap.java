package dev.cohort.batch.server;

import dev.cohort.batch.Ended;
import dev.cohort.batch.api.Container;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs commands of this machine in place of images, each standing in for the image's entrypoint. */
final class ImageMap implements Way {
    /** What a process of this machine can't do without, and an image would bring. */
    private static final Set<String> INHERITED = Set.of("PATH", "HOME", "LANG", "JAVA_HOME", "TMPDIR");

    private final Map<String, List<String>> entrypoints;
    private final Map<String, String> own;

    /** @param entrypoints by image; one that ends in a star stands for all that begin so */
    ImageMap(Map<String, List<String>> entrypoints, Map<String, String> own) {
        this.entrypoints = Map.copyOf(entrypoints);
        this.own = Map.copyOf(own);
    }

    @Override
    public Launch launch(Container container, String task, Map<String, String> environment, Path work)
            throws NoSuchImage {
        List<String> argv = new ArrayList<>(entrypoint(container.image()));
        argv.addAll(container.command());
        if (argv.isEmpty()) {
            throw new NoSuchImage("CannotStartContainerError: " + container.image()
                    + " is mapped to no entrypoint, and the job has no command");
        }
        Map<String, String> all = new LinkedHashMap<>();
        own.forEach((name, value) -> {
            if (INHERITED.contains(name)) {
                all.put(name, value);
            }
        });
        all.putAll(environment);
        return new Launch(argv, all);
    }

    private List<String> entrypoint(String image) throws NoSuchImage {
        List<String> exact = entrypoints.get(image);
        if (exact != null) {
            return exact;
        }
        return entrypoints.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("*"))
                .filter(entry -> image.startsWith(
                        entry.getKey().substring(0, entry.getKey().length() - 1)))
                .max((a, b) -> Integer.compare(a.getKey().length(), b.getKey().length()))
                .map(Map.Entry::getValue)
                .orElseThrow(
                        () -> new NoSuchImage("CannotPullContainerError: no --image-map says what runs for the image "
                                + image + ", and local-batch was started without --container"));
    }

    @Override
    public Ended ended(String task, Ended process) {
        return process;
    }
}
