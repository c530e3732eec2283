package dev.cohort.orchestrator.plan;

import dev.cohort.contract.Encryption;
import dev.cohort.contract.Payload;
import dev.cohort.contract.RunId;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a run is given beside its pipeline and its samples.
 *
 * @param name what results are filed under
 * @param store the store's directory or URL, without a slash at its end
 * @param params the value of every param of the pipeline
 * @param payloads the code that steps fetch, by step
 * @param images the digest of the image that a step runs in, by step; where it is known, for the name says less
 * @param forced steps that run whatever the store has
 * @param round counts the plans of one run, from 1
 * @param encryption how S3 is told to encrypt what is written; null where that is left to the bucket
 * @param account the account on AWS that its jobs go to; null where they stay on this machine
 */
public record PlanSettings(
        RunId run,
        String name,
        String store,
        Map<String, String> params,
        Map<String, Payload> payloads,
        Map<String, String> images,
        Set<String> forced,
        int round,
        @Nullable Encryption encryption,
        @Nullable Account account) {
    public PlanSettings {
        params = Map.copyOf(params);
        payloads = Map.copyOf(payloads);
        images = Map.copyOf(images);
        forced = Set.copyOf(forced);
    }

    /** The same, where only what the store lacks makes a task run. */
    public PlanSettings unforced() {
        return new PlanSettings(run, name, store, params, payloads, images, Set.of(), round, encryption, account);
    }
}
