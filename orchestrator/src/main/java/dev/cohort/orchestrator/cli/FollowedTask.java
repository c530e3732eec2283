package dev.cohort.orchestrator.cli;

import dev.cohort.contract.Outcome;
import dev.cohort.orchestrator.catalog.FollowedLog;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Follows the log of a task from attempt to attempt, until the task ends, or its run does. */
final class FollowedTask {
    private static final long LOOK_MS = 200;

    /** Between two tasks of a run none may be under way; after so many looks in vain it is taken to have ended. */
    private static final int LOOKS_IN_VAIN = 10;

    /** The outcome of a task comes a moment after its log; only who waits longer wants to know for what. */
    private static final int PATIENCE = 3;

    private final Console console;
    private final TaskLog log;
    private final @Nullable Integer wanted;
    private final BooleanSupplier runLives;
    private int shown;
    private int looks;

    FollowedTask(Console console, TaskLog log, @Nullable Integer wanted, BooleanSupplier runLives) {
        this.console = console;
        this.log = log;
        this.wanted = wanted;
        this.runLives = runLives;
    }

    /** The exit code. */
    int show() throws IOException, InterruptedException {
        for (int inVain = 0; inVain < LOOKS_IN_VAIN; inVain++) {
            Optional<FollowedLog> live = log.live(true).filter(this::isWanted);
            if (live.isPresent()) {
                follow(live.get());
            } else if (isOver()) {
                break;
            } else {
                tellWaiting();
                TimeUnit.MILLISECONDS.sleep(LOOK_MS);
            }
            inVain = live.isPresent() || runLives.getAsBoolean() ? 0 : inVain;
        }
        return shown > 0 ? ExitCode.OK : log.showStored(wanted);
    }

    private boolean isWanted(FollowedLog live) {
        return wanted == null ? live.attempt() > shown : live.attempt() == wanted && shown == 0;
    }

    /** What was over before it could be opened is shown from the store. */
    private void follow(FollowedLog live) throws IOException {
        if (log.copy(live)) {
            shown = live.attempt();
            looks = 0;
        }
    }

    /** Asked only when nothing is under way: what an earlier round left is not the end of a task that is done again. */
    private boolean isOver() {
        if (wanted != null && shown > 0) {
            return true;
        }
        Optional<Outcome> outcome = log.outcome();
        return outcome.isPresent()
                && outcome.get().attempt() >= (wanted == null ? shown : wanted)
                && !(wanted == null && log.mayBeTriedAgain(outcome.get()));
    }

    private void tellWaiting() {
        if (++looks == PATIENCE) {
            console.note("waiting for " + log.name() + (shown == 0 ? " to begin" : " to end, or to be tried again")
                    + "; Ctrl-C ends this");
        }
    }
}
