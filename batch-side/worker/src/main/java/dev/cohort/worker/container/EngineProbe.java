package dev.cohort.worker.container;

import dev.cohort.worker.container.ContainerUser.Mapping;
import dev.cohort.worker.container.EngineCommand.Said;
import dev.cohort.worker.container.EngineFailure.Kind;
import java.util.Locale;

/** Asks an engine whether it answers this user, and how it numbers users. */
final class EngineProbe {
    private final EngineKind kind;
    private final EngineCommand command;

    EngineProbe(EngineKind kind, EngineCommand command) {
        this.kind = kind;
        this.command = command;
    }

    Mapping mapping() {
        return switch (kind) {
            case DOCKER -> docker(asked("{{json .SecurityOptions}}"));
            case PODMAN -> asked("{{.Host.Security.Rootless}}").strip().equals("true") ? Mapping.KEPT : Mapping.SAME;
        };
    }

    private static Mapping docker(String options) {
        if (options.contains("name=rootless")) {
            return Mapping.ROOT_IS_CALLER;
        }
        return options.contains("name=userns") ? Mapping.REMAPPED : Mapping.SAME;
    }

    /** Whatever stands in the answer, a client that could not reach its server ends badly, or says so beside it. */
    private String asked(String format) {
        Said said = command.run("info", "--format", format);
        if (!said.isDone() || said.out().isBlank()) {
            throw refusal(said);
        }
        return said.out();
    }

    private EngineFailure refusal(Said said) {
        String words = (said.err() + said.out()).toLowerCase(Locale.ROOT);
        if (words.contains("permission denied")) {
            return new EngineFailure(
                    Kind.NO_PERMISSION,
                    kind.title() + " runs, but not for this user: " + said.words(),
                    "let yourself into its group (sudo usermod -aG docker \"$USER\", then log in again), or use podman");
        }
        return new EngineFailure(Kind.NOT_RUNNING, kind.title() + " does not answer: " + said.words(), start());
    }

    private String start() {
        return switch (kind) {
            case DOCKER -> "start it (sudo systemctl start docker), or " + command.otherwise();
            case PODMAN -> "see what `podman info` says, or " + command.otherwise();
        };
    }
}
