package dev.cohort.orchestrator.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the tasks of a run are, by job and by step. Sums are kept, as there may be hundreds of jobs and each of them may tell
 * of itself many times.
 */
record Tally(
        Map<String, JobTasks> jobs, Map<String, TaskCounts> byJob, Map<String, TaskCounts> byStep, TaskCounts all) {
    static final Tally NOTHING = new Tally(Map.of(), Map.of(), Map.of(), TaskCounts.NONE);

    Tally {
        jobs = Map.copyOf(jobs);
        byJob = Map.copyOf(byJob);
        byStep = Map.copyOf(byStep);
    }

    /** With the jobs of a new round: what these do not have to do any more, earlier ones have done. */
    Tally planned(List<JobTasks> round) {
        Map<String, Integer> tasks = new HashMap<>();
        byStep.keySet().forEach(step -> tasks.put(step, 0));
        Map<String, JobTasks> known = new HashMap<>();
        Map<String, TaskCounts> counts = new HashMap<>();
        for (JobTasks job : round) {
            known.put(job.job(), job);
            counts.put(job.job(), TaskCounts.pending(job.tasks()));
            tasks.merge(job.step(), job.tasks(), Integer::sum);
        }
        Map<String, TaskCounts> now = new HashMap<>();
        tasks.forEach((step, left) -> now.put(step, step(step).without(left).plus(TaskCounts.pending(left))));
        return new Tally(known, counts, now, now.values().stream().reduce(TaskCounts.NONE, TaskCounts::plus));
    }

    boolean knows(String job) {
        return byJob.containsKey(job);
    }

    Tally count(String job, TaskCounts now) {
        TaskCounts before = byJob.get(job);
        JobTasks known = jobs.get(job);
        if (before == null || known == null) {
            throw new IllegalArgumentException("there is no job " + job);
        }
        TaskCounts news = now.minus(before);
        Map<String, TaskCounts> counts = new HashMap<>(byJob);
        counts.put(job, now);
        Map<String, TaskCounts> steps = new HashMap<>(byStep);
        steps.merge(known.step(), news, TaskCounts::plus);
        return new Tally(jobs, counts, steps, all.plus(news));
    }

    /** Nothing goes on any more: what was under way was stopped, and what was still to come has not started. */
    Tally ended() {
        Map<String, TaskCounts> atTheEnd = new HashMap<>(byJob);
        atTheEnd.replaceAll((job, counts) -> counts.atTheEnd());
        Map<String, TaskCounts> steps = new HashMap<>(byStep);
        steps.replaceAll((step, counts) -> counts.atTheEnd());
        return new Tally(jobs, atTheEnd, steps, all.atTheEnd());
    }

    TaskCounts job(String job) {
        return byJob.getOrDefault(job, TaskCounts.NONE);
    }

    TaskCounts step(String step) {
        return byStep.getOrDefault(step, TaskCounts.NONE);
    }
}
