package dev.cohort.batch.server;

import dev.cohort.batch.Ended;
import dev.cohort.batch.api.Container;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs images in a container engine of this machine, by its command line. */
final class Engine implements Way {
    private static final int ENGINE_FAILED = 125;
    private static final int KILLED = 137;
    private static final String FAIL = "printf '%s\\n' \"$1\" >&2; exit " + ENGINE_FAILED;

    private final String program;
    private final Map<String, String> own;

    /** @param program {@code docker} or {@code podman} */
    Engine(String program, Map<String, String> own) {
        this.program = program;
        this.own = Map.copyOf(own);
    }

    /**
     * Made here and only started by the process that may be ended at any moment: an engine goes on making a container whose client is
     * gone, and nobody would remove it. Values go by way of the client's environment, which other users of this machine can't read.
     */
    @Override
    public Launch launch(Container container, String task, Map<String, String> environment, Path work)
            throws NoSuchImage {
        requireImage(container.image());
        List<String> argv = new ArrayList<>(List.of(program, "create", "--name", name(task), "--network", "host"));
        argv.addAll(List.of("--memory", container.memoryMiB() + "m", "--cpus", Double.toString(container.cpus())));
        if (container.gpus() > 0) {
            argv.addAll(List.of("--gpus", Integer.toString(container.gpus())));
        }
        if (container.user() != null) {
            argv.addAll(List.of("--user", container.user()));
        }
        container.mounts().forEach(mount -> argv.addAll(List.of("--mount", mount(mount))));
        new TreeMap<>(environment).keySet().forEach(name -> argv.addAll(List.of("--env", name)));
        argv.add(container.image());
        argv.addAll(container.command());
        Map<String, String> all = new TreeMap<>(own);
        all.putAll(environment);
        Said made = say(all, argv);
        return made.status == 0
                ? new Launch(List.of(program, "start", "--attach", name(task)), all)
                : new Launch(List.of("sh", "-c", FAIL, "sh", made.text.strip()), all);
    }

    /** As on AWS, that it can't be had is told before anything is started, and by that word, as retry rules ask for it. */
    private void requireImage(String image) throws NoSuchImage {
        if (say(program, "image", "inspect", image).status != 0) {
            Said pull = say(program, "pull", image);
            if (pull.status != 0) {
                throw new NoSuchImage("CannotPullContainerError: " + pull.lastLine());
            }
        }
    }

    private static String mount(Container.Mount mount) {
        return "type=bind,source=" + mount.hostPath() + ",target=" + mount.containerPath()
                + (mount.readOnly() ? ",readonly" : "");
    }

    private static String name(String task) {
        return "local-batch-" + task;
    }

    @Override
    public Ended ended(String task, Ended process) {
        Integer code = process.exitCode();
        boolean outOfMemory = code != null && code == KILLED && isOutOfMemory(task);
        Said unused = say(program, "rm", "--force", "--volumes", name(task));
        if (code != null && code == ENGINE_FAILED) {
            return Ended.notStarted(program + " could not run it; its words stand in the log");
        }
        return outOfMemory
                ? new Ended(code, "OutOfMemoryError: Container killed due to memory usage", process.statusReason())
                : process;
    }

    private boolean isOutOfMemory(String task) {
        return say(program, "inspect", "--format", "{{.State.OOMKilled}}", name(task))
                .lastLine()
                .equals("true");
    }

    /** How a call to the engine ended, and what it printed. */
    private record Said(int status, String text) {
        String lastLine() {
            return text.lines().reduce("", (before, line) -> line).strip();
        }
    }

    private static Said say(String... argv) {
        return say(Map.of(), List.of(argv));
    }

    /** With these variables beside our own. */
    private static Said say(Map<String, String> variables, List<String> argv) {
        try {
            ProcessBuilder builder = new ProcessBuilder(argv).redirectErrorStream(true);
            builder.environment().putAll(variables);
            Process process = builder.start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Said(process.waitFor(), text);
        } catch (IOException notThere) {
            return new Said(ENGINE_FAILED, String.valueOf(notThere.getMessage()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Said(ENGINE_FAILED, "interrupted");
        }
    }
}
