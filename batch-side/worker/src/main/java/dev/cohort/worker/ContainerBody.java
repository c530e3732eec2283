package dev.cohort.worker;

import dev.cohort.contract.Body;
import dev.cohort.contract.FailureKind;
import dev.cohort.worker.container.ContainerEngine;
import dev.cohort.worker.container.ContainerGroup;
import dev.cohort.worker.container.ContainerState;
import dev.cohort.worker.container.EngineFailure;
import dev.cohort.worker.container.StepImage;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A body in its container. The engine's program is waited for in a session; what counts is how the container ended, so that no tool
 * is blamed for what the engine could not do.
 */
final class ContainerBody implements BodyHost.Ready, RunningBody {
    private static final Duration AGAIN = Duration.ofMillis(100);
    private static final int NOT_EXECUTABLE = 126;

    private final ContainerEngine engine;
    private final String id;
    private final Attempt attempt;
    private final Launch launch;
    private final StepImage image;
    private final Watch watch;
    private final ContainerGroup group;
    private final MemoryEvents memory;
    private final long killsBefore;
    private volatile @Nullable Session session;
    private volatile @Nullable Future<?> later;
    private volatile @Nullable Process removal;
    private volatile @Nullable Future<?> termed;
    private volatile boolean stopped;
    private volatile boolean over;
    private boolean lackedMemory;

    ContainerBody(
            ContainerEngine engine,
            String id,
            Attempt attempt,
            Launch launch,
            StepImage image,
            Watch watch,
            ContainerGroup group,
            MemoryEvents memory) {
        this.engine = engine;
        this.id = id;
        this.attempt = attempt;
        this.launch = launch;
        this.image = image;
        this.watch = watch;
        this.group = group;
        this.memory = memory;
        this.killsBefore = memory.before();
    }

    @Override
    public RunningBody start() throws IOException {
        session = Session.start(
                new Launch(engine.running(id), System.getenv(), "", launch.shown()),
                attempt.directory().work(),
                attempt.directory().log(),
                attempt.settings().grace(),
                watch,
                pid -> new UsageMeter(pid, () -> group.processes(id)));
        return this;
    }

    private Session session() {
        Session running = session;
        if (running == null) {
            throw new IllegalStateException("the container " + id + " was not started");
        }
        return running;
    }

    @Override
    public long pid() {
        return session().pid();
    }

    @Override
    public UsageMeter meter() {
        return session().meter();
    }

    @Override
    public int waitFor(Runnable onInterrupt) {
        int status = session().waitFor(onInterrupt);
        over = true;
        forget(termed);
        forget(later);
        return status == 0 || stopped ? status : settled();
    }

    private static void forget(@Nullable Future<?> pending) {
        if (pending != null) {
            pending.cancel(false);
        }
    }

    private int settled() {
        ContainerState state = engine.state(id)
                .orElseThrow(() -> platform("lost the container of "
                        + attempt.task().shown() + ": somebody else removed it, or the engine was restarted"));
        if (!state.started() || isProgramMissing()) {
            throw unstarted(state);
        }
        if (state.running()) {
            throw platform(
                    "lost its connection to the container of " + attempt.task().shown());
        }
        lackedMemory = state.lackedMemory();
        return state.exitCode();
    }

    /** Where something of the engine's starts the body from within, it is that which finds no program, and says so. */
    private boolean isProgramMissing() {
        String exec = "exec " + program();
        return log().contains(exec + " failed: ") || log().contains(exec + ": no such file or directory");
    }

    private String log() {
        try {
            return LogTail.of(attempt.directory().log());
        } catch (IOException e) {
            return "";
        }
    }

    private String program() {
        return launch.argv().get(0);
    }

    private TaskFailure unstarted(ContainerState state) {
        boolean denied = state.exitCode() == NOT_EXECUTABLE;
        String words = state.error().isEmpty() ? EngineFailure.words(log()) : state.error();
        if (state.started() || words.contains("exec: \"" + program())) {
            return new TaskFailure(FailureKind.TOOL, missing(denied));
        }
        return platform("could not start the container of " + attempt.task().shown() + ": " + words);
    }

    private String missing(boolean denied) {
        String of = "The image " + image.name() + " of step " + attempt.job().step();
        String advice = ". Mend the image, or name another: `image` in the pipeline, or --image "
                + attempt.job().step() + "=IMAGE.";
        if (attempt.job().body() instanceof Body.Run) {
            return of + " has no bash, which runs the script of the step" + advice;
        }
        if (attempt.job().body() instanceof Body.Script) {
            return of + " has not what runs " + launch.shown() + ", as its first line names it" + advice;
        }
        return of + (denied ? " may not execute " : " has no program ") + Words.quoted(program()) + advice;
    }

    private TaskFailure platform(String words) {
        return new TaskFailure(FailureKind.PLATFORM, engine.kind().title() + " " + words);
    }

    /** Podman does not always hear of it; then the kernel's own count is asked, as for a body without a container. */
    @Override
    public boolean lackedMemory(BodyEnd end) {
        return lackedMemory || end.isKilled() && memory.now() > killsBefore;
    }

    /** TERM to the first process in the container, which hands it on, as the engines do it themselves. */
    @Override
    public void stop() {
        if (!over && !stopped) {
            stopped = true;
            term(attempt.settings().grace().toNanos() + System.nanoTime());
        }
    }

    /** A container that is only about to start takes no signal, so it is tried again. */
    private void term(long until) {
        try {
            termed = engine.term(id).onExit().thenAccept(call -> termed(call.exitValue() == 0, until));
        } catch (EngineFailure gone) {
            session().kill();
        }
    }

    private void termed(boolean heard, long until) {
        if (!over) {
            Duration grace = Duration.ofNanos(Math.max(0, until - System.nanoTime()));
            boolean again = !heard && grace.compareTo(AGAIN) > 0;
            later = again ? watch.later(AGAIN, () -> term(until)) : watch.later(grace, this::kill);
        }
    }

    @Override
    public void kill() {
        if (!over) {
            try {
                removal = engine.beginRemoval(id);
            } finally {
                session().kill();
            }
        }
    }

    @Override
    public void close() {
        Process begun = removal;
        try {
            if (begun != null) {
                begun.onExit().join();
            }
            engine.remove(id);
        } catch (EngineFailure failure) {
            System.err.println(
                    "Cannot remove the container of " + attempt.task().shown() + ": " + failure.getMessage());
        }
    }
}
