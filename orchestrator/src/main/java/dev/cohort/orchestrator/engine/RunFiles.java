package dev.cohort.orchestrator.engine;

import dev.cohort.contract.Json;
import dev.cohort.contract.Lane;
import dev.cohort.contract.LanesFile;
import dev.cohort.contract.RunId;
import dev.cohort.contract.StoreLayout;
import dev.cohort.orchestrator.plan.Chunk;
import dev.cohort.orchestrator.plan.Group;
import dev.cohort.orchestrator.plan.PlannedJob;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.run.RunRequest;
import dev.cohort.orchestrator.samples.SampleTable;
import dev.cohort.store.Content;
import dev.cohort.store.Key;
import dev.cohort.store.Store;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/** Writes what workers, and whoever attaches, will read of a run: its plan, its samples, its jobs and its lanes. */
public final class RunFiles {
    private final Store store;
    private final RunPlan plan;
    private final StoreLayout layout;
    private final RunId run;

    public RunFiles(Store store, RunPlan plan) {
        this.store = store;
        this.plan = plan;
        this.layout = new StoreLayout(plan.settings().name());
        this.run = plan.settings().run();
    }

    /** What the run was asked to do, and over which samples; once, when it starts. */
    public void begin(SampleTable samples, RunRequest request) {
        store.put(Key.of(layout.sheet(run)), new SheetRows(samples));
        put(layout.request(run), request.toJson());
    }

    /**
     * What a round plans, before its first job is submitted; the plan last, so that a run with a plan is whole.
     * {@code planJson} is what {@code plan --json} prints.
     */
    public void write(SampleTable samples, Json planJson) {
        store.put(Key.of(layout.samples(run)), new SampleNames(samples, lane -> true));
        plan.conditionalSteps()
                .forEach(step -> store.put(
                        Key.of(layout.without(run, step)),
                        new SampleNames(samples, lane -> plan.isNotNeeded(step, lane))));
        for (Group group : plan.groups()) {
            group.chunks().forEach(chunk -> writeLanes(group, chunk));
        }
        for (PlannedJob job : plan.jobs()) {
            put(layout.job(run, job.name()), plan.assignment(job).toJson());
        }
        put(layout.decided(run, plan.settings().round()), plan.decided().toJson());
        put(layout.plan(run, plan.settings().round()), planJson);
    }

    /** What a gather does without, before it is submitted. */
    void writeAbsent(PlannedJob gather, AbsentLanes absent) {
        store.put(Key.of(layout.absent(run, gather.name())), Content.utf8(absent.lines()));
    }

    private void put(String key, Json json) {
        store.put(Key.of(key), Content.utf8(json.compact() + "\n"));
    }

    /** A chunk is small enough to be made in memory, and so the store alone has to do with the disk and its faults. */
    private void writeLanes(Group group, Chunk chunk) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        ByteArrayOutputStream index = new ByteArrayOutputStream();
        StringBuilder names = new StringBuilder();
        try {
            LanesFile.Writer writer = new LanesFile.Writer(lines, index);
            for (int i = 0; i < chunk.size(); i++) {
                Lane lane = plan.lane(group, chunk, i);
                writer.add(lane);
                names.append(lane.sample()).append('\n');
            }
            writer.finish();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written", e);
        }
        int round = plan.settings().round();
        put(layout.lanes(run, group.number(), chunk.number(), round), lines.toByteArray());
        put(layout.lanesIndex(run, group.number(), chunk.number(), round), index.toByteArray());
        store.put(Key.of(layout.laneNames(run, group.number(), chunk.number(), round)), Content.utf8(names.toString()));
    }

    private void put(String key, byte[] bytes) {
        store.put(Key.of(key), Content.of(bytes));
    }

    /** The names of some of the cohort, a line each. */
    private record SampleNames(SampleTable samples, IntPredicate wanted) implements CohortLines {
        @Override
        public boolean has(int lane) {
            return wanted.test(lane);
        }

        @Override
        public String line(int lane) {
            return samples.sample(lane);
        }
    }

    /** The table as it was read, so that it can be read again, wherever its file has gone. */
    private record SheetRows(SampleTable samples) implements CohortLines {
        @Override
        public String head() {
            return "sample"
                    + samples.columns().stream().map(column -> "," + column).collect(Collectors.joining()) + "\n";
        }

        @Override
        public String line(int lane) {
            return samples.sample(lane)
                    + samples.columns().stream()
                            .map(column -> ","
                                    + samples.cell(lane, column)
                                            .map(SheetRows::quoted)
                                            .orElse(""))
                            .collect(Collectors.joining());
        }

        private static String quoted(String cell) {
            return "\"" + cell.replace("\"", "\"\"") + "\"";
        }
    }
}
