package dev.cohort.orchestrator.plan;

import dev.cohort.orchestrator.graph.ResolvedInput;
import dev.cohort.orchestrator.graph.ResolvedStep;
import dev.cohort.orchestrator.graph.StepGraph;
import dev.cohort.orchestrator.spec.Condition;
import dev.cohort.orchestrator.spec.Pipeline;
import dev.cohort.orchestrator.spec.Reference;
import dev.cohort.orchestrator.spec.Root;
import dev.cohort.orchestrator.spec.ValueRule;
import dev.cohort.orchestrator.spec.ValueType;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which samples have no need of which step: the step's condition does not hold for them, or the step reads what such a step
 * would leave.
 */
final class NotNeeded {
    private final Map<String, BitSet> lanes = new HashMap<>();

    private NotNeeded() {}

    static NotNeeded of(StepGraph graph, LaneValues values, int samples) {
        NotNeeded notNeeded = new NotNeeded();
        for (ResolvedStep step : graph.steps()) {
            if (step.perSample()) {
                notNeeded.add(step, new Values(graph.pipeline(), values), samples);
            }
        }
        return notNeeded;
    }

    /** Only steps that some sample might not need have a set, as there may be a million lanes. */
    private void add(ResolvedStep step, Values values, int samples) {
        @Nullable BitSet some = null;
        if (step.spec().condition().isPresent()) {
            Condition condition = step.spec().condition().get();
            some = new BitSet();
            for (int lane = 0; lane < samples; lane++) {
                some.set(lane, !condition.holds(values.in(lane)));
            }
        }
        for (ResolvedInput input : step.inputs().values()) {
            @Nullable BitSet before = inherited(input);
            if (before != null) {
                some = some == null ? new BitSet() : some;
                some.or(before);
            }
        }
        if (some != null) {
            lanes.put(step.name(), some);
        }
    }

    private @Nullable BitSet inherited(ResolvedInput input) {
        return input instanceof ResolvedInput.Made made && made.reach() == ResolvedInput.Reach.LANE && !made.optional()
                ? lanes.get(made.step())
                : null;
    }

    boolean test(String step, int lane) {
        BitSet some = lanes.get(step);
        return some != null && lane >= 0 && some.get(lane);
    }

    /** Whether no lane of a group has need of it. */
    boolean testAll(String step, Group group) {
        BitSet some = lanes.get(step);
        return some != null && group.lanes().allMatch(some::get);
    }

    /** Whether there might be samples that do not need it, in this cohort or in another. */
    boolean mayBe(String step) {
        return lanes.containsKey(step);
    }

    /** All steps of which that is so. */
    Set<String> steps() {
        return lanes.keySet();
    }

    int count(String step) {
        return Optional.ofNullable(lanes.get(step)).map(BitSet::cardinality).orElse(0);
    }

    /** What the expressions of conditions stand for. */
    private static final class Values implements Condition.Values {
        private final Pipeline pipeline;
        private final LaneValues values;
        private int lane;

        Values(Pipeline pipeline, LaneValues values) {
            this.pipeline = pipeline;
            this.values = values;
        }

        Values in(int other) {
            lane = other;
            return this;
        }

        @Override
        public String of(Reference reference) {
            return values.known(reference, lane);
        }

        @Override
        public boolean isNumber(Reference reference) {
            @Nullable ValueRule rule = rule(reference);
            return rule != null && (rule.type() == ValueType.INT || rule.type() == ValueType.FLOAT);
        }

        private @Nullable ValueRule rule(Reference reference) {
            if (reference.root() == Root.PARAMS) {
                return Optional.ofNullable(pipeline.params().get(reference.first()))
                        .map(param -> param.rule())
                        .orElse(null);
            }
            return reference.names().isEmpty()
                    ? null
                    : Optional.ofNullable(pipeline.columns().get(reference.first()))
                            .map(column -> column.rule())
                            .orElse(null);
        }
    }
}
