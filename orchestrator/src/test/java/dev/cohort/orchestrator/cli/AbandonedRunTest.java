package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.RunId;
import dev.cohort.contract.RunState;
import dev.cohort.contract.StoreLayout;
import dev.cohort.orchestrator.catalog.StoredRuns;
import dev.cohort.orchestrator.journal.Follower;
import dev.cohort.orchestrator.journal.Journal;
import dev.cohort.orchestrator.run.RunProgress;
import dev.cohort.orchestrator.run.TaskCounts;
import dev.cohort.store.Location;
import dev.cohort.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs that are left, looked at, ended and carried on by other processes. Three samples go through {@code quick}, then
 * {@code slow}, which waits until it is let go; then {@code all} gathers.
 */
class AbandonedRunTest {
    private static final String PIPELINE = """
            pipeline: p
            defaults: { timeout: 1h, resources: { cpus: 0.1, memory: 16 MiB } }
            steps:
              quick:
                outputs: { out: quick.txt }
                run: |
                  echo begun >> HERE/begun.txt
                  echo ${{ sample }} > quick.txt
                  echo done >> HERE/quick.txt
              slow:
                inputs: { in: "${{ steps.quick.out }}" }
                outputs: { out: slow.txt }
                run: |
                  echo half > slow.txt
                  echo half way
                  sleep 1000 & echo $! $$ >> HERE/bodies.txt
                  while [ ! -e HERE/go ]; do sleep 0.05; done
                  kill %1
                  cp ${{ inputs.in }} slow.txt
                  echo done >> HERE/slow.txt
              all:
                each: cohort
                inputs: { in: "${{ steps.slow.out }}" }
                outputs: { out: all.txt }
                run: |
                  cut -f 2 ${{ inputs.in }} | xargs cat > all.txt
                  echo done >> HERE/all.txt
            """;

    @TempDir
    private Path folder;

    private Workbench bench;

    @BeforeEach
    void setUp() {
        bench = new Workbench(folder);
        bench.file("p.yaml", PIPELINE.replace("HERE", folder.toString())).file("s.txt", "a\nb\nc\n");
    }

    @AfterEach
    void nothingIsLeft() {
        bench.file("go", "");
        bodies().forEach(body -> ProcessHandle.of(body).ifPresent(ProcessHandle::destroyForcibly));
    }

    private CohortProcess start(String... arguments) throws IOException {
        return CohortProcess.start(folder, arguments);
    }

    private CohortProcess startRun() throws IOException {
        return start("run", "p.yaml", "--sample-list-file", "s.txt");
    }

    private TypedCommand typed(String... arguments) {
        return TypedCommand.run(folder, List.of(arguments));
    }

    /** The processes of bodies, and one that each of them has started. */
    private List<Long> bodies() {
        try (Stream<String> lines = Files.lines(bench.path("bodies.txt"))) {
            return lines.flatMap(line -> Stream.of(line.split(" ")))
                    .filter(number -> !number.isEmpty())
                    .map(Long::valueOf)
                    .toList();
        } catch (IOException none) {
            return List.of();
        }
    }

    private void awaitSlow() {
        CohortProcess.await(() -> bench.lines("bodies.txt") >= 3, "three bodies run");
    }

    private void assertNoBodyLives() {
        awaitEnd(bodies());
    }

    /** Somebody has yet to hear of their end. */
    private static void awaitEnd(List<Long> bodies) {
        CohortProcess.await(
                () -> bodies.stream().allMatch(body -> ProcessHandle.of(body).isEmpty()), bodies + " have ended");
    }

    private RunProgress progress(int ofRuns, int number) {
        try (Store store = Store.open(Location.of(bench.path("cohort-store")))) {
            List<RunId> ids = new StoredRuns(store).ids();
            assertThat(ids).hasSize(ofRuns);
            return Follower.replay(new Journal(store, ids.get(number)));
        }
    }

