package dev.cohort.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LocalBatchTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final FakeExecutor tasks = new FakeExecutor();
    private final ManualTime time = new ManualTime();

    private LocalBatch batch(double cpus, TaskExecutor executor) {
        return new LocalBatch(Layout.machine(new Resources(cpus, 0)), executor, Runnable::run, time, new Ids());
    }

    private static JobDetail detail(LocalBatch batch, String id) {
        return batch.describe(List.of(id)).get(0);
    }

    @Test
    void tellsTheStoryOfAJob() {
        LocalBatch batch = batch(1, tasks);
        String id = batch.submit(JobSpec.named("a")
                .retry(RetryStrategy.attempts(2))
                .payload("what to do")
                .build());
        time.pass(Duration.ofSeconds(3));
        tasks.end(id, 1);
        time.pass(Duration.ofSeconds(4));
        tasks.ends.get(id).accept(new Ended(0, null));

        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        JobDetail told = detail(batch, id);
        assertThat(told.status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(told.spec().payload()).isEqualTo("what to do");
        assertThat(told.createdAt()).isEqualTo(start);
        assertThat(told.startedAt()).isEqualTo(start.plusSeconds(3));
        assertThat(told.stoppedAt()).isEqualTo(start.plusSeconds(7));
        assertThat(told.attempts())
                .containsExactly(
                        new AttemptDetail(1, start, start.plusSeconds(3), 1, null, Ended.EXITED),
                        new AttemptDetail(2, start.plusSeconds(3), start.plusSeconds(7), 0, null, Ended.EXITED));
        assertThat(told.count(JobStatus.SUCCEEDED)).isEqualTo(1);
    }

    @Test
    void listsChildrenInPagesByStatus() {
        LocalBatch batch = batch(3, tasks);
        String id = batch.submit(JobSpec.named("a").array(5).build());
        tasks.end(id + ":1", 7);
        assertThat(batch.children(id, Set.of(JobStatus.RUNNING), 0, 2))
                .extracting(ChildDetail::index)
                .containsExactly(0, 2);
        assertThat(batch.children(id, Set.of(JobStatus.RUNNING), 3, 2))
                .extracting(ChildDetail::index)
                .containsExactly(3);
        assertThat(batch.children(id, Set.of(JobStatus.FAILED), 0, 100))
                .extracting(ChildDetail::id, ChildDetail::exitCode, ChildDetail::attempts, ChildDetail::statusReason)
                .containsExactly(tuple(id + ":1", 7, 1, Ended.EXITED));
        assertThat(batch.children(id, EnumSet.allOf(JobStatus.class), 0, 100)).hasSize(5);
        assertThatThrownBy(() -> batch.children("zzz", Set.of(), 0, 1)).hasMessage("There is no job 'zzz'.");
    }

    @Test
    void leavesUnknownIdsOut() {
        LocalBatch batch = batch(1, tasks);
        String id = batch.submit(JobSpec.named("a").array(2).build());
        assertThat(batch.describe(List.of("zzz", id + ":1", id, id + ":2", id + ":x")))
                .extracting(JobDetail::id)
                .containsExactly(id + ":1", id);
    }

    @Test
    void anEndWithinTheStartNeedsNoDeepStack() {
        LocalBatch batch = batch(1, (run, onEnd) -> {
            onEnd.accept(Ended.exited(0));
            return reason -> {};
        });
        String a = batch.submit(JobSpec.named("a").array(10_000).build());
        String b = batch.submit(
                JobSpec.named("b").array(10_000).dependsOn(Dependency.nToN(a)).build());
        assertThat(detail(batch, b).count(JobStatus.SUCCEEDED)).isEqualTo(10_000);
        assertThat(detail(batch, b + ":9999").startedAt()).isNull();
    }

    @Test
    void aStartThatThrowsIsAnAttemptThatCouldNotStart() {
        LocalBatch batch = batch(1, (run, onEnd) -> {
            throw new IOException("no such image");
        });
        JobDetail told = detail(batch, batch.submit(JobSpec.named("a").build()));
        assertThat(told.status()).isEqualTo(JobStatus.FAILED);
        assertThat(told.statusReason()).isEqualTo("Task failed to start");
        assertThat(told.attempts().get(0).reason()).isEqualTo("CannotStartContainerError: no such image");
        assertThat(told.attempts().get(0).startedAt()).isNull();
    }

    @Test
    void aPoolThatTakesNothingFailsTheAttempt() {
        LocalBatch batch = new LocalBatch(Layout.machine(new Resources(1, 0)), tasks, work -> {
            throw new RejectedExecutionException("the pool is shut");
        });
        JobDetail told = detail(batch, batch.submit(JobSpec.named("a").build()));
        assertThat(told.attempts().get(0).reason()).isEqualTo("CannotStartContainerError: the pool is shut");
    }

    @Test
    void anEndIsHeardOnce() {
        LocalBatch batch = batch(1, tasks);
        String id = batch.submit(JobSpec.named("a").array(2).build());
        tasks.end(id + ":0", 0);
        tasks.end(id + ":0", 1);
        assertThat(detail(batch, id + ":0").status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(detail(batch, id + ":1").status()).isEqualTo(JobStatus.RUNNING);
    }

    @Test
    void aTimeoutIsByTheTimeThatIsHandedIn() {
        LocalBatch batch = batch(1, tasks);
        String id = batch.submit(JobSpec.named("a").timeout(Duration.ofHours(4)).build());
        time.pass(Duration.ofHours(4).minusMillis(1));
        batch.wake();
        assertThat(tasks.stops).isEmpty();
        time.pass(Duration.ofMillis(1));
        batch.wake();
        assertThat(tasks.stops).containsExactly(id + " Job attempt duration exceeded timeout");
        tasks.end(id, 143);
        assertThat(detail(batch, id).statusReason()).isEqualTo("Job attempt duration exceeded timeout");
    }

    @Test
    void aTimeoutComesByItself() throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        try (LocalBatch batch = new LocalBatch(
                Layout.machine(new Resources(1, 0)),
                (run, onEnd) -> reason -> {
                    stopped.countDown();
                    onEnd.accept(Ended.exited(143));
                },
                Runnable::run)) {
            String id = batch.submit(
                    JobSpec.named("a").timeout(Duration.ofMillis(20)).build());
            stopped.await();
            assertThat(awaitEnd(batch, id).statusReason()).isEqualTo("Job attempt duration exceeded timeout");
        }
    }

    @Test
    void timeThatRunsBackwardsIsTakenAsStanding() {
        LocalBatch batch = batch(1, tasks);
        String id = batch.submit(JobSpec.named("a").build());
        Instant started = detail(batch, id).startedAt();
        time.pass(Duration.ofDays(-1));
        tasks.end(id, 0);
        assertThat(detail(batch, id).stoppedAt()).isEqualTo(started);
    }

    @Test
    void whatIsStoppedBeforeItsStartNeverStarts() {
        Queue<Runnable> held = new ArrayDeque<>();
        LocalBatch batch = new LocalBatch(Layout.machine(new Resources(1, 0)), tasks, held::add, time, new Ids());
        String id = batch.submit(JobSpec.named("a").build());
        assertThat(detail(batch, id).status()).isEqualTo(JobStatus.STARTING);
        batch.terminate(id, "enough");
        held.remove().run();
        assertThat(tasks.ends).isEmpty();
        assertThat(detail(batch, id).statusReason()).isEqualTo("enough");
    }

    @Test
    void whatIsStoppedDuringItsStartIsStoppedAfterIt() {
        LocalBatch[] batch = new LocalBatch[1];
        batch[0] = batch(1, (run, onEnd) -> {
            batch[0].terminate(run.id(), "enough");
            return tasks.start(run, onEnd);
        });
        String id = batch[0].submit(JobSpec.named("a").build());
        assertThat(tasks.stops).containsExactly(id + " enough");
        tasks.end(id, 143);
        assertThat(detail(batch[0], id).status()).isEqualTo(JobStatus.FAILED);
    }

    @Test
    void anExecutorThatFailsToStopDoesNotHoldTheOthersUp() {
        LocalBatch batch = batch(2, (run, onEnd) -> reason -> {
            tasks.stops.add(run.id());
            throw new IllegalStateException("cannot stop " + run.id());
        });
        String id = batch.submit(JobSpec.named("a").array(2).build());
        Thread thread = Thread.currentThread();
        Thread.UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
        List<String> faults = new ArrayList<>();
        thread.setUncaughtExceptionHandler((t, fault) -> faults.add(fault.getMessage()));
        try {
            batch.terminate(id, "enough");
        } finally {
            thread.setUncaughtExceptionHandler(before);
        }
        assertThat(tasks.stops).containsExactly(id + ":0", id + ":1");
        assertThat(faults).containsExactly("cannot stop " + id + ":0", "cannot stop " + id + ":1");
    }

    @Test
    void aPollerIsWokenByAChange() throws Exception {
        LocalBatch batch = batch(1, tasks);
        String id = batch.submit(JobSpec.named("a").build());
        long version = batch.version();
        assertThat(batch.awaitChange(version, Duration.ZERO)).isEqualTo(version);
        Thread other = new Thread(() -> tasks.end(id, 0));
        other.start();
        assertThat(batch.awaitChange(version, LONG)).isNotEqualTo(version);
        assertThat(detail(batch, id).status()).isEqualTo(JobStatus.SUCCEEDED);
    }

    @Test
    void everyChangeThatCanBeSeenChangesTheVersion() {
        LocalBatch batch = batch(1, tasks);
        long before = batch.version();
        String id = batch.submit(JobSpec.named("a").array(2).build());
        before = changed(batch, before);
        batch.terminate(id, "enough");
        before = changed(batch, before);
        tasks.end(id + ":0", 1);
        before = changed(batch, before);
        batch.cancel(id, "again");
        assertThat(batch.version()).isEqualTo(before);
    }

    private static long changed(LocalBatch batch, long before) {
        assertThat(batch.version()).isNotEqualTo(before);
        return batch.version();
    }

    @Test
    void closingStopsWhatRunsAndStartsNothingMore() throws InterruptedException {
        LocalBatch batch = batch(1, (run, onEnd) -> reason -> {
            tasks.stops.add(run.id() + " " + reason);
            onEnd.accept(Ended.exited(143));
        });
        String id = batch.submit(JobSpec.named("a").array(3).build());
        assertThat(batch.shutdown("interrupted", LONG)).isTrue();
        assertThat(tasks.stops).containsExactly(id + ":0 interrupted");
        assertThat(detail(batch, id + ":0").statusReason()).isEqualTo("interrupted");
        assertThat(detail(batch, id).count(JobStatus.RUNNABLE)).isEqualTo(2);
        assertThatThrownBy(() -> batch.submit(JobSpec.named("late").build()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The job 'late' came after the local batch was closed.");
    }

    @Test
    void closingSaysWhenSomethingDidNotEnd() throws InterruptedException {
        LocalBatch batch = batch(1, tasks);
        batch.submit(JobSpec.named("a").build());
        assertThat(batch.shutdown("interrupted", Duration.ofMillis(1))).isFalse();
    }

    @Test
    void manyThreadsSubmitAndEndAtOnce() throws Exception {
        ExecutorService starters = Executors.newFixedThreadPool(4);
        ExecutorService enders = Executors.newFixedThreadPool(4);
        AtomicInteger busy = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (LocalBatch batch = new LocalBatch(
                Layout.machine(new Resources(8, 0)),
                (run, onEnd) -> {
                    most.accumulateAndGet(busy.incrementAndGet(), Math::max);
                    enders.execute(() -> {
                        busy.decrementAndGet();
                        onEnd.accept(Ended.exited(run.indexOrZero() % 10 == 9 && run.attempt() == 1 ? 1 : 0));
                    });
                    return reason -> {};
                },
                starters)) {
            JobSpec spec = JobSpec.named("a")
                    .array(500)
                    .retry(RetryStrategy.attempts(2))
                    .build();
            List<Future<String>> ids = enders.invokeAll(Collections.nCopies(8, () -> {
                String first = batch.submit(spec);
                return batch.submit(JobSpec.named("b")
                        .array(500)
                        .dependsOn(Dependency.nToN(first))
                        .build());
            }));
            for (Future<String> id : ids) {
                JobDetail told = awaitEnd(batch, id.get());
                assertThat(told.count(JobStatus.SUCCEEDED)).isEqualTo(450);
                assertThat(told.count(JobStatus.FAILED)).isEqualTo(50);
            }
        } finally {
            starters.shutdownNow();
            enders.shutdownNow();
        }
        assertThat(most.get()).isBetween(1, 8);
    }

    static JobDetail awaitEnd(LocalBatch batch, String id) throws InterruptedException {
        long version = batch.version();
        while (!detail(batch, id).status().isEnded()) {
            version = batch.awaitChange(version, LONG);
        }
        return detail(batch, id);
    }
}
