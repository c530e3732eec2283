package dev.cohort.worker.container;

import dev.cohort.contract.Json;
import dev.cohort.contract.JsonFault;
import dev.cohort.contract.JsonObject;
import dev.cohort.contract.JsonText;
import dev.cohort.worker.container.EngineCommand.Said;
import dev.cohort.worker.container.EngineFailure.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What an engine tells of an image without running it, and how it builds one upon another. */
public final class ImageBuilder {
    private static final String FORMAT = "{{.Architecture}}\n{{.Config.User}}\n{{json .Config.Labels}}";

    private final EngineKind kind;
    private final EngineCommand command;

    private ImageBuilder(EngineKind kind, EngineCommand command) {
        this.kind = kind;
        this.command = command;
    }

    /** Asks whether the engine is there and answers this user; an {@link EngineFailure} says why not. */
    public static ImageBuilder connect(EngineKind kind) {
        EngineCommand command =
                new EngineCommand(kind, "give --engine " + kind.other().command());
        // Only the answer counts here, not how users are numbered.
        new EngineProbe(kind, command).mapping();
        return new ImageBuilder(kind, command);
    }

    public EngineKind kind() {
        return kind;
    }

    /** What an image says of itself; empty where it is not on this machine. */
    public Optional<ImageConfig> config(String image) {
        Said said = command.run("image", "inspect", "--format", FORMAT, "--", image);
        return said.isDone() ? Optional.of(config(said)) : Optional.empty();
    }

    private ImageConfig config(Said said) {
        List<String> lines = said.out().lines().toList();
        if (lines.size() != 3) {
            throw failed("told something unexpected of an image", said);
        }
        return new ImageConfig(lines.get(0), lines.get(1), labels(lines.get(2), said));
    }

    /** {@code null} where there are none. */
    private Map<String, String> labels(String line, Said said) {
        Map<String, String> labels = new TreeMap<>();
        try {
            if (Json.parse(line) instanceof JsonObject all) {
                all.fields()
                        .forEach((name, value) ->
                                labels.put(name, value instanceof JsonText text ? text.text() : value.compact()));
            }
            return labels;
        } catch (JsonFault unreadable) {
            throw failed("told something unexpected of an image", said);
        }
    }

    /** Brings an image here. */
    public void pull(String image) {
        Said said = command.run("pull", "--quiet", "--", image);
        if (!said.isDone()) {
            throw new EngineFailure(Kind.NO_IMAGE, said.words(), "");
        }
    }

    /** The first of these paths at which an image has anything; nothing in it is run. */
    public Optional<String> firstOf(String image, List<String> paths) {
        Said made = command.run("create", "--pull", "never", "--entrypoint", "/none", "--", image);
        if (!made.isDone()) {
            throw failed("can't look into the image " + image, made);
        }
        String container = made.out().strip();
        try {
            return paths.stream()
                    .filter(path ->
                            command.run("cp", container + ":" + path, "-").isDone())
                    .findFirst();
        } finally {
            command.run(kind.removal(), container);
        }
    }

    /** Builds what a Dockerfile says, of a context of its own and without a network. */
    public void build(Path dockerfile, Path context, String tag) {
        Said said = command.run(
                "build", "--network", "none", "--file", dockerfile.toString(), "--tag", tag, "--", context.toString());
        if (!said.isDone()) {
            throw failed("could not build " + tag, new Said(said.status(), "", lastWords(said)));
        }
    }

    /** Where a build fails, that stands last; before it stands all that went well. */
    private static String lastWords(Said said) {
        List<String> lines = (said.out() + "\n" + said.err())
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        return String.join(" ", lines.subList(Math.max(0, lines.size() - 4), lines.size()));
    }

    private EngineFailure failed(String what, Said said) {
        return new EngineFailure(Kind.OTHER, kind.title() + " " + what + ": " + said.words(), "");
    }
}
