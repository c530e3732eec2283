package dev.cohort.orchestrator.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cohort.contract.RunState;
import dev.cohort.contract.StoreLayout;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.run.Owner;
import dev.cohort.orchestrator.run.Plans;
import dev.cohort.orchestrator.run.RandomRun;
import dev.cohort.orchestrator.run.RunEvent;
import dev.cohort.orchestrator.run.RunProgress;
import dev.cohort.orchestrator.run.TaskCounts;
import dev.cohort.store.Content;
import dev.cohort.store.Key;
import dev.cohort.store.Location;
import dev.cohort.store.Prefix;
import dev.cohort.store.Store;
import dev.cohort.store.Stored;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run of two jobs with two tasks each and one with one, its journal in a directory, and a time that the tests set. */
class RunJournalTest {
    private static final Owner OTHER = new Owner("host2", "boot", "pid:[1]", 12, 1, "bob", "1");

    @TempDir
    private Path folder;

    private final RunPlan plan = Plans.of(Plans.CHAIN, "a", "b");
    private final String first = plan.jobs().get(0).name();
    private final AtomicLong nanos = new AtomicLong();
    private Store store;
    private Journal journal;
    private RunJournal mine;

    @BeforeEach
    void setUp() {
        store = Store.open(Location.of(folder));
        journal = new Journal(store, Plans.RUN);
        mine = new RunJournal(journal, Plans.OWNER, nanos::get);
    }

    private void runs() {
        mine.insist(List.of(Plans.started(plan), RunEvent.Planned.of(plan)));
        mine.insist(plan.jobs().stream()
                .<RunEvent>map(job -> new RunEvent.SubmitIntended(job.name()))
                .toList());
        mine.insist(plan.jobs().stream()
                .<RunEvent>map(job -> new RunEvent.Submitted(job.name(), job.name()))
                .toList());
    }

    private RunProgress replayed() {
        return Follower.replay(journal);
    }

    private long batches() {
        try (Stream<Stored> files = store.list(Prefix.of(StoreLayout.OF_ANY_NAME.journal(Plans.RUN) + "/"))) {
            return files.count();
        }
    }

    private static RunEvent.CancelAsked cancel() {
        return new RunEvent.CancelAsked("bob", Plans.NOON);
    }

    private RunEvent progressed(int done) {
        return new RunEvent.Progressed(first, new TaskCounts(done, 0, 0, 0, 0, 2 - done));
    }

    private void pass(long ms) {
        nanos.addAndGet(ms * 1_000_000);
    }

    @Test
    void whatIsDecidedIsWrittenAtOnceAndCanBeReadByAll() {
        runs();

        assertThat(batches()).isEqualTo(3);
        assertThat(replayed()).isEqualTo(mine.progress());
        assertThat(replayed().state()).isEqualTo(RunState.RUNNING);
    }

    @Test
    void whatWasSeenWaitsAndOfAJobOnlyTheLastIsWritten() {
        runs();
        mine.note(progressed(1));
        mine.tick();
        mine.note(progressed(2));
        assertThat(mine.progress().step("first").succeeded()).isEqualTo(2);
        assertThat(batches()).isEqualTo(3);

        pass(200);
        mine.tick();

        assertThat(batches()).isEqualTo(4);
        assertThat(journal.read(4)).contains(List.of(progressed(2)));
        assertThat(replayed()).isEqualTo(mine.progress());
    }

    @Test
    void theLongerARunGoesOnTheRarerItWrites() {
        runs();
        pass(3_600_000);
        mine.note(progressed(1));
        mine.tick();
        assertThat(batches()).as("an hour was over since the last").isEqualTo(4);

        mine.note(progressed(2));
        pass(14_000);
        mine.tick();
        assertThat(batches()).isEqualTo(4);
        pass(1_000);
        mine.tick();
        assertThat(batches()).isEqualTo(5);
    }

    @Test
    void whatWaitedGoesAlongWithTheNextDecision() {
        runs();
        mine.note(progressed(1));

        mine.insist(List.of(new RunEvent.Ended(RunState.FAILED, null, Plans.NOON)));

        assertThat(batches()).isEqualTo(4);
        assertThat(replayed()).isEqualTo(mine.progress());
    }

    @Test
    void whoComesBetweenIsHeardAndAllIsDecidedAgain() {
        mine.insist(List.of(Plans.started(plan)));
        assertThat(new Follower(journal).say(cancel())).isTrue();

        assertThat(mine.decide(List.of(RunEvent.Planned.of(plan)))).isFalse();

        assertThat(mine.progress().cancel()).isEqualTo(cancel());
        assertThat(mine.progress().state()).isEqualTo(RunState.SETTLING);
        mine.insist(List.of(new RunEvent.Ended(RunState.CANCELLED, null, Plans.NOON)));
        assertThat(replayed()).isEqualTo(mine.progress());
    }

    @Test
    void whatWaitedSurvivesSomebodyElsesBatch() {
        runs();
        mine.note(progressed(1));
        assertThat(new Follower(journal).say(cancel())).isTrue();

        pass(200);
        mine.tick();

        assertThat(journal.read(4)).contains(List.of(cancel()));
        assertThat(journal.read(5)).contains(List.of(progressed(1)));
        assertThat(replayed()).isEqualTo(mine.progress());
    }

    @Test
    void othersAreHeardAlsoWhenThereIsNothingToWrite() {
        List<String> told = new ArrayList<>();
        runs();
        mine.listen((event, progress) ->
                told.add(event.word() + " in " + progress.state().word()));
        assertThat(new Follower(journal).say(cancel())).isTrue();

        mine.tick();
        assertThat(told).as("not at every look").isEmpty();
        pass(500);
        mine.tick();

        assertThat(told).containsExactly("cancel asked in settling");
    }

