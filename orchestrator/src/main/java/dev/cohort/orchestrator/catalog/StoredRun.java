package dev.cohort.orchestrator.catalog;

import dev.cohort.contract.Fields;
import dev.cohort.contract.Job;
import dev.cohort.contract.Json;
import dev.cohort.contract.JsonFault;
import dev.cohort.contract.RunId;
import dev.cohort.contract.StoreLayout;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.orchestrator.plan.JobKind;
import dev.cohort.store.Key;
import dev.cohort.store.Opened;
import dev.cohort.store.Store;
import dev.cohort.worker.Assignment;
import dev.cohort.worker.Assignments;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a run wrote down of itself before its first job was submitted. Held are its steps and jobs; of samples and lanes, of
 * which there may be a million, only those are read that somebody asks for.
 */
public final class StoredRun {
    private final Store store;
    private final RunId id;
    private final int round;
    private final String name;
    private final String pipeline;
    private final int samples;
    private final List<StoredStep> steps;
    private final List<StoredJob> jobs;
    private final StoreLayout layout;

    private StoredRun(Store store, RunId id, int round, Fields plan) {
        this.store = store;
        this.id = id;
        this.round = round;
        this.name = plan.text("name");
        this.pipeline = plan.text("pipeline");
        this.samples = plan.integer("samples");
        this.steps = plan.list("steps", StoredStep::fromJson);
        this.jobs = plan.list("jobs", StoredJob::fromJson);
        this.layout = plan.make(() -> new StoreLayout(name));
    }

    /** Empty where the run left no plan that can be read, which is told. */
    public static Optional<StoredRun> read(Store store, RunId id, Problems problems) {
        return read(store, id, StoreLayout.FIRST_ROUND, problems);
    }

    /** With the jobs of another round, which are of what earlier ones left. */
    public Optional<StoredRun> round(int other, Problems problems) {
        return other == round ? Optional.of(this) : read(store, id, other, problems);
    }

    private static Optional<StoredRun> read(Store store, RunId id, int round, Problems problems) {
        Key plan = Key.of(StoreLayout.OF_ANY_NAME.plan(id, round));
        if (store.head(plan).isEmpty()) {
            problems.add(Problem.error("the run " + id + " was ended before it began: it left no plan")
                    .hint("start it again"));
            return Optional.empty();
        }
        try {
            return Optional.of(new StoredRun(store, id, round, json(store, plan).fields("plan")));
        } catch (JsonFault fault) {
            problems.add(Problem.error("the plan of the run " + id + " can't be read: "
                            + Visible.text(String.valueOf(fault.getMessage())))
                    .hint("it lies at " + Visible.text(store.locationOf(plan).toString())));
            return Optional.empty();
        }
    }

    private static Json json(Store store, Key key) {
        try (Opened opened = store.get(key)) {
            return Json.parse(new String(opened.bytes(), StandardCharsets.UTF_8));
        }
    }

    public RunId id() {
        return id;
    }

    /** What its results are filed under. */
    public String name() {
        return name;
    }

    public String pipeline() {
        return pipeline;
    }

    /** How many samples its cohort has, whether or not anything runs for them. */
    public int samples() {
        return samples;
    }

    /** In an order in which they can be done. */
    public List<StoredStep> steps() {
        return steps;
    }

    public Optional<StoredStep> step(String step) {
        return steps.stream().filter(each -> each.name().equals(step)).findFirst();
    }

    /** In an order in which they can be submitted. */
    public List<StoredJob> jobs() {
        return jobs;
    }

    public StoreLayout layout() {
        return layout;
    }

    /** Whether the cohort has this sample. */
    public boolean hasSample(String sample) {
        return anySample(sample::equals);
    }

    /** Hands over all samples, in the order of the sheet, until one of them is taken; tells whether one was. */
    public boolean anySample(Predicate<String> taken) {
        return anyLine(layout.samples(id), taken);
    }

    /** The job that runs a step for one sample, or, where the sample is null, for the cohort; empty where nothing had to be done. */
    public Optional<StoredTask> task(String step, @Nullable String sample) {
        List<StoredJob> candidates = jobs.stream()
                .filter(job -> job.step().equals(step) && job.kind() != JobKind.JOIN)
                .toList();
        if (sample == null) {
            return candidates.stream()
                    .filter(job -> !job.hasLanes())
                    .findFirst()
                    .map(job -> new StoredTask(job, 0));
        }
        return candidates.stream()
                .filter(StoredJob::hasLanes)
                .flatMap(job -> index(job, sample).stream().map(index -> new StoredTask(job, index)))
                .findFirst();
    }

    /** Whether a sample has no need of a step, as the run wrote down of each step that some might not need. */
    public boolean isNotNeeded(String step, @Nullable String sample) {
        String without = layout.without(id, step);
        return sample != null && store.head(Key.of(without)).isPresent() && anyLine(without, sample::equals);
    }

    /** Found by the names that stand beside the lanes, which are short and need no parsing. */
    private Optional<Integer> index(StoredJob job, String sample) {
        int[] index = {-1};
        boolean found = anyLine(names(job), line -> {
            index[0]++;
            return line.equals(sample);
        });
        return found ? Optional.of(index[0]) : Optional.empty();
    }

    private String names(StoredJob job) {
        return layout.laneNames(id, job.groupNumber(), job.chunkNumber(), round);
    }

    /** The samples of some tasks of a job with lanes, by their index. */
    public Map<Integer, String> samples(StoredJob job, Set<Integer> indices) {
        Map<Integer, String> samples = new HashMap<>();
        int[] index = {-1};
        var unused = anyLine(names(job), line -> {
            index[0]++;
            if (indices.contains(index[0])) {
                samples.put(index[0], line);
            }
            return samples.size() == indices.size();
        });
        return samples;
    }

    /** One of the samples for which a step had something to do, to name it; others may pass in the same job. */
    public Optional<String> firstSample(String step) {
        return jobs.stream()
                .filter(job -> job.step().equals(step) && job.hasLanes())
                .findFirst()
                .map(job -> samples(job, Set.of(0)).get(0));
    }

    /** What its worker is given: the job's file and one line of its lanes are read for it. */
    public Assignment assignment(StoredTask task, int attempt) {
        StoredJob job = task.job();
        return assignments()
                .read(
                        url(job),
                        attempt,
                        null,
                        job.kind() == JobKind.ARRAY ? task.index() : Assignment.PLAIN,
                        job.size());
    }

    /** What all tasks of a job share. */
    public Job assignment(StoredJob job) {
        return Job.fromJson(json(store, Key.of(layout.job(id, job.name()))));
    }

    private Assignments assignments() {
        return Assignments.in(store);
    }

    private String url(StoredJob job) {
        return store.location() + "/" + layout.job(id, job.name());
    }

    private boolean anyLine(String key, Predicate<String> wanted) {
        try (Opened opened = store.get(Key.of(key));
                Stream<String> lines =
                        new BufferedReader(new InputStreamReader(opened.body(), StandardCharsets.UTF_8)).lines()) {
            return lines.anyMatch(wanted);
        }
    }
}
