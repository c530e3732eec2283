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
import dev.cohort.orchestrator.samples.SampleTable;
import dev.cohort.store.Content;
import dev.cohort.store.Key;
import dev.cohort.store.Store;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

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

    /** All of it, before the first job is submitted; {@code planJson} is what {@code plan --json} prints. */
    public void write(SampleTable samples, Json planJson) {
        try {
            writeSamples(samples);
            for (Group group : plan.groups()) {
                for (Chunk chunk : group.chunks()) {
                    writeLanes(group, chunk);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the files of the run could not be prepared in " + store.scratch(), e);
        }
        for (PlannedJob job : plan.jobs()) {
            put(layout.job(run, job.name()), plan.assignment(job).toJson());
        }
        put(layout.plan(run), planJson);
    }

    private void put(String key, Json json) {
        store.put(Key.of(key), Content.utf8(json.compact() + "\n"));
    }

    private void writeSamples(SampleTable samples) throws IOException {
        Path file = temporary();
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int lane = 0; lane < samples.size(); lane++) {
                out.write(samples.sample(lane));
                out.write('\n');
            }
        }
        store.stageOut(file, Key.of(layout.samples(run)));
    }

    private void writeLanes(Group group, Chunk chunk) throws IOException {
        Path lines = temporary();
        Path index = temporary();
        Path names = temporary();
        try (OutputStream lineStream = Files.newOutputStream(lines);
                OutputStream indexStream = Files.newOutputStream(index);
                BufferedWriter list = Files.newBufferedWriter(names)) {
            LanesFile.Writer writer = new LanesFile.Writer(lineStream, indexStream);
            for (int i = 0; i < chunk.size(); i++) {
                Lane lane = plan.lane(group, chunk, i);
                writer.add(lane);
                list.write(lane.sample() + "\n");
            }
            writer.finish();
        }
        store.stageOut(lines, Key.of(layout.lanes(run, group.number(), chunk.number())));
        store.stageOut(index, Key.of(layout.lanesIndex(run, group.number(), chunk.number())));
        store.stageOut(names, Key.of(layout.laneNames(run, group.number(), chunk.number())));
    }

    private Path temporary() throws IOException {
        return Files.createTempFile(Files.createDirectories(store.scratch()), "run", null);
    }
}
