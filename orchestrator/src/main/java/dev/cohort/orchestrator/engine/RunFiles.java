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
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

    /**
     * All of it, before the first job is submitted; the plan last, so that a run with a plan is whole. {@code planJson} is what
     * {@code plan --json} prints.
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
        put(layout.plan(run), planJson);
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
        put(layout.lanes(run, group.number(), chunk.number()), lines.toByteArray());
        put(layout.lanesIndex(run, group.number(), chunk.number()), index.toByteArray());
        store.put(Key.of(layout.laneNames(run, group.number(), chunk.number())), Content.utf8(names.toString()));
    }

    private void put(String key, byte[] bytes) {
        store.put(Key.of(key), Content.of(bytes));
    }

    /** The names of some of the cohort, a line each, which may be a million and so are never all held at once. */
    private record SampleNames(SampleTable samples, IntPredicate wanted) implements Content {
        private static final int BLOCK = 4096;

        @Override
        public long size() {
            return blocks().mapToLong(block -> block.length).sum();
        }

        @Override
        public InputStream open() {
            Iterator<InputStream> streams =
                    blocks().<InputStream>map(ByteArrayInputStream::new).iterator();
            return new SequenceInputStream(new Enumeration<>() {
                @Override
                public boolean hasMoreElements() {
                    return streams.hasNext();
                }

                @Override
                public InputStream nextElement() {
                    return streams.next();
                }
            });
        }

        private Stream<byte[]> blocks() {
            return IntStream.rangeClosed(0, (samples.size() - 1) / BLOCK).mapToObj(this::block);
        }

        private byte[] block(int number) {
            StringBuilder names = new StringBuilder();
            int end = Math.min(samples.size(), (number + 1) * BLOCK);
            for (int lane = number * BLOCK; lane < end; lane++) {
                if (wanted.test(lane)) {
                    names.append(samples.sample(lane)).append('\n');
                }
            }
            return names.toString().getBytes(StandardCharsets.UTF_8);
        }
    }
}
