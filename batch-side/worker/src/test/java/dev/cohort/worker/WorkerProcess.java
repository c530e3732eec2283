package dev.cohort.worker;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts a worker as a program of its own, told by its environment as in a container. */
final class WorkerProcess {
    private WorkerProcess() {}

    static Process start(Path printed, String mainClass, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> argv = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass));
        argv.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(argv).redirectErrorStream(true);
        builder.redirectOutput(printed.toFile()).redirectInput(new File("/dev/null"));
        builder.environment().putAll(environment);
        return builder.start();
    }
}
