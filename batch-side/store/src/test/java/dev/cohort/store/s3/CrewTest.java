package dev.cohort.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cohort.store.StoreFailure;
import dev.cohort.store.StoreFailure.Kind;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many pieces at the same time, in whatever number of hands. */
class CrewTest {
    private final Crew crew = new Crew(3);

    @AfterEach
    void close() {
        crew.close();
    }

    private static Crew.Job job(List<Runnable> pieces) {
        Iterator<Runnable> left = pieces.iterator();
        return () -> left.hasNext() ? Optional.of(left.next()) : Optional.empty();
    }

    private void work(List<Runnable> pieces) {
        crew.work(job(pieces), pieces.size());
    }

    @Test
    void allPiecesAreDoneOnce() {
        List<Integer> done = Collections.synchronizedList(new java.util.ArrayList<>());
        work(IntStream.range(0, 100).<Runnable>mapToObj(i -> () -> done.add(i)).toList());
        assertThat(done).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void severalWorkAtTheSameTime() {
        CountDownLatch all = new CountDownLatch(3);
        Runnable meeting = () -> {
            all.countDown();
            await(all);
        };
        work(List.of(meeting, meeting, meeting));
        assertThat(all.getCount()).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new StoreFailure(Kind.INTERRUPTED, "interrupted", e);
        }
    }

    @Test
    void aPieceMayBeAJobWithoutAnyHandsLeft() {
        AtomicInteger done = new AtomicInteger();
        List<Runnable> inner = Collections.nCopies(10, done::incrementAndGet);
        List<Runnable> middle = Collections.nCopies(10, () -> work(inner));
        work(Collections.nCopies(10, () -> work(middle)));
        assertThat(done).hasValue(1000);
    }

    @Test
    void theFirstFailureStopsTheOthersAndIsThrown() {
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger stopped = new AtomicInteger();
        CountDownLatch waiting = new CountDownLatch(2);
        Runnable patient = () -> {
            waiting.countDown();
            try {
                await(never);
            } finally {
                stopped.incrementAndGet();
            }
        };
        Runnable failing = () -> {
            await(waiting);
            throw new IllegalStateException("it broke");
        };
        assertThatThrownBy(() -> work(List.of(patient, patient, failing, never::countDown)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("it broke");
        assertThat(stopped).hasValue(2);
        assertThat(never.getCount()).as("no piece is begun any more").isOne();
        assertThat(Thread.currentThread().isInterrupted())
                .as("our own interrupt ends with the job")
                .isFalse();
    }

    @Test
    void anInterruptOfTheCallerStopsAll() {
        Thread caller = Thread.currentThread();
        CountDownLatch never = new CountDownLatch(1);
        Set<Thread> begun = ConcurrentHashMap.newKeySet();
        Runnable patient = () -> {
            begun.add(Thread.currentThread());
            if (Thread.currentThread() != caller) caller.interrupt();
            await(never);
        };
        assertThatThrownBy(() -> work(List.of(patient, patient)))
                .isInstanceOfSatisfying(
                        StoreFailure.class, e -> assertThat(e.kind()).isEqualTo(Kind.INTERRUPTED));
        Thread.interrupted();
        assertThat(begun).isNotEmpty();
    }
}
