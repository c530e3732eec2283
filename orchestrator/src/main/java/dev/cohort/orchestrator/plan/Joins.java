package dev.cohort.orchestrator.plan;

import dev.cohort.contract.JobName;
import dev.cohort.contract.RunId;
import dev.cohort.orchestrator.plan.JobDependency.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts jobs that only wait between a job and its dependencies, where there are more than AWS Batch takes.
 *
 * <p>The same dependencies are joined once, whichever jobs wait for them. Lanes are joined by an array of the same size, so
 * that each still waits for its own.
 */
final class Joins {
    private static final int MOST = PlannedJob.MOST_DEPENDENCIES;

    private final RunId run;
    private final int round;
    private final Consumer<PlannedJob> jobs;
    private final Map<List<JobDependency>, JobDependency> made = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    Joins(RunId run, int round, Consumer<PlannedJob> jobs) {
        this.run = run;
        this.round = round;
        this.jobs = jobs;
    }

    /** At most so many dependencies that wait for as much as those given. */
    List<JobDependency> fit(String step, List<JobDependency> all, int most) {
        return joined(all, most, part -> join(step, part, null, null));
    }

    /** The same for lanes; they leave room for one join of whole jobs unless there are none of those. */
    List<JobDependency> fitLanes(String step, List<JobDependency> lanes, Group group, Chunk chunk, boolean alone) {
        return joined(lanes, alone ? MOST : MOST - 1, part -> join(step, part, group, chunk));
    }

    private static List<JobDependency> joined(
            List<JobDependency> all, int most, Function<List<JobDependency>, JobDependency> join) {
        List<JobDependency> left = all;
        while (left.size() > most) {
            left = joinedOnce(left, most, join);
        }
        return left;
    }

    /** From the front, in full joins, and only until the rest fits as it is. */
    private static List<JobDependency> joinedOnce(
            List<JobDependency> all, int most, Function<List<JobDependency>, JobDependency> join) {
        List<JobDependency> fewer = new ArrayList<>();
        int done = 0;
        while (all.size() - done > 1 && fewer.size() + all.size() - done > most) {
            int end = Math.min(all.size(), done + MOST);
            fewer.add(join.apply(List.copyOf(all.subList(done, end))));
            done = end;
        }
        fewer.addAll(all.subList(done, all.size()));
        return fewer;
    }

    private JobDependency join(String step, List<JobDependency> part, @Nullable Group group, @Nullable Chunk chunk) {
        return made.computeIfAbsent(part, ignored -> {
            int size = chunk == null ? 1 : chunk.size();
            String name = JobName.join(run, step, numbers.merge(step, 1, Integer::sum), round);
            jobs.accept(new PlannedJob(name, step, JobKind.JOIN, size, group, chunk, part, List.of()));
            return new JobDependency(name, size > 1 ? Type.N_TO_N : Type.ALL);
        });
    }
}
