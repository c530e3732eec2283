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
        @Nullable Condition when,
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

    /** The same step under another name, over what it is given there. */
    StepSpec as(
            String other,
            @Nullable Condition itsWhen,
            Map<String, InputSpec> itsInputs,
            Map<String, OutputSpec> itsOutputs,
            BodySpec itsBody,
            List<Need> itsNeeds,
            Provisions itsProvisions,
            Placement itsPlacement) {
        return new StepSpec(
                other,
                each,
                itsWhen,
                image,
                itsInputs,
                itsOutputs,
                itsBody,
                itsNeeds,
                resources,
                timeout,
                retry,
                keep,
                itsProvisions,
                itsPlacement,
                quorum,
                place);
    }

    public boolean perSample() {
        return each == Each.SAMPLE;
    }

    /** What must be so for a sample to need it; none where all do. */
    public Optional<Condition> condition() {
        return Optional.ofNullable(when);
    }

    public Optional<Duration> limit() {
        return Optional.ofNullable(timeout);
    }
}
