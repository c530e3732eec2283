package dev.cohort.worker.container;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Calls of an engine's program: each a process of its own, waited for unless it is said otherwise. */
final class EngineCommand {
    /**
     * What the program, or the loader that starts it, reads of its environment. A body's variables of such names may not stand
     * there.
     */
    private static final String OWN_VARIABLES =
            "(?i)(PATH|HOME|TMPDIR|IFS|LANG|LC_.*|(DOCKER|CONTAINER|CONTAINERS|BUILDAH|PODMAN|STORAGE|REGISTRY|XDG|OTEL|GO|LD"
                    + "|SSH|DBUS|NOTIFY|SSL|MALLOC)_?.*|.*_PROXY)";

    private static final ProcessBuilder.Redirect NOTHING = ProcessBuilder.Redirect.from(new java.io.File("/dev/null"));

    private final EngineKind kind;
    private final String otherwise;

    /** For a run, which does without as well. */
    EngineCommand(EngineKind kind) {
        this(kind, "leave --container out");
    }

    /** @param otherwise what a user can do who can't have this engine */
    EngineCommand(EngineKind kind, String otherwise) {
        this.kind = kind;
        this.otherwise = otherwise;
    }

    String otherwise() {
        return otherwise;
    }

    /** How a call ended, and what it printed. */
    record Said(int status, String out, String err) {
        boolean isDone() {
            return status == 0;
        }

        String words() {
            return EngineFailure.words(err.isBlank() ? out : err);
        }
    }

    List<String> argv(List<String> arguments) {
        List<String> argv = new ArrayList<>(List.of(kind.command()));
        argv.addAll(arguments);
        return argv;
    }

    /** Whether a variable of a body can be handed over through the program's own environment, where no listing shows it. */
    static boolean isFree(String variable) {
        return !variable.matches(OWN_VARIABLES) && !System.getenv().containsKey(variable);
    }

    /** Whether the program finds this value in its environment anyway, as with a secret that the caller has set. */
    static boolean isInherited(String variable, String value) {
        return value.equals(System.getenv(variable));
    }

    Said run(List<String> verb, String id) {
        List<String> arguments = new ArrayList<>(verb);
        arguments.add(id);
        return run(arguments, Map.of());
    }

    Said run(String... arguments) {
        return run(List.of(arguments), Map.of());
    }

    Said run(List<String> arguments, Map<String, String> variables) {
        try {
            ProcessBuilder builder = new ProcessBuilder(argv(arguments)).redirectInput(NOTHING);
            builder.environment().putAll(variables);
            return read(builder.start());
        } catch (IOException e) {
            throw unstartable();
        }
    }

    /** An engine says little beside its answer, so the second pipe is never full before the first has ended. */
    private static Said read(Process process) throws IOException {
        String out = text(process.getInputStream());
        String err = text(process.getErrorStream());
        return new Said(waitFor(process), out, err);
    }

    private static String text(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }

    /** What was begun is seen to its end; who interrupted us is heard afterwards. */
    static int waitFor(Process process) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return process.waitFor();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** In a session of its own, so that it goes on where we end; what it prints is nobody's concern. */
    Process begin(List<String> verb, String id) {
        List<String> argv = new ArrayList<>(List.of("setsid"));
        argv.addAll(argv(verb));
        argv.add(id);
        try {
            return new ProcessBuilder(argv)
                    .redirectInput(NOTHING)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw unstartable();
        }
    }

    private EngineFailure unstartable() {
        return new EngineFailure(
                EngineFailure.Kind.NOT_INSTALLED,
                kind.title() + " is not there: no program " + kind.command() + " can be started",
                "install it (on Debian: apt-get install " + kind.debianPackage() + "), or " + otherwise);
    }
}