    private void assertAllIsDoneOnce() {
        assertThat(bench.lines("slow.txt")).isEqualTo(3);
        assertThat(bench.lines("all.txt")).isEqualTo(1);
        assertThat(bench.result("all/_cohort/all.txt")).isEqualTo("a\nb\nc\n");
        for (String sample : List.of("a", "b", "c")) {
            assertThat(bench.result("slow/" + sample + "/slow.txt")).isEqualTo(sample + "\n");
        }
        assertNoBodyLives();
        assertThat(scratch()).isEmpty();
        assertThat(typed("plan", "p.yaml", "--sample-list-file", "s.txt").shown())
                .contains("Nothing to do: all results are there and current.");
    }

    private List<Path> scratch() {
        Path scratch = bench.path("cohort-store/.cohort/local/scratch");
        try (Stream<Path> left = Files.list(scratch)) {
            return left.toList();
        } catch (IOException none) {
            return List.of();
        }
    }

    @Test
    void aRunThatWasKilledIsCarriedOnByWhoeverAttaches() throws Exception {
        CohortProcess owner = startRun();
        awaitSlow();
        CohortProcess.await(() -> progress(1, 0).step("slow").running() == 3, "the journal tells so");
        owner.kill();
        List<Long> orphans = bodies();
        assertThat(orphans).allMatch(body -> ProcessHandle.of(body).isPresent());

        TypedCommand status = typed("status", "latest");
        assertThat(status.shown())
                .contains("Its process is gone (process " + owner.pid() + " of ")
                .contains("`cohort attach " + "20");
        assertThat(typed("status", "latest", "--json").shown()).contains("\"waitingFor\": \"attach\"");
        assertThat(typed("runs").shown()).contains("running, cut off");
        TypedCommand logs = typed("logs", "latest", "slow", "a");
        assertThat(logs.exitCode()).isZero();
        assertThat(logs.shown())
                .startsWith(
                        "half way\nslow a was running when the process of its run was killed: this is its log as far"
                                + " as it came; `cohort attach 20")
                .endsWith("` goes on with the run\n");
        assertThat(typed("logs", "latest", "all").shown()).startsWith("all has not begun in the run ");
        Files.delete(bench.path("p.yaml"));
        Files.delete(bench.path("s.txt"));

        CohortProcess next = start("attach", "latest");
        CohortProcess.await(() -> bench.lines("bodies.txt") >= 6, "the bodies were begun again");
        awaitEnd(orphans);
        bench.file("go", "");

        assertThat(next.end()).as(next.shown()).isZero();
        assertThat(next.shown())
                .contains("was cut off: process " + owner.pid() + " of ")
                .contains("Done: 7 tasks done");
        assertThat(bench.lines("quick.txt"))
                .as("what was done is not done again")
                .isEqualTo(3);
        setUp();
        assertAllIsDoneOnce();
        assertThat(progress(1, 0).all()).isEqualTo(new TaskCounts(7, 0, 0, 0, 0, 0));
        assertThat(typed("attach", "latest").shown())
                .contains("has ended already")
                .contains("Done: 7 tasks done");
    }

    /** Wherever it is killed: as soon as so many batches of its journal are there. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void whereverItIsKilledEachTaskSucceedsOnce(int batches) throws Exception {
        bench.file("go", "");
        CohortProcess owner = startRun();
        CohortProcess.await(() -> batches() >= batches || !owner.isAlive(), batches + " batches are there");
        owner.kill();

        CohortProcess next = start("attach", "latest");
        int exit = next.end();
        if (next.shown().contains("Cancelled: 0 tasks done")) {
            assertThat(exit).as("it had not written down what to do").isEqualTo(ExitCode.INTERRUPTED);
            next = startRun();
            exit = next.end();
        }

        assertThat(exit).as(next.shown()).isZero();
        assertAllIsDone();
    }

    /** A body may have been through just when its process was killed, before its outcome was written: then it runs again. */
    private void assertAllIsDone() {
        assertThat(bench.result("all/_cohort/all.txt")).isEqualTo("a\nb\nc\n");
        assertThat(bench.lines("all.txt")).isBetween(1L, 2L);
        assertNoBodyLives();
        assertThat(scratch()).isEmpty();
        assertThat(progress(typed("runs", "--json").shown().contains("cancelled") ? 2 : 1, 0)
                        .all()
                        .allWell())
                .isTrue();
    }

