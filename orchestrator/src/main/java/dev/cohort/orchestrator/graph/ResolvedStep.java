package dev.cohort.orchestrator.graph;

import dev.cohort.orchestrator.spec.StepSpec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A step of which every name is known. */
public record ResolvedStep(StepSpec spec, Map<String, ResolvedInput> inputs) {
    public ResolvedStep {
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    }

    public String name() {
        return spec.name();
    }

    public boolean perSample() {
        return spec.perSample();
    }

    /** The steps of which it gathers what all lanes left. */
    public Set<String> gathered() {
        return inputs.values().stream()
                .filter(ResolvedInput.Made.class::isInstance)
                .map(ResolvedInput.Made.class::cast)
                .filter(made -> made.reach() == ResolvedInput.Reach.GATHER)
                .map(ResolvedInput.Made::step)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The steps whose outputs it reads. */
    public Set<String> producers() {
        return inputs.values().stream()
                .flatMap(input -> input.producer().stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
