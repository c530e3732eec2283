package dev.cohort.orchestrator.catalog;

import dev.cohort.contract.Fingerprint;
import dev.cohort.contract.ListedFile;
import dev.cohort.contract.OutcomeKey;
import dev.cohort.contract.StoreLayout;
import dev.cohort.orchestrator.graph.ResolvedStep;
import dev.cohort.orchestrator.graph.StepGraph;
import dev.cohort.orchestrator.plan.Holdings;
import dev.cohort.orchestrator.plan.Locations;
import dev.cohort.orchestrator.samples.SampleTable;
import dev.cohort.store.Inputs;
import dev.cohort.store.Location;
import dev.cohort.store.Prefix;
import dev.cohort.store.Store;
import dev.cohort.store.Stored;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lists what the results of one name come to: two listings a step, whatever the number of samples, as the digests of an
 * outcome stand in its key.
 */
public final class Catalog {
    private static final Path NO_BASE = Path.of("/");

    /** Buckets can't be looked into yet; what lies there is taken to be there. */
    private static final String NOT_LOOKED_AT = "unknown";

    private final Store store;
    private final Outcomes outcomes;
    private final StoreLayout layout;
    private final SampleTable samples;

    private Catalog(Store store, StoreLayout layout, SampleTable samples) {
        this.store = store;
        this.outcomes = new Outcomes(store);
        this.layout = layout;
        this.samples = samples;
    }

    public static Holdings of(Store store, String name, StepGraph graph, SampleTable samples) {
        Catalog catalog = new Catalog(store, new StoreLayout(name), samples);
        Map<String, StepHoldings> steps = new HashMap<>();
        graph.steps().forEach(step -> steps.put(step.name(), catalog.step(step)));
        return new Listed(steps, new Inputs(store), new Remembered());
    }

    /** Both listings come sorted by task, so they are walked side by side. */
    private StepHoldings step(ResolvedStep step) {
        StepHoldings found = new StepHoldings(step.perSample() ? samples.size() : 1);
        Prefix outcomeFolder = Prefix.of(layout.outcomes(step.name()) + "/");
        Prefix resultFolder = Prefix.of(layout.results(step.name()) + "/");
        try (Stream<Stored> outcomeFiles = store.list(outcomeFolder);
                Stream<Stored> resultFiles = store.list(resultFolder)) {
            TaskFiles left = new TaskFiles(outcomeFolder, outcomeFiles.iterator());
            TaskFiles made = new TaskFiles(resultFolder, resultFiles.iterator());
            while (left.next()) {
                made.skipTo(left.task());
                int lane = lane(step, left.task());
                if (lane >= 0) {
                    add(found, lane, left, made.task().equals(left.task()) ? made.files() : List.of());
                }
            }
        }
        return found;
    }

    private int lane(ResolvedStep step, String task) {
        return step.perSample() ? samples.laneOf(task) : task.equals(StoreLayout.COHORT) ? 0 : -1;
    }

    private void add(StepHoldings found, int lane, TaskFiles left, List<ListedFile> results) {
        for (ListedFile file : left.files()) {
            OutcomeKey.parse(file.path())
                    .ifPresent(key -> found.add(
                            lane,
                            key,
                            outcomes.own(key, left.keyOf(file), results).isPresent()));
        }
    }

    private static String fileName(String location) {
        return location.substring(location.lastIndexOf('/') + 1);
    }

    /** The holdings, with files from outside looked up as they are asked for. */
    private record Listed(Map<String, StepHoldings> steps, Inputs inputs, Remembered remembered) implements Holdings {
        @Override
        public Optional<Held> held(String step, int lane) {
            return Optional.ofNullable(steps.get(step)).flatMap(found -> found.at(lane == COHORT ? 0 : lane));
        }

        @Override
        public Optional<String> external(String location) {
            if (Locations.isUrl(location)) {
                return Optional.of(Fingerprint.externalIdentity(fileName(location), NOT_LOOKED_AT));
            }
            return remembered.computeIfAbsent(location, this::lookedUp);
        }

        private Optional<String> lookedUp(String location) {
            Location file = Location.parse(location, NO_BASE);
            return inputs.stat(file).map(stat -> Fingerprint.externalIdentity(fileName(location), stat.etag()));
        }
    }

    /** The files that were asked for last: those that all lanes share are asked for by each lane. */
    private static final class Remembered extends LinkedHashMap<String, Optional<String>> {
        private static final long serialVersionUID = 1L;
        private static final int MOST = 256;

        Remembered() {
            super(2 * MOST, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<String>> eldest) {
            return size() > MOST;
        }
    }
}
