package dev.cohort.orchestrator.journal;

import dev.cohort.contract.JournalBatch;
import dev.cohort.contract.Json;
import dev.cohort.contract.JsonFault;
import dev.cohort.contract.RunId;
import dev.cohort.contract.StoreLayout;
import dev.cohort.orchestrator.run.Owner;
import dev.cohort.store.Content;
import dev.cohort.store.Key;
import dev.cohort.store.Opened;
import dev.cohort.store.Prefix;
import dev.cohort.store.Store;
import dev.cohort.store.Stored;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who writes the results of a name: a sequence of entries as in a journal, so that of two that want it at once one gets it.
 * Old entries stay: who still thinks them the last finds the next number taken, and looks again.
 */
public final class Claims {
    private final Store store;
    private final StoreLayout layout;

    public Claims(Store store, String name) {
        this.store = store;
        this.layout = new StoreLayout(name);
    }

    /** The last entry, whoever made it. */
    public Optional<Claim> last() {
        try (Stream<Stored> entries = store.list(Prefix.of(layout.claims() + "/"))) {
            return entries.map(Stored::key)
                    .filter(key -> JournalBatch.parse(key.name()).isPresent())
                    .reduce((before, after) -> after)
                    .map(this::read);
        }
    }

    private Claim read(Key key) {
        try (Opened opened = store.get(key)) {
            return Claim.fromJson(Json.parse(new String(opened.bytes(), StandardCharsets.UTF_8)));
        } catch (JsonFault fault) {
            throw new JournalFault("Who writes the results of " + layout.name() + " can't be read: "
                    + fault.getMessage() + ". If no run of that name is under way, remove "
                    + store.locationOf(key));
        }
    }

    /** Takes the claim after the entry that was seen last; empty where somebody else was quicker. */
    public Optional<Claim> take(Optional<Claim> seen, RunId run, Owner owner, Instant at) {
        return put(new Claim(after(seen), true, run, owner, at));
    }

    private static long after(Optional<Claim> seen) {
        return seen.map(Claim::number).orElse(Claim.NONE) + 1;
    }

    /**
     * Lets the claim go; where it was taken over meanwhile, it is another's, and stays so. Where it is gone, so is its store, and
     * nothing must be put in that one's place.
     */
    public void release(Claim mine, Instant at) {
        if (store.head(key(mine.number())).isPresent()) {
            put(new Claim(mine.number() + 1, false, mine.run(), mine.owner(), at));
        }
    }

    private Key key(long number) {
        return Key.of(layout.claims() + "/" + JournalBatch.fileName(number));
    }

    private Optional<Claim> put(Claim entry) {
        Key key = key(entry.number());
        return store.putIfAbsent(key, Content.utf8(entry.toJson().compact() + "\n"))
                .map(written -> {
                    store.sync(List.of(key));
                    return entry;
                });
    }
}
