package dev.cohort.orchestrator.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.RunState;
import dev.cohort.orchestrator.engine.Engine;
import dev.cohort.orchestrator.engine.Failures;
import dev.cohort.orchestrator.engine.RunFiles;
import dev.cohort.orchestrator.plan.Holdings;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.run.FailedTask;
import dev.cohort.orchestrator.run.Plans;
import dev.cohort.orchestrator.run.RunEvent;
import dev.cohort.orchestrator.run.RunProgress;
import dev.cohort.orchestrator.run.TaskCounts;
import dev.cohort.store.Key;
import dev.cohort.store.Location;
import dev.cohort.store.Store;
import dev.cohort.worker.WorkerSettings;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs by the engine, with the real worker, over a directory store that may be made to break. */
@Timeout(120)
class LocalComputeTest {
    private static final String STEPS = """
            pipeline: p
            defaults: { timeout: 1h, resources: { cpus: 0.5, memory: 16 MiB } }
            steps:
              first: { outputs: { o: o }, run: 'case ${{ sample }} in bad*) exit 3;; esac; echo > o' }
              second: { inputs: { in: "${{ steps.first.o }}" }, outputs: { o: o }, command: [cp, "${{ inputs.in }}", o] }
            """;

    @TempDir
    private Path folder;

    private final Set<TaskCounts> seen = ConcurrentHashMap.newKeySet();

    private RunProgress run(Store store, List<String> samples, boolean stopOnFailure) throws InterruptedException {
        RunPlan plan = Plans.of(STEPS, folder.toString(), Holdings.none(), samples.toArray(String[]::new));
        try (LocalCompute compute = new LocalCompute(store, new Machine(2, 1024), WorkerSettings.local())) {
            return new Engine(
                            plan,
                            compute,
                            new Failures(store, plan),
                            new RunFiles(store, plan),
                            this::note,
                            stopOnFailure)
                    .run();
        }
    }

    private void note(RunEvent event, RunProgress progress) {
        seen.add(progress.step("first"));
        seen.add(progress.step("second"));
    }

    private Store store() {
        return Store.open(Location.of(folder));
    }

    @Test
    void failuresSpreadAlongTheirLanesOnlyAndCountsAlwaysAddUp() throws InterruptedException {
        List<String> samples = new ArrayList<>();
        IntStream.range(0, 20).forEach(i -> samples.add((i % 3 == 0 ? "bad" : "good") + i));

        RunProgress progress = run(store(), samples, false);

        assertThat(progress.state()).isEqualTo(RunState.FAILED);
        assertThat(progress.step("first")).isEqualTo(new TaskCounts(13, 0, 7, 0, 0, 0));
        assertThat(progress.step("second")).isEqualTo(new TaskCounts(13, 0, 0, 7, 0, 0));
        assertThat(progress.failures())
                .hasSize(7)
                .allMatch(task -> task.message().contains("3"));
        assertThat(seen).allSatisfy(counts -> {
            assertThat(counts.total()).isEqualTo(20);
            assertThat(List.of(
                            counts.succeeded(), counts.failed(), counts.upstream(), counts.running(), counts.pending()))
                    .allMatch(count -> count >= 0);
        });
    }

    @Test
    void theRestIsNotStartedAfterAFailureWhenAsked() throws InterruptedException {
        List<String> samples = new ArrayList<>(List.of("bad"));
        IntStream.range(0, 500).forEach(i -> samples.add("s" + i));

        RunProgress progress = run(store(), samples, true);

        assertThat(progress.state()).isEqualTo(RunState.FAILED);
        assertThat(progress.all().total()).isEqualTo(2 * 501);
        assertThat(progress.all().upstream()).isPositive();
        assertThat(progress.all().running() + progress.all().pending()).isZero();
        assertThat(progress.failures()).extracting(FailedTask::sample).contains("bad");
    }

    @Test
    void aRunWhoseOutcomesCannotBeStoredEndsAndSaysWhy() throws InterruptedException {
        Error full = new OutOfMemoryError("no room for an outcome");
        RunProgress progress = run(breaking(full), List.of("a", "b"), false);

        assertThat(progress.state()).isEqualTo(RunState.FAILED);
        assertThat(progress.step("first")).isEqualTo(new TaskCounts(0, 0, 2, 0, 0, 0));
        assertThat(progress.failures())
                .extracting(FailedTask::message)
                .containsOnly("its outcome could not be kept: no room for an outcome");
    }

    @Test
    void whatIsThereAlreadyIsPassedAndCountedSo() throws InterruptedException {
        run(store(), List.of("a", "b"), false);

        RunProgress again = run(store(), List.of("a", "b"), false);

        assertThat(again.all()).isEqualTo(new TaskCounts(0, 4, 0, 0, 0, 0));
        assertThat(again.state()).isEqualTo(RunState.SUCCEEDED);
    }

    /** A store that breaks whenever an outcome is written. */
    private Store breaking(Error fault) {
        Store store = store();
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (self, method, arguments) -> {
                    if (method.getName().equals("put")
                            && ((Key) arguments[0]).text().contains("/outcomes/")) {
                        throw fault;
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
