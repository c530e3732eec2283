package dev.cohort.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.Digest;
import dev.cohort.contract.Fingerprint;
import dev.cohort.contract.GatherIdentity;
import dev.cohort.contract.OutcomeKey;
import dev.cohort.contract.StoreLayout;
import dev.cohort.orchestrator.plan.Holdings;
import dev.cohort.orchestrator.plan.PlannedJob;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.run.Plans;
import dev.cohort.orchestrator.samples.SampleTable;
import dev.cohort.store.Content;
import dev.cohort.store.Key;
import dev.cohort.store.Location;
import dev.cohort.store.Prefix;
import dev.cohort.store.Store;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code made} need not be kept and has two readers, of each sample and of all; {@code once} is read by each sample. */
class TidyingTest {
    private static final String PIPELINE = """
            pipeline: p
            defaults: { timeout: 1h }
            steps:
              once:
                each: cohort
                keep: false
                outputs: { out: o.txt }
                command: [touch, o.txt]
              made:
                keep: false
                inputs: { in: "${{ steps.once.out }}" }
                outputs: { out: a.txt }
                command: [touch, a.txt]
              reader:
                inputs: { in: "${{ steps.made.out }}" }
                outputs: { out: b.txt }
                command: [cp, "${{ inputs.in }}", b.txt]
              all:
                each: cohort
                keep: false
                inputs: { in: "${{ steps.made.out }}" }
                outputs: { out: c.txt }
                command: [cp, "${{ inputs.in }}", c.txt]
            """;

    private static final StoreLayout LAYOUT = new StoreLayout("p");
    private static final List<String> SAMPLES = List.of("a", "a-b");

    @TempDir
    private Path folder;

    private Store store;
    private final Map<String, Holdings.Held> held = new HashMap<>();

    @BeforeEach
    void setUp() {
        store = Store.open(Location.of(folder));
        for (String sample : List.of("a", "a-b", "of-another-cohort")) {
            file("made", sample);
            file("reader", sample);
        }
        file("once", null);
        file("all", null);
    }

    @Test
    void whatNothingReadsAnyMoreGoes() {
        done("once", "made", "reader", "all");

        int removed = tidy();

        assertThat(removed).isEqualTo(3);
        assertThat(left())
                .containsExactly(
                        "all/_cohort/f.txt",
                        "made/of-another-cohort/f.txt",
                        "reader/a-b/f.txt",
                        "reader/a/f.txt",
                        "reader/of-another-cohort/f.txt");
    }

    @Test
    void aLaneWhoseReaderHasToRunKeepsItsFiles() {
        done("once", "made", "reader", "all");
        held.remove("reader/1");

        tidy();

        assertThat(left()).contains("made/a-b/f.txt").doesNotContain("made/a/f.txt", "once/_cohort/f.txt");
    }

    @Test
    void aGatherThatHasToRunKeepsTheFilesOfAllLanes() {
        done("once", "made", "reader");

        assertThat(tidy()).isEqualTo(1);
        assertThat(left()).contains("made/a-b/f.txt", "made/a/f.txt");
    }

    @Test
    void whatOneOfManyLanesHasToReadStays() {
        done("once", "made", "reader", "all");
        held.remove("made/0");

        tidy();

        assertThat(left()).contains("once/_cohort/f.txt");
    }

    @Test
    void isWantedOnlyWhereSomethingMayGo() {
        assertThat(Tidying.isWanted(Plans.graph(PIPELINE))).isTrue();
        assertThat(Tidying.isWanted(Plans.graph(Plans.CHAIN))).isFalse();
    }

    private int tidy() {
        RunPlan next = Plans.of(PIPELINE, "/store", new FromMap(), SAMPLES.toArray(String[]::new));
        return new Tidying(store, next).tidy(SampleTable.of(SAMPLES));
    }

    private void file(String step, @Nullable String sample) {
        store.put(Key.of(LAYOUT.result(step, sample, "f.txt")), Content.utf8(step));
    }

    private List<String> left() {
        Prefix all = Prefix.of("results/p/");
        return store.list(all).map(file -> all.rest(file.key())).toList();
    }

    /** All lanes of these steps have left what they would leave now. */
    private void done(String... steps) {
        RunPlan plan = Plans.of(PIPELINE, SAMPLES.toArray(String[]::new));
        for (String step : steps) {
            for (PlannedJob job : plan.jobs()) {
                if (job.step().equals(step)) {
                    Holdings.Held ok = new Holdings.Held(key(plan, job), true);
                    List.of(Holdings.COHORT, 0, 1).forEach(lane -> held.put(step + "/" + lane, ok));
                }
            }
        }
    }

    private static OutcomeKey key(RunPlan plan, PlannedJob job) {
        return new OutcomeKey(
                OutcomeKey.Status.OK,
                Digest.short16(plan.assignment(job).def()),
                Digest.short16(in(job.step())),
                content(job.step()),
                OutcomeKey.NONE);
    }

    private static String content(String step) {
        return Digest.short16(new Digest().field(step).hex());
    }

    /** As the worker computes it. */
    private static String in(String step) {
        String read = step.equals("made") ? "once" : "made";
        String identity = Fingerprint.producerIdentity(content(read));
        if (step.equals("all")) {
            GatherIdentity gather = new GatherIdentity();
            SAMPLES.forEach(sample -> gather.lane(sample, Fingerprint.producerIdentity(content(read))));
            identity = gather.identity();
        }
        SortedMap<String, String> inputs = new TreeMap<>();
        if (!step.equals("once")) {
            inputs.put("in", identity);
        }
        return Fingerprint.in(inputs);
    }

    private final class FromMap implements Holdings {
        @Override
        public Optional<Held> held(String step, int lane) {
            return Optional.ofNullable(held.get(step + "/" + lane));
        }

        @Override
        public Optional<String> external(String location, boolean paid) {
            return Optional.empty();
        }
    }
}
