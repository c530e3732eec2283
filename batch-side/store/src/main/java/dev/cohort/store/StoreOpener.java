package dev.cohort.store;

import dev.cohort.store.StoreFailure.Kind;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the store for a location. */
final class StoreOpener implements Location.Visitor<Store> {
    @Override
    public Store local(Location.Local directory) {
        Path root = directory.path();
        if (Files.exists(root) && !Files.isDirectory(root))
            throw new StoreFailure(
                    Kind.OBSTRUCTED, root + " is no directory, so it cannot be a store", "Name a directory.", null);
        return new DirectoryStore(root);
    }

    @Override
    public Store s3(Location.S3 prefix) {
        throw notYet(prefix);
    }

    static StoreFailure notYet(Location.S3 url) {
        return new StoreFailure(
                Kind.UNSUPPORTED,
                url + " cannot be opened: S3 is not supported yet",
                "Use a local path for now.",
                null);
    }
}
