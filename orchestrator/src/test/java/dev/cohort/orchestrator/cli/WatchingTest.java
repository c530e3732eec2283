package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.RunId;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How long an owner that can't be seen is believed to be there. */
@Timeout(60)
class WatchingTest {
    private static final RunId RUN = new RunId("20260102-120000-abcd");

    @TempDir
    private Path folder;

    @Test
    void aConductorGoesOnInThePlaceOfAnOwnerThatSaysNothingMore() throws Exception {
        Store store = Store.open(Location.of(folder));
        Journal journal = new Journal(store, RUN);
        Owner laptop = new Owner("a laptop", "boot", "space", 1, 1, "ann", "1");
        new RunJournal(journal, laptop, System::nanoTime)
                .insist(List.of(new RunEvent.Started("p", "p", 1, laptop, "q", Instant.parse("2026-01-02T12:00:00Z"))));
        Console console = new Terminal(folder)
                .environment(Map.of("AWS_BATCH_JOB_ID", "id"))
                .console();

        assertThat(new Watching(console, new RunArgument.Meant(store, RUN, Follower.replay(journal)), 2).watch())
                .as("nobody sums up, as the run goes on")
                .isEmpty();
    }
}
