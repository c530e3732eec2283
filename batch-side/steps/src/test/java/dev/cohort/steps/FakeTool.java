package dev.cohort.steps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A tool that behaves as told, for what the real one cannot be made to do on demand. */
record FakeTool(String name, String script) {

    static FakeTool named(String name, String script) {
        return new FakeTool(name, script);
    }

    /** Puts it into a directory of its own below this one, to be searched instead of PATH. */
    Path in(Path directory) throws IOException {
        Path tools = Files.createTempDirectory(directory, "tools");
        Path file = Files.writeString(tools.resolve(name), "#!/bin/sh\nPATH=/usr/bin:/bin\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return tools;
    }
}
