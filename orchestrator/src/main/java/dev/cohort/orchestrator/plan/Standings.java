package dev.cohort.orchestrator.plan;

import dev.cohort.contract.Digest;
import dev.cohort.contract.OutcomeKey;
import java.util.Map;
import java.util.Optional;

/** Holds each task against what the store has of it. */
final class Standings {
    private final Map<String, StepDefinition> definitions;
    private final PlanSettings settings;
    private final Holdings holdings;
    private final InputIdentities identities;
    private final NotNeeded notNeeded;

    Standings(
            Map<String, StepDefinition> definitions,
            PlanSettings settings,
            Holdings holdings,
            InputIdentities identities,
            NotNeeded notNeeded) {
        this.definitions = definitions;
        this.settings = settings;
        this.holdings = holdings;
        this.identities = identities;
        this.notNeeded = notNeeded;
    }

    Standing of(String step, int lane) {
        if (notNeeded.test(step, lane)) {
            return Standing.NOT_NEEDED;
        }
        if (isForced(step, lane)) {
            return Standing.FORCED;
        }
        Optional<Holdings.Held> held = holdings.held(step, lane);
        if (held.isEmpty()) {
            return Standing.NEW;
        }
        if (held.get().key().status() == OutcomeKey.Status.FAILED) {
            return Standing.FAILED_BEFORE;
        }
        return ok(definition(step), held.get(), lane);
    }

    /** What a run was made to do again it has done once it has done it, also when somebody else carries it on. */
    private boolean isForced(String step, int lane) {
        return settings.forced().contains(step)
                && (settings.round() == 1 || !holdings.isMadeBy(settings.run(), step, lane));
    }

    /** Where a producer has left nothing yet there is nothing to compare: it is stale itself, which says it better. */
    private Standing ok(StepDefinition step, Holdings.Held held, int lane) {
        if (!held.key().def().equals(step.def16())) {
            return Standing.STEP_CHANGED;
        }
        Optional<String> in = identities.in(step, lane);
        if (in.isPresent() && !held.key().in().equals(Digest.short16(in.get()))) {
            return Standing.INPUT_CHANGED;
        }
        return held.filesThere() ? Standing.CURRENT : Standing.FILES_GONE;
    }

    private StepDefinition definition(String step) {
        StepDefinition definition = definitions.get(step);
        if (definition == null) {
            throw new IllegalArgumentException("no definition of `" + step + "`");
        }
        return definition;
    }
}
