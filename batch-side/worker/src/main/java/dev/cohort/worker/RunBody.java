package dev.cohort.worker;

import dev.cohort.contract.FailureKind;
import dev.cohort.store.Staged;
import dev.cohort.store.StoreFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Runs the body where bodies run, and says why it failed if it did. */
final class RunBody implements TaskRunner.Ingredient {
    private static final long TEE_MS = 100;

    private final BodyCommands commands;
    private final BodyHost host;
    private final Watch watch;

    RunBody(BodyCommands commands, BodyHost host, Watch watch) {
        this.commands = commands;
        this.host = host;
        this.watch = watch;
    }

    @Override
    public boolean add(Attempt attempt) throws IOException {
        attempt.stopwatch().enter(Stopwatch.Part.BODY);
        Launch launch = commands.launch(attempt);
        try (BodyHost.Ready body = host.prepare(attempt, launch)) {
            int status = run(attempt, launch, body);
            BodyEnd end = BodyEnd.of(status, JavaTask.result(attempt));
            end.metrics().forEach(attempt.metrics()::put);
            attempt.cancellation().check();
            requireUnchanged(attempt);
            if (end.failed()) {
                throw new BodyFailures(attempt, launch).of(end, body.lackedMemory(end));
            }
        }
        attempt.toolExit(0);
        return true;
    }

    private int run(Attempt attempt, Launch launch, BodyHost.Ready body) throws IOException {
        Path log = attempt.directory().log();
        LogTee tee = attempt.settings().tee() ? new LogTee(log, new SecretValues(attempt)) : null;
        RunningBody running = start(attempt, launch, body);
        Future<?> teeing = tee == null ? null : watch.every(TEE_MS, tee::drain);
        try {
            return running.waitFor(() -> attempt.cancellation().stop(FailureKind.TERMINATED));
        } finally {
            attempt.cancellation().ended();
            attempt.directory().removeForeignLog();
            attempt.usage(running.meter().usage());
            finish(tee, teeing);
        }
    }

    private static RunningBody start(Attempt attempt, Launch launch, BodyHost.Ready body) throws IOException {
        try {
            return attempt.cancellation().start(body::start);
        } catch (IOException e) {
            throw TaskFailure.ofDisk(FailureKind.TOOL, launch.shown() + " cannot be started: ", e);
        }
    }

    private static void finish(@Nullable LogTee tee, @Nullable Future<?> teeing) {
        if (tee != null && teeing != null) {
            teeing.cancel(false);
            tee.finish();
        }
    }

    /** Told before the tool's own failure, as an input that changed under it explains that too. */
    private static void requireUnchanged(Attempt attempt) {
        for (Staged input : attempt.staged()) {
            try {
                input.requireUnchanged();
            } catch (StoreFailure failure) {
                throw TaskFailure.ofStore(FailureKind.INPUT_CHANGED, "", failure);
            }
        }
    }
}
