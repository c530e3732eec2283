package dev.cohort.worker;

import dev.cohort.contract.Fields;
import dev.cohort.contract.Json;
import dev.cohort.contract.JsonFault;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whose a task directory is, as a file in it says: its short name has no room for that. */
record TaskOwner(String run, String step, @Nullable String sample, int attempt, long pid) {
    private static final String FILE = "owner.json";

    static TaskOwner of(Assignment task) {
        return new TaskOwner(
                task.job().run(),
                task.job().step(),
                task.sample(),
                task.attempt(),
                ProcessHandle.current().pid());
    }

    void write(Path directory) throws IOException {
        Json json = Json.object()
                .put("run", run)
                .put("step", step)
                .putIfPresent("sample", sample)
                .put("attempt", attempt)
                .put("pid", pid)
                .build();
        Files.writeString(directory.resolve(FILE), json.compact());
    }

    /** Processes that were killed leave their directories behind. */
    boolean isAlive() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    boolean isOf(String wantedRun, String wantedStep, @Nullable String wantedSample) {
        return run.equals(wantedRun) && step.equals(wantedStep) && Objects.equals(sample, wantedSample);
    }

    /** Empty where nobody is at work, or where it is just being written. */
    static Optional<TaskOwner> read(Path directory) throws IOException {
        try {
            Fields owner = Json.parse(Files.readString(directory.resolve(FILE))).fields("owner");
            return Optional.of(new TaskOwner(
                    owner.text("run"),
                    owner.text("step"),
                    owner.textOrNull("sample"),
                    owner.integer("attempt"),
                    owner.whole("pid")));
        } catch (NoSuchFileException | CharacterCodingException | JsonFault notYet) {
            return Optional.empty();
        }
    }
}
