package dev.cohort.worker;

import dev.cohort.contract.OutcomeKey;
import dev.cohort.store.Prefix;
import dev.cohort.store.Store;
import dev.cohort.store.Stored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the keys of outcomes off a listing. */
final class OutcomeListing {
    private OutcomeListing() {}

    /** Those of one task. */
    static List<OutcomeKey> of(Store store, String taskFolder) {
        List<OutcomeKey> keys = new ArrayList<>(2);
        try (Stream<Stored> files = store.list(Prefix.of(taskFolder + "/"))) {
            files.forEach(file -> OutcomeKey.parse(file.key().name()).ifPresent(keys::add));
        }
        return keys;
    }

    /** The ok ones of a whole step, by sample, from one listing. */
    static Map<String, List<OutcomeKey>> okBySample(Store store, String stepFolder) {
        Prefix folder = Prefix.of(stepFolder + "/");
        Map<String, List<OutcomeKey>> bySample = new HashMap<>();
        try (Stream<Stored> files = store.list(folder)) {
            files.forEach(file -> {
                String rest = folder.rest(file.key());
                int slash = rest.indexOf('/');
                Optional<OutcomeKey> key = OutcomeKey.parse(rest.substring(slash + 1));
                if (slash > 0 && key.isPresent() && key.get().status() == OutcomeKey.Status.OK) {
                    bySample.computeIfAbsent(rest.substring(0, slash), sample -> new ArrayList<>(1))
                            .add(key.get());
                }
            });
        }
        return bySample;
    }
}
