package dev.cohort.store;

import dev.cohort.store.StoreFailure.Kind;
import dev.cohort.store.s3.S3;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the store for a location. */
record StoreOpener(S3Settings settings) implements Location.Visitor<Store> {
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
        return S3.shared().store(prefix, settings);
    }
}
