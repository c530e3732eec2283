package dev.cohort.orchestrator.house.planted.spec;

import java.io.FileReader;
import java.io.IOException;
import java.io.Reader;

/** Opens a file by the old way. */
final class OpensFile {
    Reader open(String name) throws IOException {
        return new FileReader(name, java.nio.charset.StandardCharsets.UTF_8);
    }
}
