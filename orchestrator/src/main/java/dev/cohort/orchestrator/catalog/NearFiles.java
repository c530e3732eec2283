package dev.cohort.orchestrator.catalog;

import dev.cohort.orchestrator.diag.NearestName;
import dev.cohort.orchestrator.diag.Visible;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Finds, beside a file that is not there, the one that was most likely meant. */
public final class NearFiles {
    /** Of a larger folder so many are looked at, in the order in which they come. */
    private static final int MOST = 1_000;

    private NearFiles() {}

    /** {@code did you mean `data/samples.txt`?} Empty where nothing is near, or the file is there. */
    public static Optional<String> hint(String typed, Path path) {
        return hint(typed, path, name -> true);
    }

    /** The same of files of some names only. */
    public static Optional<String> hint(String typed, Path path, Predicate<String> names) {
        return beside(path, names)
                .map(near -> "did you mean `"
                        + Visible.text(Path.of(typed).resolveSibling(near).toString()) + "`?");
    }

    private static Optional<String> beside(Path path, Predicate<String> names) {
        Path name = path.getFileName();
        Path folder = path.getParent();
        return name == null || folder == null || Files.exists(path)
                ? Optional.empty()
                : near(name.toString(), files(folder, names));
    }

    /** Names are near by what stands before their ending, as most have one of few; files of the same ending come first. */
    private static Optional<String> near(String name, List<String> files) {
        String ending = ending(name);
        return nearStem(name, files.stream().filter(file -> ending(file).equals(ending)))
                .or(() -> nearStem(name, files.stream()));
    }

    private static Optional<String> nearStem(String name, Stream<String> files) {
        Map<String, String> byStem = files.collect(Collectors.toMap(
                NearFiles::stem, file -> file, (one, other) -> one.compareTo(other) < 0 ? one : other));
        return NearestName.of(stem(name), byStem.keySet()).map(byStem::get);
    }

    private static String ending(String name) {
        return name.substring(stem(name).length());
    }

    private static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** None of a folder that can't be listed: this is a hint, and the fault is told already. */
    private static List<String> files(Path folder, Predicate<String> names) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            return StreamSupport.stream(entries.spliterator(), false)
                    .limit(MOST)
                    .filter(entry -> names.test(entry.getFileName().toString()))
                    .filter(Files::isRegularFile)
                    .map(entry -> entry.getFileName().toString())
                    .toList();
        } catch (IOException | DirectoryIteratorException unreadable) {
            return List.of();
        }
    }
}
