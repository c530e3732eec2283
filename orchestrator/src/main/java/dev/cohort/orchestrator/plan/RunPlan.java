package dev.cohort.orchestrator.plan;

import dev.cohort.contract.Body;
import dev.cohort.contract.Digest;
import dev.cohort.contract.Each;
import dev.cohort.contract.InputPattern;
import dev.cohort.contract.Job;
import dev.cohort.contract.Lane;
import dev.cohort.contract.Limits;
import dev.cohort.contract.StoreLayout;
import dev.cohort.contract.Terms;
import dev.cohort.orchestrator.graph.StepGraph;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** All that a run will do, decided: which tasks run and why, the jobs that run them, and what the workers will read. */
public final class RunPlan {
    private final StepGraph graph;
    private final PlanSettings settings;
    private final LaneValues values;
    private final Map<String, StepDefinition> definitions;
    private final List<StepPlan> steps;
    private final List<Group> groups;
    private final List<PlannedJob> jobs;
    private final Runs runs;
    private final NotNeeded notNeeded;
    private final Decided decided;

    /** Whether a task runs. */
    interface Runs {
        boolean test(String step, int lane);
    }

    RunPlan(
            StepGraph graph,
            PlanSettings settings,
            LaneValues values,
            Map<String, StepDefinition> definitions,
            List<StepPlan> steps,
            List<Group> groups,
            List<PlannedJob> jobs,
            Runs runs,
            NotNeeded notNeeded,
            Decided decided) {
        this.graph = graph;
        this.settings = settings;
        this.values = values;
        this.definitions = Collections.unmodifiableMap(new LinkedHashMap<>(definitions));
        this.steps = List.copyOf(steps);
        this.groups = List.copyOf(groups);
        this.jobs = List.copyOf(jobs);
        this.runs = runs;
        this.notNeeded = notNeeded;
        this.decided = decided;
    }

    public StepGraph graph() {
        return graph;
    }

    public PlanSettings settings() {
        return settings;
    }

    public List<StepPlan> steps() {
        return steps;
    }

    public List<Group> groups() {
        return groups;
    }

    /** In an order in which they can be submitted. */
    public List<PlannedJob> jobs() {
        return jobs;
    }

    /** How many samples the cohort has, whether or not anything runs for them. */
    public int samples() {
        return decided.patterns().lanes();
    }

    /** Of which the very same plan can be made again. */
    public Decided decided() {
        return decided;
    }

    /** Whether a task runs; {@link Holdings#COHORT} stands for the lane of a cohort step. */
    public boolean runs(String step, int lane) {
        return runs.test(step, lane);
    }

    /** How far down the graph a step stands: later steps go first, so that a lane which can go on need not wait. */
    public int rank(String step) {
        return graph.steps().indexOf(graph.step(step));
    }

    /** Whether the sample of a lane has no need of a step. */
    public boolean isNotNeeded(String step, int lane) {
        return notNeeded.test(step, lane);
    }

    /** How many samples have need of a step. */
    public int needing(String step) {
        return samples() - notNeeded.count(step);
    }

    /** The steps that some samples might have no need of. */
    public Set<String> conditionalSteps() {
        return notNeeded.steps();
    }

    /** Whether any task of the step runs. */
    public boolean runsAnywhere(String step) {
        return steps.stream().anyMatch(planned -> planned.name().equals(step) && planned.run() > 0);
    }

    /** Whether nothing is left to do. */
    public boolean isEmpty() {
        return jobs.isEmpty();
    }

    /** The line that tells a worker of an array its lane. */
    public Lane lane(Group group, Chunk chunk, int index) {
        int lane = group.lane(chunk, index);
        Set<String> passes = new LinkedHashSet<>();
        for (StepPlan step : steps) {
            if (group.steps().contains(step.name()) && !runs(step.name(), lane)) {
                passes.add(step.name());
            }
        }
        Set<String> without = new LinkedHashSet<>();
        for (StepPlan step : steps) {
            if (notNeeded.test(step.name(), lane)) {
                without.add(step.name());
            }
        }
        return new Lane(values.value("sample", lane), values.columns(lane), passes, without);
    }

    /** The lane of a sample; -1 for one that is not of the cohort. */
    public int laneOf(String sample) {
        return values.laneOf(sample);
    }

