package dev.cohort.orchestrator.plan;

import dev.cohort.orchestrator.plan.JobDependency.Type;
import dev.cohort.orchestrator.plan.RandomScene.Task;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What AWS Batch makes of a plan's jobs: each child with all that is done before it starts. A dependency by index is waited
 * for child by child, any other as a whole; a job that is not submitted yet can't be waited for.
 */
final class BatchWaits {
    private final TaskOracle oracle;
    private final Map<String, PlannedJob> jobs = new HashMap<>();
    private final Map<String, int[]> children = new HashMap<>();
    private final Map<String, BitSet> done = new HashMap<>();
    private final Map<Integer, BitSet> before = new HashMap<>();
    private final List<Integer> started = new ArrayList<>();
    private int next;

    BatchWaits(RunPlan plan, TaskOracle oracle) {
        this.oracle = oracle;
        this.next = oracle.size();
        plan.jobs().forEach(this::submit);
    }

    private void submit(PlannedJob job) {
        require(!jobs.containsKey(job.name()), "two jobs are called " + job.name());
        job.dependsOn()
                .forEach(dependency -> require(
                        jobs.containsKey(dependency.job()), job.name() + " is submitted before " + dependency.job()));
        int[] tasks = new int[job.size()];
        BitSet all = new BitSet();
        for (int index = 0; index < tasks.length; index++) {
            tasks[index] = child(job, index);
            BitSet own = new BitSet();
            for (JobDependency dependency : job.dependsOn()) {
                own.or(waitedFor(dependency, index));
            }
            before.put(tasks[index], own);
            all.or(own);
            all.set(tasks[index]);
        }
        jobs.put(job.name(), job);
        children.put(job.name(), tasks);
        done.put(job.name(), all);
    }

    private int child(PlannedJob job, int index) {
        if (job.kind() == JobKind.JOIN) {
            return next++;
        }
        Group group = job.group();
        Chunk chunk = job.chunk();
        int lane = group == null || chunk == null ? Holdings.COHORT : group.lane(chunk, index);
        int task = oracle.number(new Task(job.step(), lane));
        require(task >= 0, "there is no such task: " + job.step() + " in lane " + lane);
        require(!before.containsKey(task), oracle.task(task) + " is started twice");
        started.add(task);
        return task;
    }

    /** All that is done once this dependency is met for one child. */
    BitSet waitedFor(JobDependency dependency, int index) {
        if (dependency.type() == Type.ALL) {
            return done.getOrDefault(dependency.job(), new BitSet());
        }
        int child = childrenOf(dependency.job())[index];
        BitSet all = (BitSet) before.getOrDefault(child, new BitSet()).clone();
        all.set(child);
        return all;
    }

    private int[] childrenOf(String job) {
        return children.getOrDefault(job, new int[0]);
    }

    PlannedJob job(String name) {
        PlannedJob job = jobs.get(name);
        require(job != null, "there is no job " + name);
        return job;
    }

    /** The tasks that a child of an array, or a plain job, stands for. */
    List<Integer> started() {
        return started;
    }

    BitSet before(int task) {
        return before.getOrDefault(task, new BitSet());
    }

    /** Whether the dependency adds nothing to the others, for any child. */
    boolean followsFromTheRest(PlannedJob job, JobDependency one) {
        for (int index = 0; index < job.size(); index++) {
            BitSet missing = (BitSet) waitedFor(one, index).clone();
            for (JobDependency other : job.dependsOn()) {
                if (!other.equals(one)) {
                    missing.andNot(waitedFor(other, index));
                }
            }
            if (!missing.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
