package dev.cohort.worker.container;

import dev.cohort.worker.container.EngineCommand.Said;
import dev.cohort.worker.container.EngineFailure.Kind;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** An engine that answers, as it is on this machine: what a run needs of images and containers. */
public final class ContainerEngine {
    /** Less is refused by Docker. */
    private static final long LEAST_MEMORY_MIB = 6;

    private static final double LEAST_CPUS = 0.01;

    private final EngineKind kind;
    private final EngineCommand command;
    private final List<String> common;

    private ContainerEngine(EngineKind kind, EngineCommand command, List<String> common) {
        this.kind = kind;
        this.command = command;
        this.common = List.copyOf(common);
    }

    /** Asks whether the engine is there and answers this user; an {@link EngineFailure} says why not. */
    public static ContainerEngine connect(EngineKind kind) {
        EngineCommand command = new EngineCommand(kind);
        EngineProbe probe = new EngineProbe(kind, command);
        ContainerUser.Mapping mapping = probe.mapping();
        List<String> common = new ArrayList<>(ContainerUser.caller().options(mapping));
        common.addAll(List.of("--pull", "never", "--log-driver", "none", "--no-healthcheck"));
        // The caller's files keep their SELinux labels; and no body has a use for programs that change its user.
        common.addAll(List.of("--security-opt", "label=disable", "--security-opt", "no-new-privileges"));
        if (hasInit(kind)) {
            common.add("--init");
        }
        return new ContainerEngine(kind, command, common);
    }

    private static boolean hasInit(EngineKind kind) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(Stream.of(path.split(File.pathSeparator, -1)), EngineKind.PLACES.stream())
                .filter(directory -> !directory.isEmpty())
                .anyMatch(directory -> new File(directory, kind.init()).canExecute());
    }

    public EngineKind kind() {
        return kind;
    }

    /** The digest of an image's content; empty where the image is not here. */
    public Optional<String> identity(String image) {
        Said said = command.run("image", "inspect", "--format", "{{.Id}}", "--", image);
        if (said.isDone()) {
            String id = said.out().strip();
            return Optional.of(id.startsWith("sha256:") ? id : "sha256:" + id);
        }
        if (isWithoutImage(said)) {
            return Optional.empty();
        }
        throw new EngineFailure(
                Kind.OTHER, kind.title() + " can't look at the image " + image + ": " + said.words(), "");
    }

    private static boolean isWithoutImage(Said said) {
        String words = said.err().toLowerCase(Locale.ROOT);
        return Stream.of("no such image", "no such object", "image not known", "invalid reference")
                .anyMatch(words::contains);
    }

    /** Brings an image here; the engine's own words where it cannot. */
    public void pull(String image) {
        Said said = command.run("pull", "--quiet", "--", image);
        if (!said.isDone()) {
            throw new EngineFailure(Kind.NO_IMAGE, said.words(), "");
        }
    }

    /** Makes a container that is not started yet, and tells its id. */
    public String create(ContainerSpec spec) {
        List<String> arguments = new ArrayList<>(List.of("create", "--name", spec.name()));
        arguments.addAll(common);
        spec.labels().texts().forEach(label -> arguments.addAll(List.of("--label", label)));
        arguments.addAll(List.of("--workdir", spec.directory().toString()));
        arguments.addAll(limits(spec));
        spec.mounts().forEach(mount -> arguments.addAll(List.of("--mount", mount.text())));
        Map<String, String> variables = variables(spec, arguments);
        arguments.addAll(List.of("--entrypoint", spec.argv().get(0), spec.image()));
        arguments.addAll(spec.argv().subList(1, spec.argv().size()));
        Said said = command.run(arguments, variables);
        if (!said.isDone()) {
            throw new EngineFailure(isWithoutImage(said) ? Kind.NO_IMAGE : Kind.OTHER, said.words(), "");
        }
        return said.out().strip();
    }

    /** As much swap as memory would let a body take twice what it may. */
    private static List<String> limits(ContainerSpec spec) {
        int processors = Runtime.getRuntime().availableProcessors();
        double cpus = Math.max(LEAST_CPUS, Math.min(spec.cpus(), processors));
        List<String> limits = new ArrayList<>(List.of("--cpus", Double.toString(cpus)));
        Long memory = spec.memoryMiB();
        if (memory != null) {
            String bound = Math.max(LEAST_MEMORY_MIB, memory) + "m";
            limits.addAll(List.of("--memory", bound, "--memory-swap", bound));
        }
        return limits;
    }

    /** Values go through the environment of the call, as all users of a machine can read its arguments. */
    private static Map<String, String> variables(ContainerSpec spec, List<String> arguments) {
        Map<String, String> handedOver = new TreeMap<>();
        new TreeMap<>(spec.environment()).forEach((name, value) -> {
            boolean free = EngineCommand.isFree(name) || EngineCommand.isInherited(name, value);
            arguments.addAll(List.of("--env", free ? name : name + "=" + value));
            if (free) {
                handedOver.put(name, value);
            }
        });
        return handedOver;
    }

    /** The call that runs a container's program to its end, and prints what that prints. */
    public List<String> running(String id) {
        return command.argv(List.of("start", "--attach", id));
    }

    /** How a container stands; empty where there is none. */
    public Optional<ContainerState> state(String id) {
        Said said = command.run("container", "inspect", "--format", ContainerState.FORMAT, id);
        return said.isDone() ? Optional.of(ContainerState.parse(said.out())) : Optional.empty();
    }

    /** Sends TERM, without waiting; the process that does so ends badly where there is nobody to get it yet. */
    public Process term(String id) {
        return command.begin(List.of("kill", "--signal", "TERM"), id);
    }

    /** Kills a container and removes all of it, without waiting, also where we end before it is done. */
    public Process beginRemoval(String id) {
        return command.begin(kind.removal(), id);
    }

    /** Removes a container, which is killed if it still runs. It may be gone already. */
    public void remove(String id) {
        Said said = command.run(kind.removal(), id);
        if (!said.isDone() && state(id).isPresent()) {
            throw new EngineFailure(
                    Kind.OTHER, said.words(), "remove it with: " + kind.command() + " rm --force " + id);
        }
    }
}
