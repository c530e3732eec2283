package dev.cohort.orchestrator.run;

import dev.cohort.contract.FailureKind;
import dev.cohort.contract.RunState;
import dev.cohort.orchestrator.plan.RunPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** A life of a run by chance, but as it may go: the same seed, the same life. */
public final class RandomRun {
    private final Random random;
    private final boolean onQueue;
    private final List<RunEvent> events = new ArrayList<>();
    private RunProgress progress = RunProgress.NOTHING;

    private RandomRun(long seed) {
        random = new Random(seed);
        onQueue = random.nextBoolean();
    }

    /** All that happens, in order, to the end. */
    public static List<RunEvent> events(long seed) {
        RandomRun run = new RandomRun(seed);
        run.live();
        return run.events;
    }

    private void live() {
        RunPlan plan = Plans.of(
                Plans.CHAIN,
                IntStream.rangeClosed(1, 1 + random.nextInt(5))
                        .mapToObj(i -> "s" + i)
                        .toArray(String[]::new));
        happens(Plans.started(plan, onQueue ? "mixed" : null));
        boolean more = true;
        for (int round = 1; more; round++) {
            more = round(plan, round);
        }
        RunState[] ends = {RunState.SUCCEEDED, RunState.FAILED, RunState.CANCELLED};
        happens(new RunEvent.Ended(ends[random.nextInt(3)], random.nextBoolean() ? "as it came" : null, Plans.NOON));
    }

    /** Whether another owner takes over in the midst of it. */
    private boolean round(RunPlan plan, int round) {
        List<JobTasks> jobs = plan.jobs().stream()
                .map(job ->
                        new JobTasks(job.name() + round, job.step(), 1 + random.nextInt(job.size()), random.nextInt(2)))
                .toList();
        happens(new RunEvent.Planned(round, PlannedStep.of(plan), jobs));
        int reached = random.nextInt(jobs.size() + 1);
        jobs.subList(0, reached).forEach(job -> happens(new RunEvent.SubmitIntended(job.job())));
        jobs.subList(0, reached).stream()
                .filter(job -> random.nextInt(8) > 0)
                .forEach(job -> happens(new RunEvent.Submitted(job.job(), "id-" + job.job())));
        if (onQueue) {
            lookFor(List.copyOf(progress.submits().open()));
        }
        for (int i = 0; reached > 0 && i < random.nextInt(12); i++) {
            somethingHappensTo(jobs.get(random.nextInt(reached)));
        }
        boolean cancelled = random.nextInt(4) == 0;
        if (cancelled) {
            happens(new RunEvent.CancelAsked("ann on host", Plans.NOON));
        }
        boolean takenOver = random.nextInt(2) == 0;
        if (takenOver) {
            Owner other = new Owner("host2", "boot", "pid:[1]", random.nextInt(9999), 12, "bob", "2");
            happens(
                    onQueue
                            ? new RunEvent.Attached(other, Plans.NOON.plusSeconds(round))
                            : new RunEvent.TakenOver(other, Plans.NOON.plusSeconds(round)));
        }
        return takenOver && !cancelled && progress.cancel() == null;
    }

    /** Somebody else finds what was only intended, or finds that it is not there, and may intend it again. */
    private void lookFor(List<String> intended) {
        if (random.nextBoolean()) {
            happens(new RunEvent.Detached(Plans.NOON));
            happens(new RunEvent.Attached(Plans.OWNER, Plans.NOON));
        }
        for (String job : intended) {
            if (random.nextBoolean()) {
                happens(new RunEvent.NotSubmitted(job));
                happens(new RunEvent.SubmitIntended(job));
            }
            happens(new RunEvent.Submitted(job, "id-" + job));
        }
    }

    private void somethingHappensTo(JobTasks job) {
        int left = job.tasks();
        int[] counts = new int[7];
        while (left-- > 0) {
            counts[random.nextInt(7)]++;
        }
        happens(new RunEvent.Progressed(
                job.job(),
                new TaskCounts(
                        counts[0],
                        counts[1],
                        counts[2],
                        counts[3],
                        counts[4],
                        counts[5],
                        counts[6],
                        random.nextInt(3))));
        if (random.nextInt(3) == 0) {
            happens(new RunEvent.TaskRetried(new RetriedTask(
                    job.step(),
                    random.nextBoolean() ? "s1" : null,
                    1,
                    3,
                    random.nextBoolean() ? FailureKind.TOOL : null,
                    "it broke, ü")));
        }
        if (counts[2] > 0) {
            String sample = random.nextBoolean() ? "s1" : null;
            happens(new RunEvent.TaskFailed(new FailedTask(
                    job.step(),
                    sample,
                    FailureKind.TOOL,
                    "it broke",
                    sample == null ? null : "/log",
                    List.of("a", "ü"))));
        }
    }

    private void happens(RunEvent event) {
        progress = progress.after(event);
        events.add(event);
    }
}
