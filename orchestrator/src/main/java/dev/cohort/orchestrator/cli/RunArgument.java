package dev.cohort.orchestrator.cli;

import dev.cohort.contract.RunId;
import dev.cohort.orchestrator.catalog.StoredRuns;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.engine.local.ThisMachine;
import dev.cohort.orchestrator.journal.Follower;
import dev.cohort.orchestrator.journal.Journal;
import dev.cohort.orchestrator.run.Owner;
import dev.cohort.orchestrator.run.Presence;
import dev.cohort.orchestrator.run.RunEvent;
import dev.cohort.orchestrator.run.RunProgress;
import dev.cohort.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which run is meant, and in which store: what all commands ask for that speak of one run. */
final class RunArgument {
    @Parameters(paramLabel = "RUN", description = "The run: its id, a part of it that no other has, or latest.")
    private String run = "";

    @Mixin
    private StoreOptions store = new StoreOptions();

    /** A run that has begun, and how it stands. */
    record Meant(Store store, RunId run, RunProgress progress) {
        Meant with(RunProgress now) {
            return new Meant(store, run, now);
        }

        RunEvent.Started begun() {
            return Objects.requireNonNull(progress.started(), "started");
        }

        Owner owner() {
            return Objects.requireNonNull(progress.owner(), "owner");
        }

        String ownerShown() {
            return owner().shown();
        }

        Presence presence() {
            return ThisMachine.presence(owner());
        }

        RunView view(Console console) {
            return new RunView(console, begun().at());
        }

        /** From its start to its end, or until now. */
        Duration elapsed(Console console) {
            Instant end = progress.end() == null
                    ? console.clock().instant()
                    : progress.end().at();
            return RunView.elapsed(begun().at(), end);
        }
    }

    /** What a command does with it. */
    interface Use {
        int of(Meant meant) throws InterruptedException;
    }

    /** The exit code; what is wrong with the run or the store is told. */
    int with(Console console, Use use) throws InterruptedException {
        Problems problems = new Problems();
        Optional<Store> opened = store.open(console, problems);
        if (opened.isEmpty()) {
            console.tell(problems.inOrder());
            return ExitCode.ENVIRONMENT;
        }
        try (Store found = opened.get()) {
            Optional<Meant> meant = new StoredRuns(found).find(run, problems).flatMap(id -> begun(found, id, problems));
            console.tell(problems.inOrder());
            return meant.isPresent() ? use.of(meant.get()) : ExitCode.ENVIRONMENT;
        }
    }

    private static Optional<Meant> begun(Store store, RunId run, Problems problems) {
        RunProgress progress = Follower.replay(new Journal(store, run));
        if (progress.started() == null) {
            problems.add(Problem.error("the run " + run + " was ended before it began: it left no journal")
                    .hint("start it again"));
            return Optional.empty();
        }
        return Optional.of(new Meant(store, run, progress));
    }
}
