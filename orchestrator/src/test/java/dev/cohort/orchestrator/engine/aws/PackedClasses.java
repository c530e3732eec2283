package dev.cohort.orchestrator.engine.aws;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that we are made of as it is being built, in jars, which some things can be done with only. */
public final class PackedClasses {
    private static final String OF_TESTS =
            ".*/(test-classes|[^/]*(junit|opentest4j|apiguardian|assertj|byte-buddy|wiremock|archunit|json-schema|surefire|tests)[^/]*)";

    private PackedClasses() {}

    /**
     * Packs what lies in directories; the class path of all of it.
     *
     * @param version what the jars say that they are; null where they say nothing, as directories do
     */
    public static String into(Path folder, @Nullable String version) throws IOException {
        List<Path> jars = new ArrayList<>();
        for (String place : classPath().split(File.pathSeparator, -1)) {
            Path path = Path.of(place);
            if (Files.exists(path) && !path.toString().matches(OF_TESTS)) {
                jars.add(
                        Files.isDirectory(path)
                                ? packed(path, folder.resolve("packed-" + jars.size() + ".jar"), version)
                                : path);
            }
        }
        return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static Path packed(Path classes, Path jar, @Nullable String version) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (version != null) {
            manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, version);
        }
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                entries.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, entries);
                entries.closeEntry();
            }
        }
        return jar;
    }
}
