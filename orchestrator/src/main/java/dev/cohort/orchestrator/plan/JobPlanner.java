package dev.cohort.orchestrator.plan;

import dev.cohort.contract.JobName;
import dev.cohort.contract.RunId;
import dev.cohort.orchestrator.graph.Dependency;
import dev.cohort.orchestrator.graph.ResolvedStep;
import dev.cohort.orchestrator.graph.StepGraph;
import dev.cohort.orchestrator.plan.JobDependency.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** Lays the tasks that run out as jobs, in an order in which each can be submitted after all that it waits for. */
final class JobPlanner {
    private final StepGraph graph;
    private final RunId run;
    private final int round;
    private final List<Group> groups;
    private final Set<String> runningCohortSteps;
    private final JobOrder order;
    private final Joins joins;
    private final List<PlannedJob> jobs = new ArrayList<>();

    JobPlanner(
            StepGraph graph,
            PlanSettings settings,
            List<Group> groups,
            Set<String> runningCohortSteps,
            BiPredicate<String, Group> needless) {
        this.graph = graph;
        this.run = settings.run();
        this.round = settings.round();
        this.groups = groups;
        this.runningCohortSteps = runningCohortSteps;
        this.order = new JobOrder(graph, groups, runningCohortSteps, needless);
        this.joins = new Joins(run, round, jobs::add);
    }

    List<PlannedJob> jobs() {
        for (ResolvedStep step : graph.steps()) {
            if (step.perSample()) {
                groups.stream()
                        .filter(group -> group.steps().contains(step.name()))
                        .forEach(group -> addArrays(step.name(), group));
            } else if (runningCohortSteps.contains(step.name())) {
                addCohortJob(step.name());
            }
        }
        return List.copyOf(jobs);
    }

    private void addCohortJob(String step) {
        List<JobDependency> whole = wholeJobs(order.beforeCohort(step));
        jobs.add(new PlannedJob(
                JobName.of(run, step, 0, 0, round),
                step,
                JobKind.SINGLE,
                1,
                null,
                null,
                joins.fit(step, whole, PlannedJob.MOST_DEPENDENCIES),
                graph.step(step).spec().minSuccess().isPresent() ? lanesBefore(step) : List.of()));
    }

    /** All jobs of the lanes that a tolerant step comes after. */
    private List<String> lanesBefore(String step) {
        Set<String> steps = graph.dependencies().stream()
                .filter(edge -> edge.after().equals(step))
                .map(Dependency::before)
                .filter(before -> graph.step(before).perSample())
                .collect(Collectors.toSet());
        return jobs.stream()
                .filter(job -> job.kind() != JobKind.JOIN && steps.contains(job.step()))
                .map(PlannedJob::name)
                .toList();
    }

    private void addArrays(String step, Group group) {
        List<JobOrder.Node> before = order.beforeLanes(step, group);
        List<String> sameLane = before.stream()
                .filter(node -> !node.whole())
                .map(JobOrder.Node::step)
                .toList();
        List<JobDependency> whole =
                wholeJobs(before.stream().filter(JobOrder.Node::whole).toList());
        for (Chunk chunk : group.chunks()) {
            List<JobDependency> lanes = sameLane.stream()
                    .map(producer -> chained(producer, group, chunk))
                    .toList();
            List<JobDependency> chain = joins.fitLanes(step, lanes, group, chunk, whole.isEmpty());
            List<JobDependency> all = new ArrayList<>(chain);
            all.addAll(joins.fit(step, whole, PlannedJob.MOST_DEPENDENCIES - chain.size()));
            jobs.add(new PlannedJob(
                    name(step, group, chunk),
                    step,
                    chunk.size() > 1 ? JobKind.ARRAY : JobKind.SINGLE,
                    chunk.size(),
                    group,
                    chunk,
                    all,
                    List.of()));
        }
    }

    /** Lane by lane; a chunk of one lane is a plain job, which waits for a plain job. */
    private JobDependency chained(String producer, Group group, Chunk chunk) {
        return new JobDependency(name(producer, group, chunk), chunk.size() > 1 ? Type.N_TO_N : Type.ALL);
    }

    private List<JobDependency> wholeJobs(List<JobOrder.Node> nodes) {
        List<JobDependency> whole = new ArrayList<>();
        for (JobOrder.Node node : nodes) {
            if (node.isCohort()) {
                whole.add(new JobDependency(JobName.of(run, node.step(), 0, 0, round), Type.ALL));
            } else {
                Group group = groups.get(node.group() - 1);
                group.chunks()
                        .forEach(chunk -> whole.add(new JobDependency(name(node.step(), group, chunk), Type.ALL)));
            }
        }
        return whole;
    }

    private String name(String step, Group group, Chunk chunk) {
        return JobName.of(run, step, group.number(), chunk.number(), round);
    }
}
