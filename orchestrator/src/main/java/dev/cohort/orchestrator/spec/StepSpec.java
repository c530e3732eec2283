package dev.cohort.orchestrator.spec;

import dev.cohort.contract.Each;
import dev.cohort.orchestrator.diag.Place;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A named unit of work as written, with the defaults of its pipeline filled in. */
public record StepSpec(
        String name,
        Each each,
        @Nullable String image,
        Map<String, InputSpec> inputs,
        Map<String, OutputSpec> outputs,
        BodySpec body,
        List<Need> needs,
        Resources resources,
        @Nullable Duration timeout,
        Retry retry,
        boolean keep,
        Provisions provisions,
        Placement placement,
        @Nullable Quorum quorum,
        Place place) {

    public StepSpec {
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        needs = List.copyOf(needs);
    }

    /** A step that must be done before, though no data flows. */
    public record Need(String step, Place place) {}

    public int attempts() {
        return retry.attempts();
    }

    /** How many lanes a gather may do without is said by how many it needs; empty where it needs all. */
    public Optional<Quorum> minSuccess() {
        return Optional.ofNullable(quorum);
    }

    public boolean perSample() {
        return each == Each.SAMPLE;
    }

    public Optional<Duration> limit() {
        return Optional.ofNullable(timeout);
    }
}