    /** How many children of a job have nothing to do: they go by without running. */
    public int passes(PlannedJob job) {
        return (int) IntStream.range(0, job.size())
                .filter(index -> job.kind() != JobKind.JOIN && !isAtWork(job, index))
                .count();
    }

    /** Whether the child of a job at an index has anything to do: a lane that does not need the step passes it. */
    public boolean isAtWork(PlannedJob job, int index) {
        return job.kind() != JobKind.JOIN
                && (job.group() == null
                        || job.chunk() == null
                        || runs(job.step(), job.group().lane(job.chunk(), index)));
    }

    /** What the workers of a job read. */
    public Job assignment(PlannedJob job) {
        return job.kind() == JobKind.JOIN ? join(job) : assignment(job, definition(job.step()));
    }

    private Job assignment(PlannedJob job, StepDefinition step) {
        return new Job(
                settings.run().text(),
                settings.name(),
                graph.pipeline().name(),
                job.step(),
                job.group() == null ? Each.COHORT : Each.SAMPLE,
                step.body(),
                step.inputs(),
                step.outputs(),
                step.def(),
                step.payload(),
                step.env(),
                step.limits(),
                settings.store(),
                lanes(job),
                settings.forced().contains(job.step()),
                terms(job, step.terms()));
    }

    /** How often a task of a step is tried at most. */
    public int attempts(String step) {
        return Attempts.of(graph.step(step).spec(), settings.account());
    }

    /** Which lanes a held job does without is written down when it is submitted; a queue makes more attempts than its step says. */
    private Terms terms(PlannedJob job, Terms terms) {
        int attempts = graph.step(job.step()).spec().attempts();
        return new Terms(
                terms.secrets(),
                terms.mounts(),
                terms.copied(),
                terms.cached(),
                terms.paid(),
                terms.retryOnExit(),
                settings.account() == null || terms.retryOnExit().isEmpty() ? null : Integer.valueOf(attempts),
                job.isHeld() ? settings.store() + "/" + layout().absent(settings.run(), job.name()) : null,
                terms.encryption());
    }

    private Job join(PlannedJob job) {
        return new Job(
                settings.run().text(),
                settings.name(),
                graph.pipeline().name(),
                job.step(),
                job.group() == null ? Each.COHORT : Each.SAMPLE,
                new Body.Pass(),
                Map.of(),
                Map.of(),
                new Digest().field("join").hex(),
                null,
                Map.of(),
                new Limits(1, null, null, null),
                settings.store(),
                null,
                false,
                Terms.NONE.encrypted(settings.encryption()));
    }

    /** What a step says of secrets, mounts and tags. */
    public StepSettings settings(String step) {
        return new StepSettings(graph.step(step).spec(), settings.params());
    }

    Map<String, InputPattern> inputs(String step) {
        return definition(step).inputs();
    }

    /** Whether whoever reads this input pays for that. */
    boolean isPaid(String step, String input) {
        return definition(step).terms().paid().contains(input);
    }

    /** Whether the tasks of a host fetch this input once. */
    boolean isShared(String step, String input) {
        Terms terms = definition(step).terms();
        return terms.cached().contains(input) && !terms.copied().contains(input);
    }

    /** Where a file from outside lies for one lane; nothing where its cell is empty. */
    String location(InputPattern.File file, int lane) {
        String path = values.render(file.path(), lane);
        return path.isEmpty() ? "" : Locations.resolve(file.base(), path);
    }

    /** Where several files lie for one lane. */
    List<String> locations(InputPattern.Files files, int lane) {
        return files.paths(values.render(files.paths(), lane));
    }

    /** Where a worker of the job finds its assignment. */
    public String assignmentUrl(PlannedJob job) {
        return settings.store() + "/" + layout().job(settings.run(), job.name());
    }

    private @Nullable String lanes(PlannedJob job) {
        return job.group() == null || job.chunk() == null
                ? null
                : settings.store()
                        + "/"
                        + layout().lanes(
                                        settings.run(),
                                        job.group().number(),
                                        job.chunk().number(),
                                        settings.round());
    }

    private StoreLayout layout() {
        return new StoreLayout(settings.name());
    }

    private StepDefinition definition(String step) {
        StepDefinition definition = definitions.get(step);
        if (definition == null) {
            throw new IllegalArgumentException("no step `" + step + "` in this plan");
        }
        return definition;
    }
}
