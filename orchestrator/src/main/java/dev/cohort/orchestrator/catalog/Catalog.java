package dev.cohort.orchestrator.catalog;

import dev.cohort.contract.Fingerprint;
import dev.cohort.contract.ListedFile;
import dev.cohort.contract.OutcomeKey;
import dev.cohort.contract.RunId;
import dev.cohort.contract.StoreLayout;
import dev.cohort.orchestrator.graph.ResolvedInput;
import dev.cohort.orchestrator.graph.ResolvedStep;
import dev.cohort.orchestrator.graph.StepGraph;
import dev.cohort.orchestrator.plan.Holdings;
import dev.cohort.orchestrator.samples.SampleTable;
import dev.cohort.store.Location;
import dev.cohort.store.Prefix;
import dev.cohort.store.Store;
import dev.cohort.store.Stored;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lists what the results of one name come to: two listings a step, whatever the number of samples, as the digests of an
 * outcome stand in its key.
 */
public final class Catalog {
    /** How many steps are listed at a time. */
    private static final int AHEAD = 8;

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
        return new Listed(catalog, catalog.steps(graph), new OutsideFiles(store), new Remembered());
    }

    /** A few steps ahead all listings are open, as S3 answers many at a time. */
    private Map<String, StepHoldings> steps(StepGraph graph) {
        Map<String, StepHoldings> steps = new HashMap<>();
        Deque<StepListing> open = new ArrayDeque<>();
        try {
            for (ResolvedStep step : graph.steps()) {
                open.add(new StepListing(step, outputsRead(graph, step)));
                if (open.size() == AHEAD) {
                    take(open, steps);
                }
            }
            while (!open.isEmpty()) {
                take(open, steps);
            }
        } finally {
            open.forEach(StepListing::close);
        }
        return steps;
    }

    /** What a task fetches is to be told before; on a disk nothing is fetched. */
    private Set<String> outputsRead(StepGraph graph, ResolvedStep step) {
        return store.location() instanceof Location.Local
                ? Set.of()
                : graph.steps().stream()
                        .flatMap(reader -> reader.inputs().values().stream())
                        .filter(input ->
                                input.producer().filter(step.name()::equals).isPresent())
                        .map(input -> ((ResolvedInput.Made) input).output())
                        .collect(Collectors.toSet());
    }

    private static void take(Deque<StepListing> open, Map<String, StepHoldings> steps) {
        try (StepListing first = open.remove()) {
            steps.put(first.step.name(), first.read());
        }
    }

    /** Both listings of a step come sorted by task, so they are walked side by side. */
    private final class StepListing implements AutoCloseable {
        private final ResolvedStep step;
        private final Set<String> read;
        private final Prefix outcomeFolder;
        private final Prefix resultFolder;
        private final Stream<Stored> outcomeFiles;
        private final Stream<Stored> resultFiles;

        StepListing(ResolvedStep step, Set<String> read) {
            this.step = step;
            this.read = read;
            this.outcomeFolder = Prefix.of(layout.outcomes(step.name()) + "/");
            this.resultFolder = Prefix.of(layout.results(step.name()) + "/");
            this.outcomeFiles = store.list(outcomeFolder);
            this.resultFiles = store.list(resultFolder);
        }

        StepHoldings read() {
            int lanes = step.perSample() ? samples.size() : 1;
            StepHoldings found =
                    new StepHoldings(lanes, new LeftFiles(step.spec().outputs().values(), read, lanes));
            TaskFiles left = new TaskFiles(outcomeFolder, outcomeFiles.iterator());
            TaskFiles made = new TaskFiles(resultFolder, resultFiles.iterator());
            while (left.next()) {
                made.skipTo(left.task());
                int lane = lane(step, left.task());
                if (lane >= 0) {
                    add(found, lane, left, made.task().equals(left.task()) ? made.files() : List.of());
                }
            }
            return found;
        }

        @Override
        public void close() {
            outcomeFiles.close();
            resultFiles.close();
        }
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
                            outcomes.own(key, left.keyOf(file), results).orElse(null)));
        }
    }

    private boolean isMadeBy(RunId run, String step, @Nullable String sample) {
        try (Stream<Stored> files = store.list(Prefix.of(layout.outcomes(step, sample) + "/"))) {
            return files.map(Stored::key)
                    .filter(key -> OutcomeKey.parse(key.name())
                            .filter(parsed -> parsed.status() == OutcomeKey.Status.OK)
                            .isPresent())
                    .flatMap(key -> outcomes.read(key).stream())
                    .anyMatch(outcome -> outcome.run().equals(run.text()));
        }
    }

    private static String fileName(String location) {
        return location.substring(location.lastIndexOf('/') + 1);
    }

    /** The holdings, with files from outside looked up as they are asked for. */
    private record Listed(Catalog catalog, Map<String, StepHoldings> steps, OutsideFiles outside, Remembered remembered)
            implements Holdings {
        @Override
        public Optional<Held> held(String step, int lane) {
            return Optional.ofNullable(steps.get(step)).flatMap(found -> found.at(lane == COHORT ? 0 : lane));
        }

        @Override
        public Optional<String> external(String location, boolean paid) {
            return remembered
                    .computeIfAbsent(new Outside(location, paid), this::lookedUp)
                    .map(Looked::identity);
        }

        @Override
        public Optional<String> near(String location) {
            return outside.near(location);
        }

        @Override
        public OptionalLong size(String location, boolean paid) {
            Optional<Looked> looked = remembered.get(new Outside(location, paid));
            return looked != null && looked.isPresent()
                    ? OptionalLong.of(looked.get().size())
                    : outside.listed(location, paid)
                            .map(stat -> OptionalLong.of(stat.size()))
                            .orElse(OptionalLong.empty());
        }

        @Override
        public Amount left(String step, int lane, String output) {
            return Optional.ofNullable(steps.get(step))
                    .map(found -> found.left(lane == COHORT ? 0 : lane, output))
                    .orElse(Amount.NOTHING);
        }

        @Override
        public boolean isMadeBy(RunId run, String step, int lane) {
            return held(step, lane)
                    .filter(held -> held.key().status() == OutcomeKey.Status.OK)
                    .filter(held -> catalog.isMadeBy(run, step, lane == COHORT ? null : catalog.samples.sample(lane)))
                    .isPresent();
        }

        private Optional<Looked> lookedUp(Outside file) {
            return outside.stat(file.location(), file.paid())
                    .map(stat -> new Looked(
                            Fingerprint.externalIdentity(fileName(file.location()), stat.etag()), stat.size()));
        }
    }

    /** A file from outside, and who pays for looking at it. */
    private record Outside(String location, boolean paid) {}

    /** What is there. */
    private record Looked(String identity, long size) {}

    /** The files that were asked for last: those that all lanes share are asked for by each lane. */
    private static final class Remembered extends LinkedHashMap<Outside, Optional<Looked>> {
        private static final long serialVersionUID = 1L;
        private static final int MOST = 10_000;

        Remembered() {
            super(512, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Outside, Optional<Looked>> eldest) {
            return size() > MOST;
        }
    }
}
