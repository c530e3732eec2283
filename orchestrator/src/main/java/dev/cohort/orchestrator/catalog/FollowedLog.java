package dev.cohort.orchestrator.catalog;

import dev.cohort.contract.RunId;
import dev.cohort.store.Store;
import dev.cohort.worker.LiveTasks;
import dev.cohort.worker.LiveTasks.LiveTask;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt prints while it prints it: reading waits for more, until the attempt ends.
 *
 * <p>When it does, its log is moved into the store, as the same file, and so is read here to its end.
 */
public final class FollowedLog extends InputStream {
    private static final long LOOK_MS = 100;

    private final LiveTasks tasks;
    private final RunId run;
    private final String step;
    private final @Nullable String sample;
    private final LiveTask task;
    private final boolean waits;
    private @Nullable FileChannel file;
    private boolean wasRead;

    private FollowedLog(Store store, RunId run, String step, @Nullable String sample, LiveTask task, boolean waits) {
        this.tasks = new LiveTasks(store);
        this.run = run;
        this.step = step;
        this.sample = sample;
        this.task = task;
        this.waits = waits;
    }

    /** The log of the attempt that is under way; empty where none is. If it does not wait, it ends with what is there now. */
    public static Optional<FollowedLog> of(
            Store store, RunId run, String step, @Nullable String sample, boolean waits) {
        return new LiveTasks(store)
                .find(run.text(), step, sample)
                .map(task -> new FollowedLog(store, run, step, sample, task, waits));
    }

    public int attempt() {
        return task.attempt();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (true) {
            boolean over = !waits || isOver();
            int n = available(into, offset, length);
            wasRead |= n > 0;
            if (n > 0 || over) {
                return n > 0 ? n : -1;
            }
            pause();
        }
    }

    private boolean isOver() {
        return tasks.find(run.text(), step, sample).filter(task::equals).isEmpty();
    }

    private static void pause() throws InterruptedIOException {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a log was followed");
        }
    }

    private int available(byte[] into, int offset, int length) throws IOException {
        FileChannel open = file == null ? open() : file;
        return open == null ? 0 : open.read(ByteBuffer.wrap(into, offset, length));
    }

    /** Null before the body starts. The directory of an attempt that is over may be the next task's, and then so is the file. */
    private @Nullable FileChannel open() throws IOException {
        try {
            FileChannel opened = FileChannel.open(task.log(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
            if (isOver()) {
                opened.close();
                return null;
            }
            file = opened;
            return opened;
        } catch (NoSuchFileException notYet) {
            return null;
        }
    }

    /** Whether anything of it was read; where it was over too soon, its log lies in the store. */
    public boolean wasRead() {
        return wasRead;
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
