package dev.cohort.worker;

import dev.cohort.contract.FailureKind;
import dev.cohort.store.Staged;
import dev.cohort.store.StoreFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Runs the body in a session of its own, and says why it failed if it did. */
final class RunBody implements TaskRunner.Ingredient {
    private static final long TEE_MS = 100;

    private final BodyCommands commands;
    private final Watch watch;
    private final Programs programs = new Programs();
    private final MemoryEvents memory;

    RunBody(BodyCommands commands, Watch watch, MemoryEvents memory) {
        this.commands = commands;
        this.watch = watch;
        this.memory = memory;
    }

    @Override
    public boolean add(Attempt attempt) throws IOException {
        attempt.stopwatch().enter(Stopwatch.Part.BODY);
        Launch launch = commands.launch(attempt);
        programs.require(launch.program(), launch.environment().getOrDefault("PATH", ""));
        long killsBefore = memory.before();
        int status = run(attempt, launch);
        BodyEnd end = BodyEnd.of(status, JavaTask.result(attempt));
        end.metrics().forEach(attempt.metrics()::put);
        attempt.cancellation().check();
        requireUnchanged(attempt);
        if (end.failed()) {
            boolean killedForMemory = end.isKilled() && memory.now() > killsBefore;
            throw new BodyFailures(attempt, launch).of(end, killedForMemory);
        }
        attempt.toolExit(0);
        return true;
    }

    private int run(Attempt attempt, Launch launch) throws IOException {
        Path log = attempt.directory().log();
        LogTee tee = attempt.settings().tee() ? new LogTee(log, new SecretValues(attempt)) : null;
        Session session = start(attempt, launch, log);
        Future<?> teeing = tee == null ? null : watch.every(TEE_MS, tee::drain);
        try {
            return session.waitFor(() -> attempt.cancellation().stop(FailureKind.TERMINATED));
        } finally {
            attempt.cancellation().ended();
            attempt.usage(session.meter().usage());
            finish(tee, teeing);
        }
    }

    private Session start(Attempt attempt, Launch launch, Path log) throws IOException {
        Path work = attempt.directory().work();
        try {
            return attempt.cancellation()
                    .start(() ->
                            Session.start(launch, work, log, attempt.settings().grace(), watch));
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
