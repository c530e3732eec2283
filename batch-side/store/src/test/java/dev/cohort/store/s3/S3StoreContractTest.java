package dev.cohort.store.s3;

import dev.cohort.store.Location;
import dev.cohort.store.S3Settings;
import dev.cohort.store.Store;
import dev.cohort.store.StoreContract;

/** The contract, kept by a prefix of a bucket on a real S3 server. */
class S3StoreContractTest extends StoreContract {
    @Override
    protected Store emptyStore() {
        return Testing.emptyStore();
    }

    @Override
    public Store again(Store store) {
        return Testing.s3().store((Location.S3) store.location(), S3Settings.DEFAULT);
    }
}
