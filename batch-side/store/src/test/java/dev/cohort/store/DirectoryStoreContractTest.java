package dev.cohort.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The contract, kept by a directory that does not exist before the first write. */
class DirectoryStoreContractTest extends StoreContract {
    @TempDir
    Path parent;

    @Override
    protected Store emptyStore() {
        return Store.open(Location.of(parent.resolve("store")));
    }

    @Override
    public Store again(Store store) {
        return Store.open(store.location());
    }
}
