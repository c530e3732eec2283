package dev.cohort.orchestrator.engine;

import dev.cohort.contract.Outcome;
import dev.cohort.contract.OutputFile;
import dev.cohort.contract.StoreLayout;
import dev.cohort.orchestrator.catalog.StepResults;
import dev.cohort.orchestrator.catalog.StepResults.TaskResults;
import dev.cohort.store.Expect;
import dev.cohort.store.Key;
import dev.cohort.store.Sha256;
import dev.cohort.store.Store;
import dev.cohort.store.StoreFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Copies results out of a store, to {@code <folder>/<step>/<sample>/<file>}: each file whole and checked against its outcome or not
 * at all, none that differs from one that is there, and none outside of the folder.
 */
public final class Pull implements AutoCloseable {
    private static final int THREADS = 4;

    /** Tasks that wait for a thread; the rest is not even listed yet. */
    private static final int AHEAD = 64;

    private static final int MOST_FAULTS = 20;
    private static final String UNFINISHED = ".cohort-pull.";

    private final Store store;
    private final StepResults results;
    private final Path folder;
    private final Path realFolder;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final Semaphore ahead = new Semaphore(AHEAD);
    private final AtomicLong unfinished = new AtomicLong();
    private final AtomicLong copied = new AtomicLong();
    private final AtomicLong same = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong faulty = new AtomicLong();
    private final List<String> faults = new ArrayList<>();

    public Pull(Store store, StepResults results, Path folder) throws IOException {
        this.store = store;
        this.results = results;
        this.folder = folder;
        this.realFolder = Files.createDirectories(folder).toRealPath();
    }

    /** Has the results of one task copied; waits while too many others do. */
    public void add(String step, TaskResults task) {
        ahead.acquireUninterruptibly();
        threads.execute(() -> {
            try {
                pull(step, task);
            } catch (StoreFailure | IOException e) {
                fault(String.valueOf(e.getMessage()));
            } finally {
                ahead.release();
            }
        });
    }

    /** Whether all is done, waited for at most so long. */
    public boolean isDone(long millis) throws InterruptedException {
        boolean done = ahead.tryAcquire(AHEAD, millis, TimeUnit.MILLISECONDS);
        if (done) {
            ahead.release(AHEAD);
        }
        return done;
    }

    private void pull(String step, TaskResults task) throws IOException {
        Optional<Outcome> outcome = results.outcome(task);
        if (outcome.isEmpty()) {
            fault("the results in " + task.folder() + " have just been replaced; pull again");
            return;
        }
        Path home = folder.resolve(step).resolve(task.sample() == null ? StoreLayout.COHORT : task.sample());
        for (OutputFile file : outcome.get().outputs()) {
            pull(file, task.folder().key(file.path()), home.resolve(file.path()));
        }
    }

    private void pull(OutputFile file, Key key, Path target) throws IOException {
        try {
            requireInside(target);
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                compare(file, target);
            } else {
                copy(file, key, target);
            }
        } catch (StoreFailure e) {
            fault(String.valueOf(e.getMessage()));
        }
    }

    /** A link in the folder may lead anywhere. */
    private void requireInside(Path target) throws IOException {
        Path parent = Files.createDirectories(target.getParent()).toRealPath();
        if (!parent.startsWith(realFolder)) {
            throw new IOException(target + " would lie outside of " + folder + ", as a link leads to " + parent
                    + "; remove the link, or pull into another folder");
        }
    }

    private void compare(OutputFile file, Path target) throws IOException {
        boolean equal = Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
                && Files.size(target) == file.size()
                && Sha256.of(target).hex().equals(file.sha256());
        if (equal) {
            same.incrementAndGet();
        } else {
            fault(target
                    + " is there and differs from the result, so it is left as it is; remove it, or pull into another"
                    + " folder");
        }
    }

    private void copy(OutputFile file, Key key, Path target) throws IOException {
        Path arriving =
                target.resolveSibling(UNFINISHED + ProcessHandle.current().pid() + "." + unfinished.incrementAndGet());
        store.copyIn(key, arriving, Expect.etag(file.etag()).andSha256(new Sha256(file.sha256())));
        Files.move(arriving, target, StandardCopyOption.ATOMIC_MOVE);
        copied.incrementAndGet();
        bytes.addAndGet(file.size());
    }

    private void fault(String sentence) {
        faulty.incrementAndGet();
        synchronized (faults) {
            if (faults.size() < MOST_FAULTS) {
                faults.add(sentence);
            }
        }
    }

    public long copied() {
        return copied.get();
    }

    /** Of what was copied. */
    public long bytes() {
        return bytes.get();
    }

    /** Files that were there already, with the same bytes. */
    public long same() {
        return same.get();
    }

    /** What could not be pulled, or is not what it should be: the first of it, in words. */
    public List<String> faults() {
        synchronized (faults) {
            return List.copyOf(faults);
        }
    }

    /** All of it. */
    public long faulty() {
        return faulty.get();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
