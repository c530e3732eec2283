package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.engine.aws.PackedClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Cohort as it is being built, in jars, as only such a one can go into an image.
 *
 * @param classPath of the jars
 * @param program a script that calls it
 */
record PackedCohort(String classPath, Path program) {
    static final String VERSION = "0.0-test";

    /** Puts jars and the program into a folder. */
    static PackedCohort into(Path folder) throws IOException {
        String classPath = PackedClasses.into(folder, VERSION);
        Path program = folder.resolve("cohort");
        Files.writeString(
                program,
                "#!/bin/sh\nexec '" + System.getProperty("java.home") + "/bin/java' -cp '" + classPath + "' "
                        + Main.class.getName() + " \"$@\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new PackedCohort(classPath, program);
    }
}
