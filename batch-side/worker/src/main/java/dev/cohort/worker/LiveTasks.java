package dev.cohort.worker;

import dev.cohort.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What workers on this machine have in hand for a store, as their task directories tell. */
public final class LiveTasks {
    private final Path scratch;

    public LiveTasks(Store store) {
        this.scratch = store.scratch();
    }

    /** An attempt under way, and the file that its body prints into. */
    public record LiveTask(int attempt, Path log) {}

    /** The attempt at a task that is under way, if one is; a null sample means the cohort. */
    public Optional<LiveTask> find(String run, String step, @Nullable String sample) {
        return find(run, step, sample, TaskOwner::isAlive);
    }

    /** The attempt that was under way when its worker was killed, as long as what it left lies there. */
    public Optional<LiveTask> findCutOff(String run, String step, @Nullable String sample) {
        return find(run, step, sample, owner -> !owner.isAlive());
    }

    private Optional<LiveTask> find(String run, String step, @Nullable String sample, Predicate<TaskOwner> which) {
        return directories().stream()
                .filter(directory -> TaskDirectory.isOfStep(directory, step))
                .flatMap(directory -> owner(directory)
                        .filter(owner -> owner.isOf(run, step, sample) && which.test(owner))
                        .map(owner -> new LiveTask(owner.attempt(), TaskDirectory.log(directory)))
                        .stream())
                .findFirst();
    }

    private List<Path> directories() {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(scratch)) {
            stream.forEach(found::add);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (IOException | DirectoryIteratorException e) {
            throw new UncheckedIOException("the scratch directory " + scratch + " can't be read", (IOException)
                    Objects.requireNonNull(e instanceof DirectoryIteratorException ? e.getCause() : e));
        }
        return found;
    }

    /** A directory that is just being emptied or filled is nobody's. */
    private static Optional<TaskOwner> owner(Path directory) {
        try {
            return TaskOwner.read(directory);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
