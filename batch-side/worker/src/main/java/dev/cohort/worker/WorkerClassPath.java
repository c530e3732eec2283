package dev.cohort.worker;

import dev.cohort.contract.Json;
import dev.cohort.step.Step;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JsonParser;

/** Where this worker's own code lies, for the JVMs that it starts: one jar as a rule, several places in a build. */
final class WorkerClassPath {
    static final String TEXT = Stream.of(JavaBody.class, Json.class, Step.class, JsonParser.class)
            .map(WorkerClassPath::place)
            .distinct()
            .collect(Collectors.joining(File.pathSeparator));

    private WorkerClassPath() {}

    private static String place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the place of " + type + " is no URI", e);
        }
    }
}
