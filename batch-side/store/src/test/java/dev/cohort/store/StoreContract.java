package dev.cohort.store;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What every store promises, whatever it lies on; a new kind of store extends this and says how an empty one is made. */
public abstract class StoreContract
        implements PuttingContract,
                PuttingIfAbsentContract,
                GettingContract,
                ListingContract,
                DeletingContract,
                CopyingContract,
                StagingInContract,
                StagingOutContract,
                AroundContract {
    @TempDir
    Path local;

    private Store store;

    /** A store that nobody else uses. */
    protected abstract Store emptyStore() throws Exception;

    @BeforeEach
    void open() throws Exception {
        store = emptyStore();
    }

    @AfterEach
    void close() {
        store().close();
    }

    @Override
    public Store store() {
        return store;
    }

    @Override
    public Path local() {
        return local;
    }
}
