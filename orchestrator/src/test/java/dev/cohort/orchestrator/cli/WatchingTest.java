package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.RunId;
import dev.cohort.contract.RunState;
import dev.cohort.orchestrator.journal.Follower;
import dev.cohort.orchestrator.journal.Journal;
import dev.cohort.orchestrator.journal.RunJournal;
import dev.cohort.orchestrator.run.Owner;
import dev.cohort.orchestrator.run.RunEvent;
import dev.cohort.store.Location;
import dev.cohort.store.Store;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How long an owner that can't be seen is believed to be there. */
@Timeout(60)
class WatchingTest {
    private static final RunId RUN = new RunId("20260102-120000-abcd");
    private static final Owner LAPTOP = new Owner("a laptop", "boot", "space", 1, 1, "ann", "1");
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @TempDir
    private Path folder;

    private Store store = Store.open(Location.of(Path.of("/")));

    @BeforeEach
    void ownedByALaptop() {
        store = Store.open(Location.of(folder));
        says(new RunEvent.Started("p", "p", 1, LAPTOP, "q", NOON));
    }

    private void says(RunEvent event) {
        new RunJournal(new Journal(store, RUN), LAPTOP, System::nanoTime).insist(List.of(event));
    }

    private OptionalInt watched(Terminal terminal) throws InterruptedException {
        RunArgument.Meant meant = new RunArgument.Meant(store, RUN, Follower.replay(new Journal(store, RUN)));
        return new Watching(terminal.console(), meant, 2).watch();
    }

    @Test
    void aConductorGoesOnInThePlaceOfAnOwnerThatSaysNothingMore() throws Exception {
        assertThat(watched(new Terminal(folder).environment(Map.of("AWS_BATCH_JOB_ID", "id"))))
                .as("nobody sums up, as the run goes on")
                .isEmpty();
    }

    @Test
    void aPersonIsToldAndGoesOnLooking() throws Exception {
        Terminal terminal = new Terminal(folder);
        CompletableFuture<OptionalInt> watched = CompletableFuture.supplyAsync(() -> {
            try {
                return watched(terminal);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        CohortProcess.await(() -> terminal.out().contains("Nothing was heard"), "silence is told");
        says(new RunEvent.Ended(RunState.CANCELLED, null, NOON));

        assertThat(watched.get()).hasValue(ExitCode.INTERRUPTED);
        assertThat(terminal.out())
                .contains(
                        "Nothing was heard for a while of process 1 of ann on a laptop, which looks after this run. Its jobs go"
                                + " on; if that process is gone, leave this by Ctrl-C and type `cohort attach 20260102-120000-abcd --store "
                                + folder + "` to go on in its place.\n")
                .containsOnlyOnce("Nothing was heard");
    }
}
