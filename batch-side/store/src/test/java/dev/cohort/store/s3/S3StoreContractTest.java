package dev.cohort.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.store.Location;
import dev.cohort.store.S3Settings;
import dev.cohort.store.Store;
import dev.cohort.store.StoreContract;
import dev.cohort.store.StoreFailure;
import dev.cohort.store.StoreFailure.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract, kept by a prefix of a bucket on a real S3 server. */
class S3StoreContractTest extends StoreContract {
    @Override
    protected Store emptyStore() {
        return Testing.emptyStore();
    }

    /** S3 sorts by UTF-8 bytes. This server sorts as Java does, which differs where a character lies beyond U+FFFF. */
    @Override
    @Test
    public void keysComeInTheOrderOfTheirUtf8Bytes() {
        List<String> sorted = List.of("a b", "a-b", "a.txt", "a/b", "a/b.c", "a0", "aB", "ab", "z/\uffee", "é");
        for (int i = sorted.size() - 1; i >= 0; i--) put(sorted.get(i), "");
        assertThat(keys("")).containsExactlyElementsOf(sorted);
    }

    /** S3 lists what is finished. This server also lists the temporary files that it writes first. */
    @Override
    public List<String> keys(String prefix) {
        return super.keys(prefix).stream()
                .filter(key -> !key.matches(".*-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))
                .toList();
    }

    /** S3 answers with one version. This server looks at bytes and checksum one after the other; that is told, never taken. */
    @Override
    public void checkOneVersion() {
        try {
            super.checkOneVersion();
        } catch (StoreFailure e) {
            assertThat(e.kind()).isEqualTo(Kind.CORRUPT);
        }
    }

    @Override
    public Store again(Store store) {
        return Testing.s3().store((Location.S3) store.location(), S3Settings.DEFAULT);
    }
}
