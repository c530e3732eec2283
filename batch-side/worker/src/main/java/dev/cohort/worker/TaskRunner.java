package dev.cohort.worker;

import dev.cohort.contract.Body;
import dev.cohort.contract.FailureKind;
import dev.cohort.contract.JsonFault;
import dev.cohort.store.Store;
import dev.cohort.store.StoreFailure;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Runs attempts at tasks by one recipe, as many at once as there are threads that call it: inputs found, passed if
 * current, payload, free space, stage in, body, stage out; and the outcome last, whatever happened.
 */
public final class TaskRunner implements AutoCloseable {
    private final Store store;
    private final WorkerSettings settings;
    private final TaskDirectories directories;
    private final Watch watch = new Watch();
    private final LatestOutcomes latest = new LatestOutcomes();
    private final List<Ingredient> recipe;

    public TaskRunner(Store store, WorkerSettings settings) {
        this(store, settings, MemoryEvents.ofThisProcess());
    }

    TaskRunner(Store store, WorkerSettings settings, MemoryEvents memory) {
        this.store = store;
        this.settings = settings;
        this.directories = new TaskDirectories(store.scratch());
        Producers producers = new Producers(store, latest);
        this.recipe = List.of(
                new FindInputs(store, producers),
                new PassIfCurrent(producers),
                new FetchPayload(new PayloadCache(store)),
                new CheckFreeSpace(),
                new StageIn(),
                new RunBody(new BodyCommands(settings), BodyHost.of(settings, watch, memory), watch),
                new StageOut(latest));
    }

    /** One thing to do for an attempt. */
    interface Ingredient {
        /** Returns false where the attempt is done with it. Failures are thrown. */
        boolean add(Attempt attempt) throws IOException;
    }

    public TaskResult run(Assignment task) {
        return run(task, new Cancellation());
    }

    /** Returns when the attempt is over and its outcome is stored; where not even that can be stored, the result says so. */
    public TaskResult run(Assignment task, Cancellation cancellation) {
        Attempt attempt = new Attempt(store, directories, settings, task, cancellation);
        if (task.passes() || task.job().body() instanceof Body.Pass) {
            return new OutcomeWriting(attempt, latest).passed();
        }
        Future<?> alarm = watch.alarm(attempt);
        TaskFailure failure = failure(attempt);
        // The file system refuses an interrupted thread, which still has to say how it ended.
        boolean interrupted = Thread.interrupted();
        try {
            return new OutcomeWriting(attempt, latest).finish(failure);
        } finally {
            attempt.close();
            finish(alarm, interrupted);
        }
    }

    private static void finish(@Nullable Future<?> alarm, boolean interrupted) {
        if (alarm != null) {
            alarm.cancel(false);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable TaskFailure failure(Attempt attempt) {
        try {
            cook(attempt);
            return null;
        } catch (TaskFailure failure) {
            return failure;
        } catch (StoreFailure failure) {
            return TaskFailure.ofStore(FailureKind.PLATFORM, "", failure);
        } catch (IOException failure) {
            return TaskFailure.ofDisk(FailureKind.PLATFORM, "", failure);
        } catch (JsonFault failure) {
            return new TaskFailure(
                    FailureKind.STAGE_IN, "Something in the store cannot be read: " + failure.getMessage());
        } catch (RuntimeException | Error failure) {
            return TaskFailure.unforeseen(failure);
        }
    }

    private void cook(Attempt attempt) throws IOException {
        for (Ingredient ingredient : recipe) {
            attempt.cancellation().check();
            if (!ingredient.add(attempt)) {
                return;
            }
        }
    }

    @Override
    public void close() {
        watch.close();
        directories.close();
    }
}
