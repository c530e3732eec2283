package dev.cohort.batch;

import dev.cohort.batch.NaiveBatch.NaiveJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One seed's life of a scheduler: random jobs, ends, cancels and pauses, each held against the naive model. */
final class RandomWorld {
    private static final int MOST_JOBS = 14;

    final List<String> history = new ArrayList<>();
    private final Random random;
    private final boolean patient;
    private final Layout layout;
    private final Scheduler scheduler;
    private final NaiveBatch naive;
    private final List<ChildRun> starting = new ArrayList<>();
    private final List<ChildRun> running = new ArrayList<>();
    private int submitted;
    private long now;

    RandomWorld(long seed) {
        random = new Random(seed);
        patient = random.nextBoolean();
        layout = layout();
        scheduler = new Scheduler(layout, () -> "j" + submitted);
        naive = new NaiveBatch(layout);
    }

    RandomWorld live() {
        for (int i = 0; i < 120; i++) {
            step();
            decide();
        }
        look();
        while (!starting.isEmpty() || !running.isEmpty()) {
            endOne(0);
            look();
        }
        everyJobThatCouldHasEnded();
        return this;
    }

    private Layout layout() {
        List<ComputeEnvironment> environments = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            environments.add(new ComputeEnvironment(
                    "e" + i, new Resources(1 + random.nextInt(6), 100 + random.nextInt(300), random.nextInt(2))));
        }
        List<JobQueue> queues = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            queues.add(new JobQueue("q" + i, random.nextInt(3), some(environments)));
        }
        return new Layout(
                environments,
                queues,
                patient
                        ? new Layout.Patience(Integer.MAX_VALUE, Duration.ofDays(9))
                        : new Layout.Patience(1 + random.nextInt(4), Duration.ofSeconds(30)));
    }

    private List<String> some(List<ComputeEnvironment> environments) {
        int from = random.nextInt(environments.size());
        return environments.subList(from, environments.size()).stream()
                .map(ComputeEnvironment::name)
                .toList();
    }

    private void step() {
        now += random.nextInt(4000);
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> submit();
            case 3 -> cancel();
            case 4 -> terminate();
            case 5, 6 -> runOne();
            default -> endOne(random.nextInt(8));
        }
    }

    private void submit() {
        if (submitted < MOST_JOBS) {
            JobSpec spec = spec();
            String id = scheduler.submit(spec, now);
            naive.submit(id, spec);
            submitted++;
        }
    }

    private JobSpec spec() {
        int size = random.nextInt(3) == 0 ? 0 : 2 + (random.nextInt(8) == 0 ? 70 : 0) + random.nextInt(3);
        return JobSpec.named("job")
                .queue(layout.queues()
                        .get(random.nextInt(layout.queues().size()))
                        .name())
                .array(size)
                .priority(random.nextInt(3))
                .resources(new Resources(random.nextInt(16) / 4.0, random.nextInt(120), random.nextInt(6) == 0 ? 1 : 0))
                .dependsOn(dependencies(size))
                .retry(new RetryStrategy(
                        1 + random.nextInt(3),
                        random.nextBoolean()
                                ? List.of()
                                : List.of(
                                        ExitRule.onExitCode("75", ExitRule.Action.RETRY),
                                        ExitRule.onReason("*", ExitRule.Action.EXIT)),
                        random.nextBoolean() ? 1 : 1.5))
                .throttle(random.nextInt(4) > 0 ? null : new Throttle("t" + random.nextInt(2), 1 + random.nextInt(3)))
                .timeout(random.nextInt(4) == 0 ? Duration.ofSeconds(20) : null)
                .build();
    }

    private List<Dependency> dependencies(int size) {
        List<Dependency> dependencies = new ArrayList<>();
        for (NaiveJob job : naive.jobs.values()) {
            if (size > 0 && job.spec.arraySize() == size && random.nextInt(3) == 0) {
                dependencies.add(Dependency.nToN(job.id));
            } else if (random.nextInt(8) == 0) {
                dependencies.add(Dependency.whole(job.id));
            }
        }
        if (size > 0 && random.nextInt(6) == 0) {
            dependencies.add(random.nextInt(dependencies.size() + 1), Dependency.sequential());
        }
        return dependencies;
    }

    private void cancel() {
        if (submitted > 0) {
            NaiveJob job = anyJob();
            int child = anyChild(job);
            scheduler.cancel(id(job, child), "cancelled", now);
            naive.cancel(job, child);
        }
    }

    private void terminate() {
        if (submitted > 0 && random.nextInt(3) == 0) {
            NaiveJob job = anyJob();
            int child = anyChild(job);
            scheduler.terminate(id(job, child), "terminated", now);
            naive.terminate(job, child, "terminated");
        }
    }

    private NaiveJob anyJob() {
        return naive.jobs.get("j" + random.nextInt(submitted));
    }

    private int anyChild(NaiveJob job) {
        return job.spec.isArray() && random.nextBoolean() ? random.nextInt(job.status.length) : -1;
    }

    private static String id(NaiveJob job, int child) {
        return child < 0 ? job.id : job.id + ":" + child;
    }

    private void runOne() {
        if (!starting.isEmpty()) {
            ChildRun run = starting.remove(random.nextInt(starting.size()));
            scheduler.started(run, now);
            naive.jobs.get(run.jobId()).status[run.indexOrZero()] = JobStatus.RUNNING;
            running.add(run);
        }
    }

    private void endOne(int luck) {
        List<ChildRun> from = running.isEmpty() || luck == 7 ? starting : running;
        if (!from.isEmpty()) {
            ChildRun run = from.remove(random.nextInt(from.size()));
            Ended ended = ended(luck);
            scheduler.ended(run, ended, now);
            naive.ended(naive.jobs.get(run.jobId()), run.indexOrZero(), ended);
        }
    }

    private Ended ended(int luck) {
        return switch (luck) {
            case 6 -> Ended.notStarted("x");
            case 5 -> Ended.exited(75);
            case 4 -> Ended.exited(1);
            case 3 -> new Ended(76, "OutOfMemoryError: Container killed due to memory usage");
            default -> Ended.exited(0);
        };
    }

    /** Often, but not after every step. */
    private void decide() {
        if (random.nextInt(5) > 0) {
            look();
        }
    }

    private void look() {
        List<Directive> directives = scheduler.decide(now);
        naive.decide();
        directives.forEach(this::take);
        NaiveBatch.check(!patient || !naive.leavesRoomUnused(), () -> "room is left unused");
        bothAgree();
    }

    private void take(Directive directive) {
        directive.accept(new Directive.Visitor() {
            @Override
            public void start(Directive.Start start) {
                history.add(now + " start " + start.run().id() + " in "
                        + start.run().environment());
                naive.started(start.run());
                starting.add(start.run());
            }

            @Override
            public void stop(Directive.Stop stop) {
                history.add(now + " stop " + stop.run().id() + " " + stop.reason());
                NaiveBatch.check(
                        starting.contains(stop.run()) || running.contains(stop.run()),
                        () -> stop.run().id() + " is stopped but not under way");
                naive.jobs.get(stop.run().jobId()).stop[stop.run().indexOrZero()] = stop.reason();
            }
        });
    }

    private void bothAgree() {
        for (NaiveJob job : naive.jobs.values()) {
            JobDetail detail =
                    Descriptions.of(scheduler.jobs(), List.of(job.id)).get(0);
            NaiveBatch.check(detail.status() == status(job), () -> job.id + " is " + detail.status());
            if (job.spec.isArray()) {
                summaryAgrees(job, detail.statusSummary());
            }
        }
        history.add(now + " " + naive.digest());
    }

    private static JobStatus status(NaiveJob job) {
        if (!job.spec.isArray()) {
            return job.status[0];
        }
        if (job.allEnded()) {
            return job.allSucceeded() ? JobStatus.SUCCEEDED : JobStatus.FAILED;
        }
        return job.seen ? JobStatus.PENDING : JobStatus.SUBMITTED;
    }

    private void summaryAgrees(NaiveJob job, Map<JobStatus, Integer> summary) {
        int[] counts = new int[JobStatus.values().length];
        Children children = scheduler.jobs().require(job.id).children;
        for (int i = 0; i < job.status.length; i++) {
            JobStatus status = children.status(i);
            int child = i;
            NaiveBatch.check(
                    status == job.status[i], () -> id(job, child) + " is " + status + ", not " + job.status[child]);
            counts[status.ordinal()]++;
        }
        summary.forEach((status, count) ->
                NaiveBatch.check(count == counts[status.ordinal()], () -> job.id + " counts " + count + " " + status));
    }

    private void everyJobThatCouldHasEnded() {
        for (NaiveJob job : naive.jobs.values()) {
            NaiveBatch.check(job.allEnded() || hopelessAbove(job), () -> job.id + " has not ended");
        }
        NaiveBatch.check(scheduler.underWay() == 0, () -> "attempts hold capacity after the end");
    }

    /** Whether it, or something that it waits for, is larger than any environment. */
    private boolean hopelessAbove(NaiveJob job) {
        return !naive.canEverRun(job)
                || job.spec.dependsOn().stream()
                        .filter(d -> d.jobId() != null)
                        .anyMatch(d -> hopelessAbove(naive.jobs.get(d.jobId())));
    }
}
