package dev.cohort.orchestrator.cli;

import dev.cohort.contract.RunId;
import dev.cohort.orchestrator.engine.local.ThisMachine;
import dev.cohort.orchestrator.journal.Follower;
import dev.cohort.orchestrator.journal.Journal;
import dev.cohort.orchestrator.run.Presence;
import dev.cohort.orchestrator.run.RunProgress;
import dev.cohort.store.Store;

/** Whether somebody works on a run, for whoever asks again and again. */
final class RunLife {
    private final Follower follower;

    RunLife(Store store, RunId run) {
        this.follower = new Follower(new Journal(store, run));
    }

    /** Of an owner that can't be seen from here it is believed; jobs on a queue go on without any. */
    boolean goesOn() {
        var unused = follower.readOn();
        RunProgress progress = follower.progress();
        return !progress.hasEnded() && (progress.isOnQueue() || ThisMachine.presence(progress) != Presence.GONE);
    }
}
