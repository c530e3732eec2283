package dev.cohort.orchestrator.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.store.Content;
import dev.cohort.store.Key;
import dev.cohort.store.Location;
import dev.cohort.store.Store;
import dev.cohort.store.StoreFailure;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many requests the inputs of a cohort cost, over a store that counts them. */
class BucketFilesTest {
    private static final int SAMPLES = 1000;

    @TempDir
    Path folder;

    private final List<String> asked = new ArrayList<>();
    private Store store;
    private boolean mayList = true;

    @BeforeEach
    void open() {
        Store real = Store.open(Location.of(folder.resolve("bucket")));
        store = (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (self, method, given) -> {
                    note(method.getName(), given);
                    try {
                        return method.invoke(real, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void note(String name, Object[] given) {
        if (name.equals("head") || name.equals("list")) {
            asked.add(name + " " + given[0]);
        }
        if (name.equals("list") && !mayList) {
            throw new StoreFailure(StoreFailure.Kind.DENIED, "not to be listed");
        }
    }

    private void put(String key) {
        store.put(Key.of(key), Content.utf8(key));
    }

    private List<String> lists() {
        return asked.stream().filter(call -> call.startsWith("list")).toList();
    }

    private void lookAtAll(String pattern) {
        for (int i = 0; i < SAMPLES; i += 2) {
            put(pattern.replace("S", "s" + i));
        }
        BucketFiles files = new BucketFiles(store);
        for (int i = 0; i < SAMPLES; i++) {
            Key key = Key.of(pattern.replace("S", "s" + i));
            assertThat(files.stat(key).isPresent()).as(key.text()).isEqualTo(i % 2 == 0);
        }
    }

    @Test
    void filesSideBySideAreListed() {
        lookAtAll("bam/S.bam");
        assertThat(lists()).containsExactly("list bam/");
        assertThat(asked).hasSizeLessThanOrEqualTo(BucketFiles.FEW);
    }

    @Test
    void whereEachSampleHasAFolderTheOneAboveIsListed() {
        lookAtAll("in/S/reads.fq");
        assertThat(lists()).containsExactly("list in/");
        assertThat(asked).hasSizeLessThanOrEqualTo(BucketFiles.FEW);
    }

    @Test
    void theBucketAsAWholeIsNotListedForFoldersInIt() {
        lookAtAll("S/reads.fq");
        assertThat(lists()).isEmpty();
        assertThat(asked).hasSize(SAMPLES);
    }

    @Test
    void aVersionIsTheSameFromAListingAndByItself() {
        lookAtAll("bam/S.bam");
        BucketFiles files = new BucketFiles(store);
        for (int i = 0; i < BucketFiles.FEW; i++) {
            assertThat(files.stat(Key.of("bam/s0.bam")))
                    .hasValue(store.head(Key.of("bam/s0.bam")).orElseThrow().stat());
        }
    }

    @Test
    void whatAListingToldIsKnownWithoutARequest() {
        put("bam/s0.bam");
        put("other/s1.bam");
        BucketFiles files = new BucketFiles(store);
        assertThat(files.listed(Key.of("bam/s0.bam"))).isEmpty();
        for (int i = 0; i < BucketFiles.FEW; i++) {
            files.stat(Key.of("bam/s" + i + ".bam"));
        }
        int before = asked.size();

        assertThat(files.listed(Key.of("bam/s0.bam")))
                .hasValueSatisfying(stat -> assertThat(stat.size()).isEqualTo("bam/s0.bam".length()));
        assertThat(files.listed(Key.of("bam/s1.bam"))).isEmpty();
        assertThat(files.listed(Key.of("other/s1.bam"))).isEmpty();
        assertThat(asked).hasSize(before);
    }

    @Test
    void whereNothingMayBeListedEachFileIsAskedFor() {
        mayList = false;
        lookAtAll("bam/S.bam");
        assertThat(lists()).hasSize(1);
        assertThat(asked).hasSize(SAMPLES + 1);
    }
}
