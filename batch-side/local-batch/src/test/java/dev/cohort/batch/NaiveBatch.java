package dev.cohort.batch;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * What Batch means, written down as plainly as can be: every child is looked at after every event until nothing changes.
 * It is told which attempts begin, and holds against that what may begin.
 */
final class NaiveBatch {
    final Map<String, NaiveJob> jobs = new LinkedHashMap<>();
    private final Map<String, double[]> used = new HashMap<>();
    private final Map<String, double[]> capacity = new HashMap<>();
    private final Map<String, JobQueue> queues = new HashMap<>();

    static final class NaiveJob {
        final String id;
        final JobSpec spec;
        final int number;
        final JobStatus[] status;
        final int[] attempts;
        final String[] stop;
        final String[] place;
        final double[][] needs;
        boolean seen;

        NaiveJob(String id, JobSpec spec, int number) {
            this.id = id;
            this.spec = spec;
            this.number = number;
            status = new JobStatus[spec.size()];
            Arrays.fill(status, JobStatus.SUBMITTED);
            attempts = new int[spec.size()];
            needs = IntStream.range(0, spec.size())
                    .mapToObj(i -> amounts(spec.resources()))
                    .toArray(double[][]::new);
            stop = new String[spec.size()];
            place = new String[spec.size()];
        }

        boolean allEnded() {
            return Arrays.stream(status).allMatch(JobStatus::isEnded);
        }

        boolean allSucceeded() {
            return Arrays.stream(status).allMatch(s -> s == JobStatus.SUCCEEDED);
        }

        boolean has(JobStatus wanted) {
            for (JobStatus one : status) {
                if (one == wanted) {
                    return true;
                }
            }
            return false;
        }
    }

    NaiveBatch(Layout layout) {
        layout.environments().forEach(e -> used.put(e.name(), new double[3]));
        layout.environments().forEach(e -> capacity.put(e.name(), amounts(e.capacity())));
        layout.queues().forEach(q -> queues.put(q.name(), q));
    }

    void submit(String id, JobSpec spec) {
        jobs.put(id, new NaiveJob(id, spec, jobs.size()));
    }

    void cancel(NaiveJob job, int child) {
        for (int i = 0; i < job.status.length; i++) {
            if ((child < 0 || child == i) && job.status[i].ordinal() <= JobStatus.RUNNABLE.ordinal()) {
                job.status[i] = JobStatus.FAILED;
            }
        }
    }

    void terminate(NaiveJob job, int child, String reason) {
        cancel(job, child);
        for (int i = 0; i < job.status.length; i++) {
            if ((child < 0 || child == i) && job.status[i].isUnderWay() && job.stop[i] == null) {
                job.stop[i] = reason;
            }
        }
    }

    void ended(NaiveJob job, int i, Ended ended) {
        use(job.place[i], job.needs[i], -1);
        boolean again = job.attempts[i] < job.spec.retry().attempts();
        if (job.stop[i] != null) {
            job.status[i] = JobStatus.FAILED;
        } else if (ended.exitCode() != null && ended.exitCode() == 0) {
            job.status[i] = JobStatus.SUCCEEDED;
        } else {
            boolean retried = again && retried(job.spec, ended);
            job.status[i] = retried ? JobStatus.RUNNABLE : JobStatus.FAILED;
            if (retried && ended.reason() != null && ended.reason().startsWith("OutOfMemoryError")) {
                job.needs[i][1] = Math.min(
                        Math.ceil(job.needs[i][1] * job.spec.retry().memoryFactor()), mostMemory(job, job.needs[i]));
            }
        }
    }

    private double mostMemory(NaiveJob job, double[] need) {
        return queue(job).environments().stream()
                .map(capacity::get)
                .filter(room -> fits(need, room))
                .mapToDouble(room -> room[1])
                .max()
                .orElse(need[1]);
    }

    /** The model's jobs have either no rule, or "75 is tried again and nothing else". */
    private static boolean retried(JobSpec spec, Ended ended) {
        return spec.retry().evaluateOnExit().isEmpty() || Integer.valueOf(75).equals(ended.exitCode());
    }

    void decide() {
        jobs.values().forEach(job -> job.seen = true);
        boolean changed = true;
        while (changed) {
            changed = false;
            for (NaiveJob job : jobs.values()) {
                for (int i = 0; i < job.status.length; i++) {
                    JobStatus next = next(job, i);
                    changed |= next != job.status[i];
                    job.status[i] = next;
                }
            }
        }
    }

    private JobStatus next(NaiveJob job, int i) {
        if (job.status[i] != JobStatus.SUBMITTED && job.status[i] != JobStatus.PENDING) {
            return job.status[i];
        }
        boolean ready = true;
        for (Dependency dependency : job.spec.dependsOn()) {
            JobStatus standing = standing(job, i, dependency);
            if (standing == JobStatus.FAILED) {
                return JobStatus.FAILED;
            }
            ready &= standing == JobStatus.SUCCEEDED;
        }
        return ready ? JobStatus.RUNNABLE : JobStatus.PENDING;
    }

