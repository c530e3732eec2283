package dev.cohort.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A store in a fresh directory, and the words of the tests that look at both. */
abstract class OpenedDirectory {
    @TempDir
    Path temp;

    Path root;
    Store store;

    @BeforeEach
    void open() {
        root = temp.resolve("store");
        store = Store.open(Location.of(root));
    }

    /** A file that the store did not write. */
    final Path foreign(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    final Written put(String key, String text) {
        return store.put(Key.of(key), Content.utf8(text));
    }

    final List<String> keys() {
        return store.list(Prefix.ALL).map(file -> file.key().text()).toList();
    }
}