    private long batches() {
        try (Store store = Store.open(Location.of(bench.path("cohort-store")))) {
            List<RunId> ids = new StoredRuns(store).ids();
            if (ids.isEmpty()) {
                return 0;
            }
            try (Stream<Path> files =
                    Files.list(bench.path("cohort-store/" + StoreLayout.OF_ANY_NAME.journal(ids.get(0))))) {
                return files.count();
            } catch (IOException notYet) {
                return 0;
            }
        }
    }

    @Test
    void theSameCommandTakesThePlaceOfARunThatWasKilled() throws Exception {
        CohortProcess owner = startRun();
        awaitSlow();
        owner.kill();
        List<Long> orphans = bodies();

        CohortProcess next = startRun();
        CohortProcess.await(() -> bench.lines("bodies.txt") >= 6, "the bodies were begun again");
        awaitEnd(orphans);
        bench.file("go", "");

        assertThat(next.end()).as(next.shown()).isZero();
        assertThat(next.shown())
                .contains("was cut off when its process ended; what it had running is ended, and this run goes on from"
                        + " what it has done.");
        assertThat(bench.lines("quick.txt")).isEqualTo(3);
        assertAllIsDoneOnce();
        assertThat(progress(2, 1).state()).isEqualTo(RunState.CANCELLED);
        assertThat(typed("status", theCutOffRun()).shown())
                .contains("Its process was gone, and another run took its place.");
    }

    private String theCutOffRun() {
        try (Store store = Store.open(Location.of(bench.path("cohort-store")))) {
            return new StoredRuns(store).ids().get(1).text();
        }
    }

