package dev.cohort.worker;

import java.nio.file.Path;
import java.util.List;

/**
 * What {@code java} bodies run by, as their process finds it.
 *
 * @param command the JVM, with what it must be given first
 * @param classPath where this worker's code lies
 */
public record JavaRuntime(List<String> command, String classPath) {
    public JavaRuntime {
        command = List.copyOf(command);
    }

    /** The Java and the code that this process runs by. */
    static JavaRuntime own() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new JavaRuntime(List.of(java), WorkerClassPath.TEXT);
    }
}
