package dev.cohort.orchestrator.plan;

import dev.cohort.contract.Fingerprint;
import dev.cohort.contract.GatherIdentity;
import dev.cohort.contract.InputPattern;
import dev.cohort.contract.LaneReads;
import dev.cohort.contract.OutcomeKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Computes the {@code in} half of a task's fingerprint from what the store holds, as its worker will. */
final class InputIdentities {
    /** No outcome was ever made of it, so whatever is held is of something else. */
    private static final String NOT_THERE = "gone";

    private final Holdings holdings;
    private final LaneValues values;
    private final int lanes;
    private final NotNeeded notNeeded;
    private final Map<String, Optional<String>> gathers = new HashMap<>();

    InputIdentities(Holdings holdings, LaneValues values, int lanes, NotNeeded notNeeded) {
        this.holdings = holdings;
        this.values = values;
        this.lanes = lanes;
        this.notNeeded = notNeeded;
    }

    /** All digits of the half; empty where a task that it reads from has left nothing yet. */
    Optional<String> in(StepDefinition step, int lane) {
        SortedMap<String, String> identities = new TreeMap<>();
        for (Map.Entry<String, InputPattern> input : step.inputs().entrySet()) {
            Optional<String> identity = input.getValue()
                    .accept(new Identity(lane, step.terms().paid().contains(input.getKey())));
            if (identity.isEmpty()) {
                return Optional.empty();
            }
            identities.put(input.getKey(), identity.get());
        }
        for (String path : step.laneReads()) {
            identities.put(LaneReads.key(path), Fingerprint.valueIdentity(values.value(path, lane)));
        }
        return Optional.of(Fingerprint.in(identities));
    }

    private Optional<String> made(String step, int lane) {
        return holdings.held(step, lane)
                .filter(held -> held.key().status() == OutcomeKey.Status.OK)
                .map(held -> Fingerprint.producerIdentity(held.key().content()));
    }

    /** Once for all that read it: it takes a look at every lane. */
    private Optional<String> gather(String step) {
        return gathers.computeIfAbsent(step, this::gatherAll);
    }

    private Optional<String> gatherAll(String step) {
        GatherIdentity gather = new GatherIdentity();
        for (int lane = 0; lane < lanes; lane++) {
            if (notNeeded.test(step, lane)) {
                continue;
            }
            Optional<String> made = made(step, lane);
            if (made.isEmpty()) {
                return Optional.empty();
            }
            gather.lane(values.value("sample", lane), made.get());
        }
        return Optional.of(gather.identity());
    }

    private final class Identity implements InputPattern.Visitor<Optional<String>> {
        private final int lane;
        private final boolean paid;

        Identity(int lane, boolean paid) {
            this.lane = lane;
            this.paid = paid;
        }

        @Override
        public Optional<String> value(InputPattern.Value input) {
            return Optional.of(Fingerprint.valueIdentity(input.value(), path -> values.value(path, lane)));
        }

        @Override
        public Optional<String> file(InputPattern.File input) {
            String path = values.render(input.path(), lane);
            return Optional.of(Optional.of(path)
                    .filter(named -> !named.isEmpty())
                    .flatMap(named -> holdings.external(Locations.resolve(input.base(), named), paid))
                    .orElse(NOT_THERE));
        }

        @Override
        public Optional<String> files(InputPattern.Files input) {
            return Optional.of(Fingerprint.filesIdentity(input.paths(values.render(input.paths(), lane)).stream()
                    .map(path -> holdings.external(path, paid).orElse(NOT_THERE))
                    .toList()));
        }

        @Override
        public Optional<String> fromLane(InputPattern.FromLane input) {
            return notNeeded.test(input.step(), lane)
                    ? Optional.of(Fingerprint.nothingIdentity())
                    : made(input.step(), lane);
        }

        @Override
        public Optional<String> fromCohort(InputPattern.FromCohort input) {
            return made(input.step(), Holdings.COHORT);
        }

        @Override
        public Optional<String> gather(InputPattern.Gather input) {
            return InputIdentities.this.gather(input.step());
        }
    }
}
