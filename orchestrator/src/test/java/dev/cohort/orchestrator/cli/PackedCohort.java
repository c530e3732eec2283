package dev.cohort.orchestrator.cli;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Cohort as it is being built, in jars, as only such a one can go into an image; and a program that calls it. */
final class PackedCohort {
    static final String VERSION = "0.0-test";

    private static final String OF_TESTS =
            ".*/(test-classes|[^/]*(junit|opentest4j|apiguardian|assertj|byte-buddy|wiremock|archunit|json-schema|surefire|tests)[^/]*)";

    private PackedCohort() {}

    /** Puts jars and the program into a folder, and tells where the program is. */
    static Path into(Path folder) throws IOException {
        List<Path> jars = new ArrayList<>();
        for (String place : CohortProcess.classPath().split(File.pathSeparator, -1)) {
            Path path = Path.of(place);
            if (Files.exists(path) && !path.toString().matches(OF_TESTS)) {
                jars.add(
                        Files.isDirectory(path)
                                ? packed(path, folder.resolve("packed-" + jars.size() + ".jar"))
                                : path);
            }
        }
        String classPath = jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        Path program = folder.resolve("cohort");
        Files.writeString(
                program,
                "#!/bin/sh\nexec '" + System.getProperty("java.home") + "/bin/java' -cp '" + classPath + "' "
                        + Main.class.getName() + " \"$@\"\n");
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path packed(Path classes, Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, VERSION);
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
