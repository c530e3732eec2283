package dev.cohort.worker;

import dev.cohort.contract.Digest;
import dev.cohort.contract.Outcome;
import dev.cohort.contract.OutcomeKey;
import java.util.Optional;

/** Ends an attempt whose very results are there already; so a rerun that made the same bytes stops spreading. */
final class PassIfCurrent implements TaskRunner.Ingredient {
    private final Producers producers;

    PassIfCurrent(Producers producers) {
        this.producers = producers;
    }

    @Override
    public boolean add(Attempt attempt) {
        String in = attempt.in();
        if (attempt.job().force() || in == null || attempt.ownKeys().isEmpty()) {
            return true;
        }
        String def16 = Digest.short16(attempt.job().def());
        String in16 = Digest.short16(in);
        Optional<Outcome> current = attempt.ownKeys().stream()
                .filter(key -> key.status() == OutcomeKey.Status.OK)
                .filter(key -> key.def().equals(def16) && key.in().equals(in16))
                .flatMap(key -> current(attempt, key).stream())
                .findFirst();
        current.ifPresent(attempt::current);
        return current.isEmpty();
    }

    private Optional<Outcome> current(Attempt attempt, OutcomeKey key) {
        return producers
                .read(attempt.layout(), attempt.job().step(), attempt.task().sample(), key)
                .filter(outcome -> outcome.def().equals(attempt.job().def()))
                .filter(outcome -> producers.filesAreThere(attempt.layout(), new Producers.Made(key, outcome)));
    }
}
