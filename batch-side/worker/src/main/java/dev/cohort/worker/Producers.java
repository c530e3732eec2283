package dev.cohort.worker;

import dev.cohort.contract.Digest;
import dev.cohort.contract.Fingerprint;
import dev.cohort.contract.ListedFile;
import dev.cohort.contract.Outcome;
import dev.cohort.contract.OutcomeKey;
import dev.cohort.contract.OutputFile;
import dev.cohort.contract.StoreLayout;
import dev.cohort.store.Key;
import dev.cohort.store.Opened;
import dev.cohort.store.Store;
import dev.cohort.store.StoreFailure;
import dev.cohort.store.Stored;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Finds what tasks have left, through their outcomes. */
final class Producers {
    private static final int REMEMBERED = 64;

    private final Store store;
    /** Outcomes of cohort steps, which every lane reads. A key carries all digests, so what lies under it is always the same. */
    private final Map<Key, Outcome> ofCohort = new ConcurrentHashMap<>();

    private final LatestOutcomes latest;

    Producers(Store store, LatestOutcomes latest) {
        this.store = store;
        this.latest = latest;
    }

    /** What a task left: its outcome, and the key that it stands under. */
    record Made(OutcomeKey key, Outcome outcome) {}

    Optional<Made> find(StoreLayout layout, String step, @Nullable String sample) {
        String taskFolder = layout.outcomes(step, sample);
        Optional<Made> justMade = latest.of(taskFolder);
        return justMade.isPresent() ? justMade : listed(taskFolder, layout, step, sample);
    }

    private Optional<Made> listed(String taskFolder, StoreLayout layout, String step, @Nullable String sample) {
        List<OutcomeKey> keys = OutcomeListing.of(store, taskFolder).stream()
                .filter(key -> key.status() == OutcomeKey.Status.OK)
                .toList();
        return choose(layout, step, sample, keys);
    }

    /** Of several ok outcomes the one whose files are there counts; a single one is taken at its word until it is staged. */
    Optional<Made> choose(StoreLayout layout, String step, @Nullable String sample, List<OutcomeKey> oks) {
        for (OutcomeKey key : oks) {
            Optional<Made> made = read(layout, step, sample, key).map(outcome -> new Made(key, outcome));
            if (made.isPresent() && (oks.size() == 1 || filesAreThere(layout, made.get()))) {
                return made;
            }
        }
        return Optional.empty();
    }

    Optional<Outcome> read(StoreLayout layout, String step, @Nullable String sample, OutcomeKey key) {
        Key at = Key.of(layout.outcome(step, sample, key));
        if (sample != null) {
            return read(at);
        }
        Optional<Outcome> known = Optional.ofNullable(ofCohort.get(at));
        return known.isPresent() ? known : remembered(at);
    }

    private Optional<Outcome> remembered(Key at) {
        if (ofCohort.size() >= REMEMBERED) {
            ofCohort.clear();
        }
        Optional<Outcome> outcome = read(at);
        outcome.ifPresent(read -> ofCohort.put(at, read));
        return outcome;
    }

    private Optional<Outcome> read(Key at) {
        try (Opened file = store.get(at)) {
            return Outcome.read(new String(file.bytes(), StandardCharsets.UTF_8));
        } catch (StoreFailure gone) {
            if (gone.kind() == StoreFailure.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw gone;
        }
    }

    /** Whether the files that an outcome lists are still those in the store. */
    boolean filesAreThere(StoreLayout layout, Made made) {
        Outcome outcome = made.outcome();
        Map<String, ListedFile> listed = new LinkedHashMap<>();
        for (OutputFile file : outcome.outputs()) {
            Key key = Key.of(layout.result(outcome.step(), outcome.sample(), file.path()));
            Optional<Stored> there = store.head(key);
            if (there.isEmpty()) {
                return false;
            }
            listed.put(
                    file.path(),
                    new ListedFile(file.path(), there.get().size(), there.get().etag()));
        }
        return Digest.short16(Fingerprint.listed(listed.values()))
                .equals(made.key().listed());
    }
}
