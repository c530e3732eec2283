package dev.cohort.orchestrator.engine;

import dev.cohort.orchestrator.plan.PlannedJob;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.run.TaskCounts;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A compute that does, change by change, what a test has written down, and notes what it was asked. */
final class FakeCompute implements Compute {
    final List<String> submitted = new ArrayList<>();
    final List<String> terminated = new ArrayList<>();
    final List<String> looked = new ArrayList<>();
    final List<String> adopted = new ArrayList<>();
    boolean leadsOnFromFailed = true;
    private final Map<String, TaskCounts> counts = new LinkedHashMap<>();
    private final Map<String, List<TaskEnd>> failures = new HashMap<>();
    private final Map<String, List<FailedAttempt>> retries = new HashMap<>();
    private final Map<String, String> stuck = new HashMap<>();
    private final Set<String> unsettled = new HashSet<>();
    private @Nullable String silence;
    private final Deque<Runnable> changes = new ArrayDeque<>();
    private final Map<String, Runnable> onSubmit = new HashMap<>();
    private final Deque<ComputeFailure> untold = new ArrayDeque<>();
    private Runnable onTerminate = () -> {};

    /** What happens next. */
    FakeCompute then(Runnable change) {
        changes.add(change);
        return this;
    }

    FakeCompute whenTerminated(Runnable change) {
        onTerminate = change;
        return this;
    }

    /** Just after this one was handed over. */
    void whenSubmitted(String step, Runnable change) {
        onSubmit.put(step, change);
    }

    /** How the job of a step, which has one, stands from now on. */
    void stands(String step, TaskCounts now) {
        counts.put(step, now);
    }

    /** Why nothing of a step is started from now on. */
    void isStuck(String step, String why) {
        stuck.put(step, why);
    }

    /** How it stands from now on: nothing more is done for it, and how all its tasks did is still to be found out. */
    void isOver(String step, TaskCounts now) {
        stands(step, now);
        unsettled.add(step);
    }

    /** The next time somebody wants to know which tasks failed, that can't be told. */
    void tellsNothing(ComputeFailure why) {
        untold.add(why);
    }

    void isSettled(String step) {
        unsettled.remove(step);
    }

    /** Why nobody can say from now on how jobs stand; null where they can. */
    void isSilent(@Nullable String why) {
        silence = why;
    }

    @Override
    public Optional<String> silence() {
        return Optional.ofNullable(silence);
    }

    void fails(String step, int index, boolean upstream, String reason) {
        ends(step, new TaskEnd(index, upstream ? TaskEnd.How.UPSTREAM : TaskEnd.How.FAILED, reason));
    }

    /** An attempt of its tasks that was followed by another; the counts tell how many there are. */
    void triesAgain(String step, FailedAttempt retry) {
        retries.computeIfAbsent(step, ignored -> new ArrayList<>()).add(retry);
    }

    @Override
    public List<FailedAttempt> retries(String id) {
        return List.copyOf(retries.getOrDefault(id, List.of()));
    }

    void ends(String step, TaskEnd end) {
        failures.computeIfAbsent(step, ignored -> new ArrayList<>()).add(end);
    }

    @Override
    public String submit(RunPlan plan, PlannedJob job, Map<String, String> ids, Licence licence) {
        licence.require();
        job.dependsOn().forEach(dependency -> {
            if (!ids.containsKey(dependency.job())) {
                throw new AssertionError(dependency.job() + " was not submitted before " + job.name());
            }
        });
        submitted.add(job.step());
        counts.put(job.step(), TaskCounts.pending(job.size()));
        onSubmit.getOrDefault(job.step(), () -> {}).run();
        return job.step();
    }

    @Override
    public Map<String, String> find(RunPlan plan, Collection<PlannedJob> jobs) {
        return jobs.stream()
                .filter(job -> counts.containsKey(job.step()))
                .collect(Collectors.toMap(PlannedJob::name, PlannedJob::step));
    }

    @Override
    public void adopt(RunPlan plan, PlannedJob job, String id) {
        adopted.add(id);
    }

    @Override
    public boolean leadsOnFromFailed() {
        return leadsOnFromFailed;
    }

    @Override
    public List<JobView> look(Collection<String> ids) {
        looked.add(String.join(" ", ids));
        return ids.stream().map(this::view).toList();
    }

    private JobView view(String id) {
        TaskCounts now = counts.getOrDefault(id, TaskCounts.NONE);
        boolean settled = now.ended() == now.total() && !unsettled.contains(id);
        return new JobView(id, settled || unsettled.contains(id), settled, now, stuck.get(id));
    }

    @Override
    public List<TaskEnd> failures(String id) {
        if (!untold.isEmpty()) {
            throw untold.remove();
        }
        return failures.getOrDefault(id, List.of());
    }

    @Override
    public void terminate(String id, String reason) {
        terminated.add(id + ": " + reason);
        onTerminate.run();
    }

    /** A run that never ends must not outlive the time that a test has. */
    @Override
    public void awaitChange(Duration atMost) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("nothing more happens, and the run does not end");
        }
        Runnable change = changes.poll();
        if (change != null) {
            change.run();
        }
    }

    @Override
    public void close() {}
}