    @Test
    void aSecondRunOfTheSameNameIsRefusedAndToldByWhom() throws Exception {
        CohortProcess owner = startRun();
        awaitSlow();

        TypedCommand second = typed("run", "p.yaml", "--sample-list-file", "s.txt");

        assertThat(second.exitCode()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(second.shown().replaceAll("\\s+", " "))
                .contains("writes the results of `p`: process " + owner.pid() + " of ")
                .contains(" since 20")
                .contains("shows how it goes, `cohort cancel 20")
                .contains("ends it; or file these results under another --name");
        bench.file("go", "");
        assertThat(owner.end()).isZero();
        assertAllIsDoneOnce();
    }

    @Test
    void anotherTerminalEndsARunThatGoesOn() throws Exception {
        CohortProcess owner = startRun();
        awaitSlow();

        TypedCommand cancel = typed("cancel", "latest");

        assertThat(cancel.exitCode()).as(cancel.shown()).isZero();
        assertThat(cancel.shown())
                .contains("is asked to stop; process " + owner.pid() + " of ")
                .contains("Cancelled: 3 tasks done, 3 stopped, 1 not started")
                .contains("Run the `cohort run` command again that began it: only what is not done will run.");
        assertThat(owner.end()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(owner.shown())
                .contains("Run the same command again: only what is not done will run.")
                .contains("Stopping, as ")
                .contains("3 stopped")
                .doesNotContain("failed");
        assertNoBodyLives();
        assertThat(typed("plan", "p.yaml", "--sample-list-file", "s.txt").shown())
                .doesNotContain("failed before");
        assertThat(typed("cancel", "latest").shown()).contains("has ended already (cancelled): there is nothing to");
        TypedCommand attach = typed("attach", "latest");
        assertThat(attach.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(attach.shown())
                .contains("Run the `cohort run` command again that began it: only what is not done will run.");
        bench.file("go", "");
        assertThat(startRun().end()).isZero();
        assertAllIsDoneOnce();
    }

    @Test
    void aRunThatWasKilledCanBeEndedToo() throws Exception {
        CohortProcess owner = startRun();
        awaitSlow();
        owner.kill();

        TypedCommand cancel = typed("cancel", "latest");

        assertThat(cancel.exitCode()).as(cancel.shown()).isZero();
        assertThat(cancel.shown())
                .contains("Cancelled: ")
                .contains("Run the `cohort run` command again that began it: only what is not done will run.");
        assertNoBodyLives();
        assertThat(progress(1, 0).state()).isEqualTo(RunState.CANCELLED);
    }

    @Test
    void whoOnlyLooksLeavesTheRunAlone() throws Exception {
        CohortProcess owner = startRun();
        awaitSlow();
        CohortProcess looker = start("attach", "latest");
        looker.awaitShown("quick 3 of 3 done");

        looker.signal("INT");

        assertThat(looker.end()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(looker.shown()).contains("Ctrl-C leaves it alone.").contains("goes on without being watched; ");
        assertThat(owner.isAlive()).isTrue();
        CohortProcess other = start("attach", "latest");
        other.awaitShown("quick 3 of 3 done");
        bench.file("go", "");
        assertThat(owner.end()).isZero();
        assertThat(other.end()).as(other.shown()).isZero();
        assertThat(other.shown()).contains("Done: 7 tasks done");
        assertAllIsDoneOnce();
    }

    @Test
    void whoeverLooksIsToldWhenItsProcessIsGone() throws Exception {
        CohortProcess owner = startRun();
        awaitSlow();
        CohortProcess looker = start("attach", "latest");
        looker.awaitShown("quick 3 of 3 done");

        owner.kill();

        assertThat(looker.end()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(looker.shown())
                .contains("was cut off: process " + owner.pid())
                .contains("goes on with it");
    }

    @Test
    void whatWasForcedIsForcedOnce() throws Exception {
        bench.file("go", "");
        assertThat(startRun().end()).isZero();
        Files.delete(bench.path("go"));
        CohortProcess owner =
                start("run", "p.yaml", "--sample-list-file", "s.txt", "--force", "quick", "--force", "slow");
        CohortProcess.await(() -> bench.lines("bodies.txt") >= 6, "the second run has come to the slow step");
        owner.kill();
        CohortProcess next = start("attach", "latest");
        CohortProcess.await(() -> bench.lines("bodies.txt") >= 9 || !next.isAlive(), "and the third to the same");
        bench.file("go", "");

        assertThat(next.end()).as(next.shown()).isZero();
        assertThat(bench.lines("quick.txt")).as("once, and once by force").isEqualTo(6);
        assertThat(bench.lines("slow.txt")).isEqualTo(6);
    }

    @Test
    void aStoreThatVanishesUnderARunEndsItWithAWord() throws Exception {
        CohortProcess owner = startRun();
        awaitSlow();

        Files.move(bench.path("cohort-store"), bench.path("moved"));

        assertThat(owner.end()).isEqualTo(ExitCode.STORE);
        assertThat(owner.shown()).contains("is gone: its store was emptied, moved or unmounted while it ran.");
        assertNoBodyLives();
    }

    @Test
    void aSecondControlCStillEndsTheJournal() throws Exception {
        CohortProcess owner = startRun();
        awaitSlow();
        owner.signal("INT");
        owner.awaitShown("Stopping: ");
        owner.signal("INT");

        assertThat(owner.end()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(progress(1, 0).state()).isEqualTo(RunState.CANCELLED);
        assertNoBodyLives();
    }

    @Test
    void theEndOfTheTerminalEndsTheJournalToo() throws Exception {
        CohortProcess owner = startRun();
        awaitSlow();

        owner.signal("HUP");

        assertThat(owner.end()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(progress(1, 0).state()).isEqualTo(RunState.CANCELLED);
        assertThat(progress(1, 0).all()).isEqualTo(new TaskCounts(3, 0, 0, 1, 0, 0, 3));
    }
}
