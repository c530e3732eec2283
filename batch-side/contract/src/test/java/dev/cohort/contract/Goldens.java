package dev.cohort.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** A directory of expected files; refreshing rewrites them and still fails, so that no run blesses its own output. */
record Goldens(Path directory, boolean refresh) {
    static Goldens ofThisModule() {
        return new Goldens(Path.of("src/test/resources/golden"), Boolean.getBoolean("cohort.goldens.refresh"));
    }

    void check(String name, String written) {
        Path file = file(name);
        if (refresh) {
            write(file, written);
            throw new AssertionError("refreshed " + file + "; look at the difference, then run without the flag");
        }
        if (!Files.exists(file)) {
            throw new AssertionError("no golden " + file + "; -Dcohort.goldens.refresh=true writes it");
        }
        if (!read(name).equals(written)) {
            throw new AssertionError(file + " says\n" + read(name) + "but this was written\n" + written);
        }
    }

    String read(String name) {
        try {
            return Files.readString(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Files that no test claims. */
    List<String> orphans(Collection<String> claimed) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> claimed.stream().noneMatch(name -> file.equals(name + ".json")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String name) {
        return directory.resolve(name + ".json");
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
