package dev.cohort.orchestrator.journal;

import dev.cohort.orchestrator.run.IllegalTransition;
import dev.cohort.orchestrator.run.RunEvent;
import dev.cohort.orchestrator.run.RunProgress;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Reads a journal from its beginning, and on as it grows, and folds what it finds. */
public final class Follower {
    private final Journal journal;
    private BiConsumer<RunEvent, RunProgress> listener = (event, now) -> {};
    private RunProgress progress = RunProgress.NOTHING;
    private long next = Journal.FIRST;

    public Follower(Journal journal) {
        this.journal = journal;
    }

    /** What a run comes to now. */
    public static RunProgress replay(Journal journal) {
        Follower follower = new Follower(journal);
        follower.readOn();
        return follower.progress();
    }

    /** From here on the listener is told each event, with what the run comes to after it. */
    public void listen(BiConsumer<RunEvent, RunProgress> to) {
        listener = to;
    }

    /** Says something into a run that another owns, unless that has ended; it will be heard. Returns whether it was said. */
    public boolean say(RunEvent event) {
        readOn();
        while (!progress.hasEnded()) {
            if (journal.put(next, List.of(event))) {
                journal.sync(List.of(next));
                next++;
                fold(event);
                return true;
            }
            readOn();
        }
        return false;
    }

    /** All that has come since the last time; returns whether that was anything. */
    public boolean readOn() {
        long before = next;
        for (Optional<List<RunEvent>> batch = journal.read(next); batch.isPresent(); batch = journal.read(next)) {
            next++;
            batch.get().forEach(this::fold);
        }
        return next > before;
    }

    void fold(RunEvent event) {
        try {
            progress = progress.after(event);
        } catch (IllegalTransition illegal) {
            throw new JournalFault("The journal of the run " + journal.run() + " makes no sense near batch "
                    + (next - 1) + ": " + illegal.getMessage());
        }
        listener.accept(event, progress);
    }

    public RunProgress progress() {
        return progress;
    }

    /** The number of the next batch. */
    long next() {
        return next;
    }

    /** The next batch is ours, and its events are known already. */
    void skip() {
        next++;
    }
}
