package dev.cohort.store;

import dev.cohort.store.StoreFailure.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Stages whole directories, file by file, with any store. */
public final class Folders {
    private Folders() {}

    /** One file, and what comes of it. */
    public interface Piece<T> {
        T run();
    }

    /** How a store works through many files: one after the other, or several at a time. */
    public interface Way<T> {
        /** What came of them, in their order. */
        List<T> all(List<Piece<T>> files);
    }

    static <T> List<T> oneByOne(List<Piece<T>> files) {
        return files.stream().map(Piece::run).toList();
    }

    public static List<Staged> stageIn(Store store, Prefix folder, Path target, Way<Staged> way) {
        if (!folder.isFolder()) throw new IllegalArgumentException("'" + folder + "' does not end with '/'");
        try (Stream<Stored> files = store.list(folder)) {
            return way.all(files.<Piece<Staged>>map(
                            file -> () -> stageIn(store, file, target.resolve(folder.rest(file.key()))))
                    .toList());
        }
    }

    private static Staged stageIn(Store store, Stored file, Path target) {
        return store.stageIn(file.key(), target, Expect.etag(file.etag()));
    }

    /** All names are checked before the first file moves, so that a bad one leaves the directory as it was. */
    public static List<Written> stageOut(Store store, Path directory, Prefix folder, Way<Written> way) {
        List<Path> files = files(directory);
        List<Key> keys =
                files.stream().map(file -> key(directory, file, folder)).toList();
        return way.all(IntStream.range(0, keys.size())
                .<Piece<Written>>mapToObj(i -> () -> store.stageOut(files.get(i), keys.get(i)))
                .toList());
    }

    private static Key key(Path directory, Path file, Prefix folder) {
        return folder.key(directory.relativize(file).toString());
    }

    /** Directories are only the names of what is in them; a link is followed if it leads to a file. */
    private static List<Path> files(Path directory) {
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.filter(path -> !Files.isDirectory(path) || Files.isSymbolicLink(path))
                    .map(Folders::requireFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw FileFaults.explain(e, "list", directory);
        } catch (UncheckedIOException e) {
            throw FileFaults.explain(Objects.requireNonNull(e.getCause()), "list", directory);
        }
    }

    private static Path requireFile(Path path) {
        if (!Files.isRegularFile(path))
            throw new StoreFailure(
                    Kind.OBSTRUCTED,
                    path + " is neither a file nor a link to one, so it cannot be stored",
                    "Let the step write plain files.",
                    null);
        return path;
    }
}
