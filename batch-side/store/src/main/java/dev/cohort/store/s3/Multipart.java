package dev.cohort.store.s3;

import dev.cohort.store.ByteRange;
import dev.cohort.store.Location;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** The parts of an object that is made of several: begun in order, one by one, and carried through at the same time. */
final class Multipart implements Crew.Job {
    private final long size;
    private final long part;
    private final Maker maker;
    private final @Nullable CompletedPart[] completed;
    private int next;

    Multipart(long size, long part, Maker maker) {
        this.size = size;
        this.part = part;
        this.maker = maker;
        this.completed = new @Nullable CompletedPart[Math.toIntExact((size + part - 1) / part)];
    }

    /** How a part comes to S3. */
    interface Maker {
        /** Called in order, by one at a time. */
        Supplier<CompletedPart> begin(int number, ByteRange range);
    }

    /** What was sent of an upload costs money until it is completed or given up. */
    static <T> T orAbort(Writing writing, Location.S3 object, String upload, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException | Error e) {
            abort(writing, object, upload, e);
            throw e;
        }
    }

    private static void abort(Writing writing, Location.S3 object, String upload, Throwable cause) {
        boolean interrupted = Thread.interrupted();
        try {
            writing.abort(object, upload);
        } catch (SdkException e) {
            cause.addSuppressed(e);
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    void run(Crew crew) {
        crew.work(this, completed.length);
    }

    @Override
    public Optional<Runnable> next() {
        if (next == completed.length) return Optional.empty();
        int index = next++;
        long offset = index * part;
        Supplier<CompletedPart> carrying = maker.begin(index + 1, ByteRange.of(offset, Math.min(part, size - offset)));
        return Optional.of(() -> completed[index] = carrying.get());
    }

    /** All of them, once they are. */
    List<CompletedPart> completed() {
        return Arrays.stream(completed)
                .map(one -> Objects.requireNonNull(one, "a part was not carried through"))
                .toList();
    }
}
