package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.Encryption;
import dev.cohort.contract.Json;
import dev.cohort.contract.RunState;
import dev.cohort.contract.StoreLayout;
import dev.cohort.orchestrator.diag.Source;
import dev.cohort.orchestrator.journal.Journal;
import dev.cohort.orchestrator.journal.RunJournal;
import dev.cohort.orchestrator.run.Plans;
import dev.cohort.orchestrator.run.RunEvent;
import dev.cohort.orchestrator.run.RunRequest;
import dev.cohort.store.Content;
import dev.cohort.store.Key;
import dev.cohort.store.Location;
import dev.cohort.store.S3Settings;
import dev.cohort.store.Store;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the store of a run is opened by whom. */
class RunArgumentTest {
    private static final Encryption OURS = new Encryption(Encryption.BY_KMS, "alias/ours");

    @TempDir
    private Path folder;

    private final List<S3Settings> opened = new ArrayList<>();

    private Store open(Location location, S3Settings settings) {
        opened.add(settings);
        return Store.open(Location.of(folder));
    }

    private List<S3Settings.Encryption> typed(String... words) {
        opened.clear();
        new Terminal(folder).stores(this::open).run(words);
        return opened.stream().map(S3Settings::encryption).toList();
    }

    private void ended(@Nullable Encryption encryption) {
        try (Store store = Store.open(Location.of(folder))) {
            store.put(
                    Key.of(StoreLayout.OF_ANY_NAME.request(Plans.RUN)),
                    Content.utf8(request(encryption).compact()));
        }
    }

    @BeforeEach
    void aRunThatHasEnded() {
        try (Store store = Store.open(Location.of(folder))) {
            new RunJournal(new Journal(store, Plans.RUN), Plans.OWNER, () -> 0)
                    .insist(List.of(
                            Plans.started(Plans.of(Plans.CHAIN, "a"), "q"),
                            new RunEvent.Ended(RunState.CANCELLED, null, Plans.NOON)));
        }
    }

    private static Json request(@Nullable Encryption encryption) {
        return new RunRequest(
                        Map.of("", new Source("p.yaml", Plans.CHAIN)),
                        "/",
                        null,
                        List.of(),
                        "/",
                        "p",
                        Set.of(),
                        Map.of(),
                        Map.of(),
                        null,
                        encryption,
                        null,
                        false)
                .toJson();
    }

    @Test
    void whoMayWriteIntoARunEncryptsAsTheRunDoes() {
        ended(OURS);

        assertThat(typed("attach", "latest", "--bucket", "lab"))
                .containsExactly(BUCKETS, S3Settings.Encryption.kms("alias/ours"));
        assertThat(typed("cancel", "latest", "--bucket", "lab")).endsWith(S3Settings.Encryption.kms("alias/ours"));
    }

    @Test
    void unlessSomebodySaysOtherwise() {
        ended(OURS);

        assertThat(typed("attach", "latest", "--bucket", "lab", "--encryption", "AES256"))
                .containsExactly(S3Settings.Encryption.SSE_S3);
    }

    @Test
    void whereNeitherSaysAnythingItIsLeftToTheBucket() {
        ended(null);

        assertThat(typed("attach", "latest", "--bucket", "lab")).containsExactly(BUCKETS);
    }

    @Test
    void whoOnlyReadsNeedsNothingOfIt() {
        ended(OURS);

        assertThat(typed("status", "latest", "--bucket", "lab")).containsExactly(BUCKETS);
    }

    private static final S3Settings.Encryption BUCKETS = S3Settings.DEFAULT.encryption();
}