    private JobStatus standing(NaiveJob job, int i, Dependency dependency) {
        return switch (dependency.type()) {
            case WHOLE -> whole(jobs.get(dependency.jobId()));
            case N_TO_N -> jobs.get(dependency.jobId()).status[i];
            case SEQUENTIAL -> i == 0 ? JobStatus.SUCCEEDED : job.status[i - 1];
        };
    }

    private static JobStatus whole(NaiveJob job) {
        if (!job.allEnded()) {
            return JobStatus.PENDING;
        }
        return job.allSucceeded() ? JobStatus.SUCCEEDED : JobStatus.FAILED;
    }

    /** Takes a start as told, and says what is wrong with it. */
    void started(ChildRun run) {
        NaiveJob job = jobs.get(run.jobId());
        int i = run.index() == null ? 0 : run.index();
        job.attempts[i]++;
        check(job.status[i] == JobStatus.RUNNABLE, () -> run.id() + " starts while " + job.status[i]);
        check(run.attempt() == job.attempts[i], () -> run.id() + " starts attempt " + run.attempt());
        check(queue(job).environments().contains(run.environment()), () -> run.id() + " in " + run.environment());
        for (NaiveJob other : jobs.values()) {
            check(
                    !(turn(other, job) && other.has(JobStatus.RUNNABLE) && fitsSomewhere(other)),
                    () -> other.id + " was first and fits, but " + run.id() + " starts");
        }
        job.status[i] = JobStatus.STARTING;
        job.place[i] = run.environment();
        use(run.environment(), job.needs[i], 1);
        check(
                run.resources().memoryMiB() == job.needs[i][1],
                () -> run.id() + " has " + run.resources() + ", not " + job.needs[i][1] + " MiB");
        check(underWay(job) <= mostAtOnce(job), () -> run.id() + " is one too many of its throttle");
        check(
                fits(new double[3], run.environment()),
                () -> "more than the capacity of " + run.environment() + " is used");
    }

    /** Whether anything waits that would fit right now. */
    boolean leavesRoomUnused() {
        return jobs.values().stream().anyMatch(job -> job.has(JobStatus.RUNNABLE) && fitsSomewhere(job));
    }

    boolean canEverRun(NaiveJob job) {
        return queue(job).environments().stream()
                .map(capacity::get)
                .anyMatch(room -> fits(amounts(job.spec.resources()), room));
    }

    private static boolean fits(double[] need, double[] room) {
        return need[0] <= room[0] && need[1] <= room[1] && need[2] <= room[2];
    }

    /** A child that may run. */
    private boolean fitsSomewhere(NaiveJob job) {
        if (underWay(job) >= mostAtOnce(job)) {
            return false;
        }
        for (String environment : queue(job).environments()) {
            for (int i = 0; i < job.status.length; i++) {
                if (job.status[i] == JobStatus.RUNNABLE && fits(job.needs[i], environment)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static int mostAtOnce(NaiveJob job) {
        return job.spec.throttle() == null
                ? Integer.MAX_VALUE
                : job.spec.throttle().most();
    }

    /** Of all jobs with its throttle. */
    private int underWay(NaiveJob job) {
        int count = 0;
        for (NaiveJob other : job.spec.throttle() == null ? List.<NaiveJob>of() : jobs.values()) {
            boolean same = other.spec.throttle() != null
                    && other.spec.throttle().name().equals(job.spec.throttle().name());
            for (JobStatus status : same ? other.status : new JobStatus[0]) {
                count += status.isUnderWay() ? 1 : 0;
            }
        }
        return count;
    }

    private boolean fits(double[] more, String environment) {
        double[] now = used.get(environment);
        double[] room = capacity.get(environment);
        return now[0] + more[0] <= room[0] && now[1] + more[1] <= room[1] && now[2] + more[2] <= room[2];
    }

    private void use(String environment, double[] need, int sign) {
        for (int i = 0; i < need.length; i++) {
            used.get(environment)[i] += sign * need[i];
        }
    }

    private static double[] amounts(Resources resources) {
        return new double[] {resources.cpus(), resources.memoryMiB(), resources.gpus()};
    }

    private boolean turn(NaiveJob first, NaiveJob second) {
        int byQueue = Integer.compare(queue(second).priority(), queue(first).priority());
        int byPriority = Integer.compare(second.spec.priority(), first.spec.priority());
        int order =
                byQueue != 0 ? byQueue : byPriority != 0 ? byPriority : Integer.compare(first.number, second.number);
        return order < 0;
    }

    private JobQueue queue(NaiveJob job) {
        return queues.get(job.spec.queue());
    }

    /** All that can be seen of it, in one number. */
    int digest() {
        int digest = 0;
        for (NaiveJob job : jobs.values()) {
            for (JobStatus status : job.status) {
                digest = digest * 31 + status.ordinal();
            }
        }
        return digest;
    }

    /** Cheap where it holds, as it is asked millions of times. */
    static void check(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise.get());
        }
    }
}
