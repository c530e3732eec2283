package dev.cohort.orchestrator.catalog;

import dev.cohort.contract.Digest;
import dev.cohort.contract.Fingerprint;
import dev.cohort.contract.ListedFile;
import dev.cohort.contract.Outcome;
import dev.cohort.contract.OutcomeKey;
import dev.cohort.store.Key;
import dev.cohort.store.Opened;
import dev.cohort.store.Store;
import dev.cohort.store.StoreFailure;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads outcomes, and tells whether the files that they speak of are there. */
final class Outcomes {
    private final Store store;

    Outcomes(Store store) {
        this.store = store;
    }

    /** Empty for one that is torn, or was just replaced by another. */
    Optional<Outcome> read(Key at) {
        try (Opened opened = store.get(at)) {
            return Outcome.read(new String(opened.bytes(), StandardCharsets.UTF_8));
        } catch (StoreFailure failure) {
            if (failure.kind() == StoreFailure.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /**
     * The files of an outcome among those of its task's folder, if they are all there and unchanged. The listing alone tells it.
     * Only where a folder holds something and something else than was listed the outcome itself is read, as people put files of
     * their own beside results, such as an index, and have spoilt nothing by it.
     */
    Optional<List<ListedFile>> own(OutcomeKey key, Key at, List<ListedFile> results) {
        if (matches(key, results)) {
            return Optional.of(results);
        }
        return results.isEmpty() || key.status() != OutcomeKey.Status.OK
                ? Optional.empty()
                : Optional.of(withoutStrangers(at, results)).filter(own -> matches(key, own));
    }

    private static boolean matches(OutcomeKey key, List<ListedFile> results) {
        return key.status() == OutcomeKey.Status.OK && key.listed().equals(Digest.short16(Fingerprint.listed(results)));
    }

    private List<ListedFile> withoutStrangers(Key outcome, List<ListedFile> results) {
        Set<String> own = new HashSet<>();
        read(outcome).ifPresent(read -> read.outputs().forEach(file -> own.add(file.path())));
        return results.stream().filter(file -> own.contains(file.path())).toList();
    }
}
