package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.run.RunRequest.InContainers;
import dev.cohort.worker.container.EngineKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether steps run in containers on this machine, and in which images. */
final class ContainerOptions {
    @Option(
            names = "--container",
            paramLabel = "ENGINE",
            description = "Run each step in its image by this engine on this machine: docker or podman.")
    private @Nullable EngineKind engine;

    @Option(
            names = "--image",
            paramLabel = "[STEP=]IMAGE",
            description =
                    "The image of a step, or of all steps that name none; may be repeated. For --container and for --queue.")
    List<String> images = List.of();

    /** Empty where steps are processes. */
    Optional<InContainers> wanted() {
        return Optional.ofNullable(engine).map(kind -> new InContainers(kind.command(), images));
    }

    /** Where this user's programs keep what they can make again. */
    static Path cache() {
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path caches = xdg == null || !Path.of(xdg).isAbsolute()
                ? Path.of(Objects.requireNonNullElse(System.getProperty("user.home"), "/tmp"), ".cache")
                : Path.of(xdg);
        return caches.resolve("cohort");
    }
}
