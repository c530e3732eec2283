package dev.cohort.orchestrator.journal;

import dev.cohort.contract.JournalBatch;
import dev.cohort.contract.Json;
import dev.cohort.contract.JsonFault;
import dev.cohort.contract.RunId;
import dev.cohort.contract.StoreLayout;
import dev.cohort.orchestrator.run.RunEvent;
import dev.cohort.orchestrator.run.RunEventJson;
import dev.cohort.store.Content;
import dev.cohort.store.Key;
import dev.cohort.store.Opened;
import dev.cohort.store.Store;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The batches of one run's events, numbered from 1 without a gap. A number is given once, to whoever puts its file first; that
 * is all that keeps two writers apart, on one machine and on any number of them.
 */
public final class Journal {
    public static final long FIRST = 1;

    private final Store store;
    private final RunId run;

    public Journal(Store store, RunId run) {
        this.store = store;
        this.run = run;
    }

    public RunId run() {
        return run;
    }

    /** False where somebody else has put this number first: then it has to be read, and all decided again. */
    boolean put(long number, List<RunEvent> events) {
        JournalBatch batch = new JournalBatch(
                number, events.stream().map(RunEventJson::write).toList());
        return store.putIfAbsent(key(number), Content.utf8(batch.toJson().compact() + "\n"))
                .isPresent();
    }

    boolean isThere(long number) {
        return store.head(key(number)).isPresent();
    }

    /** Empty where there is no such batch yet. What a newer version has written for its own use is left out. */
    Optional<List<RunEvent>> read(long number) {
        return isThere(number) ? Optional.of(events(number)) : Optional.empty();
    }

    private List<RunEvent> events(long number) {
        Optional<Json> json = json(number);
        try {
            return json.map(JournalBatch::fromJson).map(JournalBatch::events).orElse(List.of()).stream()
                    .flatMap(event -> RunEventJson.read(event).stream())
                    .toList();
        } catch (JsonFault fault) {
            throw new JournalFault("The journal of the run " + run + " can't be read: " + fault.getMessage() + ", in "
                    + store.locationOf(key(number)));
        }
    }

    /** A batch that a power cut has torn is none: what was decided by it had been synced first, and so is whole. */
    private Optional<Json> json(long number) {
        try (Opened opened = store.get(key(number))) {
            return Optional.of(Json.parse(new String(opened.bytes(), StandardCharsets.UTF_8)));
        } catch (JsonFault torn) {
            return Optional.empty();
        }
    }

    /** Returns when these batches survive a power cut. */
    void sync(Collection<Long> numbers) {
        store.sync(numbers.stream().map(this::key).toList());
    }

    private Key key(long number) {
        return Key.of(StoreLayout.OF_ANY_NAME.journal(run, number));
    }
}
