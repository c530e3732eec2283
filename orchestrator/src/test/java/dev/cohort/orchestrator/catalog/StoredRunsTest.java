package dev.cohort.orchestrator.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.RunId;
import dev.cohort.contract.StoreLayout;
import dev.cohort.orchestrator.diag.Paint;
import dev.cohort.orchestrator.diag.ProblemRenderer;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.store.Content;
import dev.cohort.store.Key;
import dev.cohort.store.Location;
import dev.cohort.store.Store;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredRunsTest {
    @TempDir
    private Path folder;

    private Store store;

    @BeforeEach
    void setUp() {
        store = Store.open(Location.of(folder));
    }

    private void runs(String... ids) {
        for (String id : ids) {
            put(StoreLayout.OF_ANY_NAME.plan(new RunId(id)));
        }
    }

    private void put(String key) {
        store.put(Key.of(key), Content.utf8("{}"));
    }

    private String find(String said) {
        Problems problems = new Problems();
        return new StoredRuns(store)
                .find(said, problems)
                .map(RunId::text)
                .orElseGet(() -> new ProblemRenderer(Paint.PLAIN)
                        .render(problems.inOrder())
                        .replace(folder.toString(), "/store"));
    }

    @Test
    void theLatestComesFirst() {
        runs("20260131-120000-aaaa", "20260201-080000-bbbb", "20251231-235959-cccc");
        put(".cohort/runs/notes/readme.txt");

        assertThat(new StoredRuns(store).ids())
                .extracting(RunId::text)
                .containsExactly("20260201-080000-bbbb", "20260131-120000-aaaa", "20251231-235959-cccc");
    }

    @ParameterizedTest
    @CsvSource({
        "20260131-120000-k3x9, 20260131-120000-k3x9",
        "k3x9, 20260131-120000-k3x9",
        "3x, 20260131-120000-k3x9",
        "20260131, 20260131-120000-k3x9",
        "0201-08, 20260201-080000-9z9z",
        "latest, 20260201-080000-9z9z",
    })
    void aRunIsMeantByAnyPartThatIsItsAlone(String said, String id) {
        runs("20260131-120000-k3x9", "20260201-080000-9z9z");

        assertThat(find(said)).isEqualTo(id);
    }

    @Test
    void theLatestIsOneThatHasAPlan() {
        runs("20260131-120000-k3x9");
        put(".cohort/runs/20260301-000000-dead/samples.txt");

        assertThat(find("latest")).isEqualTo("20260131-120000-k3x9");
        assertThat(find("dead")).isEqualTo("20260301-000000-dead");
    }

    @Test
    void aPartOfSeveralIsToldWithAllOfThem() {
        runs("20260131-120000-k3x9", "20260131-130000-9z9z");

        assertThat(find("20260131")).isEqualTo("""
                error: the run `20260131` could be any of 2
                  hint: say more of its id: `20260131-130000-9z9z`, `20260131-120000-k3x9`
                """);
    }

    @Test
    void ofVeryManyAFewAreTold() {
        for (int minute = 10; minute < 20; minute++) {
            runs("20260131-12" + minute + "00-aaaa");
        }

        assertThat(find("aaaa"))
                .startsWith("error: the run `aaaa` could be any of 10\n")
                .contains("`20260131-121900-aaaa`, ")
                .endsWith(", `20260131-121500-aaaa`, …\n");
    }

    @Test
    void anUnknownOneIsToldWithTheNearest() {
        runs("20260131-120000-k3x9", "20260201-080000-9z9z");

        assertThat(find("k3y9")).isEqualTo("""
                error: there is no run `k3y9` in the store /store
                  hint: did you mean `k3x9`?
                """);
        assertThat(find("20260131-120001-k3x9")).contains("hint: did you mean `20260131-120000-k3x9`?");
    }

    @Test
    void whereNoneIsNearTheLatestAreTold() {
        runs("20260131-120000-k3x9", "20260201-080000-9z9z");

        assertThat(find("\u001bmonday")).isEqualTo("""
                error: there is no run `\\u{1b}monday` in the store /store
                  hint: the latest are `20260201-080000-9z9z`, `20260131-120000-k3x9`
                """);
        assertThat(find("")).startsWith("error: there is no run `` in the store");
    }

    @Test
    void aStoreWithoutRunsIsTold() {
        assertThat(find("latest")).isEqualTo("""
                error: there are no runs in the store /store
                  hint: if they are in another store, give it by --store
                """);
    }
}
