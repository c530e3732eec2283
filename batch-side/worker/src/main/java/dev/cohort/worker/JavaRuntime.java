package dev.cohort.worker;

import dev.cohort.worker.container.CarriedRuntime;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code java} bodies run by, as their process finds it.
 *
 * @param command the JVM, with what it must be given first
 * @param classPath where this worker's code lies
 */
public record JavaRuntime(List<String> command, String classPath) {
    /** The property by which a worker is told of the archive that it was started with. */
    public static final String ARCHIVE = "cohort.archive";

    public JavaRuntime {
        command = List.copyOf(command);
    }

    /** The Java and the code that this process runs by, and in an image of ours the archive of its classes too. */
    static JavaRuntime own() {
        List<String> command = new ArrayList<>(CarriedRuntime.running());
        String archive = System.getProperty(ARCHIVE);
        if (archive != null) {
            command.addAll(List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off"));
        }
        return new JavaRuntime(command, WorkerClassPath.TEXT);
    }
}
