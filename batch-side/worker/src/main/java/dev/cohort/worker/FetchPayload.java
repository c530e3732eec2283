package dev.cohort.worker;

import dev.cohort.contract.FailureKind;
import dev.cohort.contract.Payload;
import dev.cohort.store.Key;
import dev.cohort.store.StoreFailure;
import java.io.IOException;

/** Brings the step's code to this machine. */
final class FetchPayload implements TaskRunner.Ingredient {
    private final PayloadCache cache;

    FetchPayload(PayloadCache cache) {
        this.cache = cache;
    }

    @Override
    public boolean add(Attempt attempt) throws IOException {
        Payload payload = attempt.job().payload();
        if (payload == null) {
            return true;
        }
        attempt.stopwatch().enter(Stopwatch.Part.FETCH);
        try {
            attempt.payload(cache.get(payload, Key.of(attempt.layout().payload(payload))));
        } catch (StoreFailure failure) {
            throw TaskFailure.ofStore(FailureKind.STAGE_IN, PayloadCache.told(payload, failure), failure);
        }
        return true;
    }
}