    @Test
    void whoeverWasTakenOverStops() {
        runs();
        RunJournal theirs = new RunJournal(journal, OTHER, nanos::get);
        theirs.insist(List.of(new RunEvent.TakenOver(OTHER, Plans.NOON)));

        pass(500);

        assertThatThrownBy(mine::tick)
                .isInstanceOf(JournalFault.class)
                .hasMessage("The run 20260131-120000-k3x9 was taken over by process 12 of bob on host2;"
                        + " `cohort attach 20260131-120000-k3x9` shows how it goes on");
    }

    @Test
    void aRunThatSomebodyElseEndedIsNotWrittenOn() {
        runs();
        mine.note(progressed(1));
        new RunJournal(journal, OTHER, nanos::get)
                .insist(List.of(new RunEvent.Ended(RunState.CANCELLED, "Its process was gone.", Plans.NOON)));

        pass(200);

        assertThatThrownBy(mine::tick)
                .hasMessage("The run 20260131-120000-k3x9 was ended by somebody else: Its process was gone.");
    }

    @Test
    void whoeverWasTakenOverIsToldSoThoughTheOtherHasEndedTheRunByNow() {
        runs();
        new RunJournal(journal, OTHER, nanos::get)
                .insist(List.of(
                        new RunEvent.TakenOver(OTHER, Plans.NOON),
                        new RunEvent.Ended(RunState.CANCELLED, null, Plans.NOON)));

        pass(500);

        assertThatThrownBy(mine::tick)
                .isInstanceOf(TakenOverFault.class)
                .hasMessage("The run 20260131-120000-k3x9 was ended by somebody else");
    }

    @Test
    void aStoreThatIsEmptiedUnderARunIsToldOfInTime() {
        runs();
        for (long number = 1; number <= 3; number++) {
            store.delete(Key.of(StoreLayout.OF_ANY_NAME.journal(Plans.RUN, number)));
        }
        pass(500);

        assertThatThrownBy(mine::tick)
                .hasMessage("The journal of the run 20260131-120000-k3x9 is gone: its store was emptied, moved or"
                        + " unmounted while it ran. Put the store back in its place, and run the same command again");
    }

    @Test
    void nothingIsSaidIntoARunThatHasEnded() {
        runs();
        mine.insist(List.of(new RunEvent.Ended(RunState.SUCCEEDED, null, Plans.NOON)));

        assertThat(new Follower(journal).say(cancel())).isFalse();
        assertThat(batches()).isEqualTo(4);
    }

    @Test
    void aFollowerIsToldWhatIsNewToIt() {
        List<String> told = new ArrayList<>();
        Follower follower = new Follower(journal);
        follower.listen((event, progress) -> told.add(event.word()));
        assertThat(follower.readOn()).isFalse();

        mine.insist(List.of(Plans.started(plan), RunEvent.Planned.of(plan)));

        assertThat(follower.readOn()).isTrue();
        assertThat(follower.readOn()).isFalse();
        assertThat(told).containsExactly("started", "planned");
    }

    @Test
    void aTornBatchIsNoneAndTheNextNumberIsUsed() {
        runs();
        put(4, "{\"contract\":1,\"number\":4,\"ev");
        put(5, "");

        RunJournal next = new RunJournal(journal, Plans.OWNER, nanos::get);
        next.insist(List.of(new RunEvent.Ended(RunState.FAILED, null, Plans.NOON)));

        assertThat(journal.isThere(6)).isTrue();
        assertThat(replayed().state()).isEqualTo(RunState.FAILED);
    }

    @Test
    void aNewerCohortsBatchIsTold() {
        runs();
        put(4, "{\"contract\":2,\"number\":4,\"events\":[]}");

        assertThatThrownBy(this::replayed)
                .isInstanceOf(JournalFault.class)
                .hasMessageStartingWith("The journal of the run 20260131-120000-k3x9 can't be read: ")
                .hasMessageContaining("newer Cohort (contract 2); update this one")
                .hasMessageEndingWith("/journal/0000000004.json");
    }

    @Test
    void anUnknownEventOfTheSameContractIsPassedOver() {
        runs();
        put(4, "{\"contract\":1,\"number\":4,\"events\":[{\"event\":\"moon rose\"}]}");

        assertThat(replayed().state()).isEqualTo(RunState.RUNNING);
    }

    @Test
    void aJournalThatMakesNoSenseIsTold() {
        runs();
        put(4, "{\"contract\":1,\"number\":4,\"events\":[{\"event\":\"submitted\",\"job\":\"j\",\"id\":\"i\"}]}");

        assertThatThrownBy(this::replayed)
                .isInstanceOf(JournalFault.class)
                .hasMessageContaining("makes no sense near batch 4: the run received `submitted` while in `running`");
    }

    private void put(long number, String text) {
        store.put(Key.of(StoreLayout.OF_ANY_NAME.journal(Plans.RUN, number)), Content.utf8(text));
    }

    /** Wherever an owner is killed between two batches, the next finds the same state, and goes on from it. */
    @Test
    void aRunSurvivesARestartAfterEachBatch() {
        for (long seed = 0; seed < 5; seed++) {
            Journal own = new Journal(Store.open(Location.of(folder.resolve("seed" + seed))), Plans.RUN);
            RunProgress expected = RunProgress.NOTHING;
            long number = Journal.FIRST;
            for (RunEvent event : RandomRun.events(seed)) {
                assertThat(own.put(number++, List.of(event))).isTrue();
                expected = expected.after(event);
                assertThat(Follower.replay(own)).as("seed %d, %s", seed, event).isEqualTo(expected);
            }
        }
    }
}
