package dev.cohort.orchestrator.engine;

import dev.cohort.contract.FailureKind;
import dev.cohort.orchestrator.graph.ResolvedStep;
import dev.cohort.orchestrator.plan.Chunk;
import dev.cohort.orchestrator.plan.Group;
import dev.cohort.orchestrator.plan.PlannedJob;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.run.FailedTask;
import dev.cohort.orchestrator.spec.Quorum;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The lanes that a held gather would have to do without, by the steps that it gathers. */
final class AbsentLanes {
    private final RunPlan plan;
    private final ResolvedStep step;
    private final Map<String, List<String>> samples = new LinkedHashMap<>();

    AbsentLanes(RunPlan plan, PlannedJob gather) {
        this.plan = plan;
        this.step = plan.graph().step(gather.step());
        step.gathered().forEach(gathered -> samples.put(gathered, new ArrayList<>()));
    }

    /** Of a gather whose lanes have all ended; {@code ids} are those of the jobs by their names. */
    static AbsentLanes of(RunPlan plan, PlannedJob gather, Map<String, String> ids, Compute compute) {
        AbsentLanes absent = new AbsentLanes(plan, gather);
        for (PlannedJob lanes : plan.jobs()) {
            if (gather.afterEnd().contains(lanes.name())) {
                String id = ids.get(lanes.name());
                absent.add(lanes, id == null ? neverBegun(lanes) : compute.failures(id));
            }
        }
        return absent;
    }

    /** What was given up, as something before it was, has no lanes at all. */
    private static List<Compute.TaskEnd> neverBegun(PlannedJob job) {
        return IntStream.range(0, job.size())
                .mapToObj(lane -> new Compute.TaskEnd(lane, Compute.TaskEnd.How.UPSTREAM, "it was given up"))
                .toList();
    }

    /** Tasks of a job of lanes that did not come to a good end. */
    void add(PlannedJob lanes, List<Compute.TaskEnd> ends) {
        List<String> ofStep = samples.get(lanes.step());
        if (ofStep != null && lanes.group() != null && lanes.chunk() != null) {
            ends.stream()
                    .filter(end -> takesPart(lanes.step(), lanes.group(), lanes.chunk(), end))
                    .forEach(end -> ofStep.add(
                            plan.lane(lanes.group(), lanes.chunk(), end.index()).sample()));
        }
    }

    /** A sample that has no need of a step may go by in its job, and is not missed there. */
    private boolean takesPart(String gathered, Group group, Chunk chunk, Compute.TaskEnd end) {
        return !plan.isNotNeeded(gathered, group.lane(chunk, end.index()));
    }

    /** As a worker reads them: {@code step sample} by tab, one a line. */
    String lines() {
        StringBuilder lines = new StringBuilder();
        samples.forEach((gathered, absent) -> absent.forEach(
                sample -> lines.append(gathered).append('\t').append(sample).append('\n')));
        return lines.toString();
    }

    /** Why the gather can't be made; empty where enough lanes are there. */
    Optional<FailedTask> tooMany() {
        return step.spec()
                .minSuccess()
                .flatMap(quorum -> samples.entrySet().stream()
                        .filter(gathered -> there(gathered) < quorum.least(plan.needing(gathered.getKey())))
                        .findFirst()
                        .map(gathered -> tooFew(gathered.getKey(), there(gathered), quorum)));
    }

    private int there(Map.Entry<String, List<String>> gathered) {
        return plan.needing(gathered.getKey()) - gathered.getValue().size();
    }

    private FailedTask tooFew(String gathered, int there, Quorum quorum) {
        int all = plan.needing(gathered);
        String message = (there == 0 ? "no lane" : "only " + there + " of " + all + " lanes") + " of `" + gathered
                + "` succeeded, and `min-success: " + quorum.text() + "` asks for " + quorum.least(all);
        return new FailedTask(step.name(), null, FailureKind.UPSTREAM, message, null, List.of());
    }
}
