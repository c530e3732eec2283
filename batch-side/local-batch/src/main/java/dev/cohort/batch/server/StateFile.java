package dev.cohort.batch.server;

import dev.cohort.batch.api.BatchApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Keeps compute environments, queues and definitions over a restart; jobs end with the process. */
final class StateFile {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> READ_ONLY = Set.of("submitjob", "listjobs", "canceljob", "terminatejob");

    private final Path file;

    StateFile(Path directory) {
        this.file = directory.resolve("resources.json");
    }

    /** After an operation that may have changed something. */
    void save(String operation, BatchApi batch) {
        if (READ_ONLY.contains(operation) || operation.startsWith("describe")) {
            return;
        }
        synchronized (this) {
            write(JSON.writeValueAsBytes(batch.state()));
        }
    }

    private void write(byte[] bytes) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.write(fresh, bytes);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    void restore(BatchApi batch) throws IOException {
        try {
            batch.restore((ObjectNode) JSON.readTree(Files.readAllBytes(file)));
        } catch (NoSuchFileException first) {
            // Nothing was kept yet.
        } catch (JacksonException | ClassCastException torn) {
            throw new IOException(file + " is no state of local-batch: remove it to start anew", torn);
        }
    }
}
