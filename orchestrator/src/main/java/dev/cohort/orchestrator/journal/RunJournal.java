package dev.cohort.orchestrator.journal;

import dev.cohort.orchestrator.run.Owner;
import dev.cohort.orchestrator.run.RunEvent;
import dev.cohort.orchestrator.run.RunProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A run's journal in the hands of its owner, who alone tells what happens; others may ask for its end, or take it over, and
 * that is seen here soon. What is decided is written at once and before it is done; what was merely seen waits a little, so
 * that a run of a million tasks writes as few files as one of ten.
 */
public final class RunJournal {

    /** What was seen is written after a hundredth of the time that it goes on already, but within these. */
    private static final long SHORTEST = Duration.ofMillis(200).toNanos();

    private static final long LONGEST = Duration.ofSeconds(15).toNanos();
    private static final long SHARE = 100;

    private static final long LOOK = Duration.ofMillis(500).toNanos();

    /** Old enough that a look before each of many quick calls costs nothing. */
    private static final long LICENCE = Duration.ofSeconds(2).toNanos();

    private final Journal journal;
    private final Owner owner;
    private final Follower follower;
    private final LongSupplier nanos;
    private final Noted noted = new Noted();
    private final List<Long> unsynced = new ArrayList<>();
    private final long opened;
    private long lastWritten;
    private long lastLooked;
    private boolean ours;

    /** Reads what there is. {@code nanos} is a time that only goes on, and must do so while the machine sleeps, too: others act then. */
    public RunJournal(Journal journal, Owner owner, LongSupplier nanos) {
        this.journal = journal;
        this.owner = owner;
        this.follower = new Follower(journal);
        this.nanos = nanos;
        this.opened = nanos.getAsLong();
        this.lastWritten = opened;
        this.lastLooked = opened;
        follower.readOn();
    }

    /** From here on the listener is told of each event, whoever wrote it. */
    public void listen(BiConsumer<RunEvent, RunProgress> to) {
        follower.listen(to);
    }

    public RunProgress progress() {
        return follower.progress();
    }

    /**
     * Writes what was decided, so that it may be done. False where others have written meanwhile: that is heard now, nothing of
     * this was written, and it has to be decided again.
     */
    public boolean decide(List<RunEvent> events) {
        if (progress().hasEnded()) {
            requireOurs();
        }
        requirePossible(events);
        List<RunEvent> batch = new ArrayList<>(noted.all());
        batch.addAll(events);
        if (!write(batch)) {
            return false;
        }
        events.forEach(follower::fold);
        ours = owner.equals(progress().owner());
        journal.sync(unsynced);
        unsynced.clear();
        return true;
    }

    /** What can't follow must never stand in a journal, where it could not be taken back. */
    private void requirePossible(List<RunEvent> events) {
        RunProgress then = progress();
        for (RunEvent event : events) {
            then = then.after(event);
        }
    }

    /** Writes what has been done, or is so whatever others want. */
    public void insist(List<RunEvent> events) {
        while (!decide(events)) {
            requireOurs();
        }
    }

    private boolean write(List<RunEvent> batch) {
        long number = follower.next();
        if (!journal.put(number, batch)) {
            hearOthers();
            return false;
        }
        follower.skip();
        noted.clear();
        unsynced.add(number);
        lastWritten = nanos.getAsLong();
        return true;
    }

    /** What was seen: it counts at once, and is written soon. */
    public void note(RunEvent event) {
        follower.fold(event);
        noted.add(event);
    }

    /** To be called often: writes what has waited long enough, and hears what others have written. */
    public void tick() {
        long now = nanos.getAsLong();
        if (!noted.isEmpty() && now - lastWritten >= pause(now)) {
            flush();
        }
        if (now - lastLooked >= LOOK) {
            lastLooked = now;
            requireThere();
            hearOthers();
        }
    }

    private long pause(long now) {
        return Math.min(LONGEST, Math.max(SHORTEST, (now - opened) / SHARE));
    }

    private void flush() {
        requireThere();
        while (!noted.isEmpty()) {
            var unused = write(noted.all());
        }
    }

    /** To be called before each act that can't be taken back: whoever took the run over waits so long before acting. */
    public void requireOursStill() {
        long now = nanos.getAsLong();
        if (now - lastLooked >= LICENCE) {
            lastLooked = now;
            hearOthers();
        }
    }

    private void hearOthers() {
        follower.readOn();
        requireOurs();
    }

    /** A store that was emptied or unmounted under a run would take new files, and be taken for one in which nothing happened. */
    private void requireThere() {
        if (follower.next() > Journal.FIRST && !journal.isThere(Journal.FIRST)) {
            throw new JournalFault("The journal of the run " + journal.run()
                    + " is gone: its store was emptied, moved or unmounted while it ran. Put the store back in its place,"
                    + " and run the same command again");
        }
    }

    private void requireOurs() {
        RunProgress now = progress();
        @Nullable Owner holder = now.owner();
        boolean isLost = ours && holder != null && !holder.equals(owner);
        if (now.hasEnded()) {
            String ended = "The run " + journal.run() + " was ended by somebody else"
                    + (now.end() == null || now.end().why() == null
                            ? ""
                            : ": " + now.end().why());
            throw isLost ? new TakenOverFault(ended) : new JournalFault(ended);
        }
        if (holder != null && isLost) {
            throw new TakenOverFault("The run " + journal.run() + " was taken over by " + holder.shown()
                    + "; `cohort attach " + journal.run() + "` shows how it goes on");
        }
    }
}
