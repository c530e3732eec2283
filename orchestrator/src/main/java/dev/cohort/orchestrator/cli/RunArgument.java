package dev.cohort.orchestrator.cli;

import dev.cohort.contract.RunId;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.engine.local.ThisMachine;
import dev.cohort.orchestrator.journal.Follower;
import dev.cohort.orchestrator.journal.Journal;
import dev.cohort.orchestrator.run.Owner;
import dev.cohort.orchestrator.run.Presence;
import dev.cohort.orchestrator.run.RunEvent;
import dev.cohort.orchestrator.run.RunProgress;
import dev.cohort.store.Store;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which run is meant, and in which store: what all commands ask for that speak of one run. */
final class RunArgument {
    @Parameters(paramLabel = "RUN", description = "The run: its id, a part of it that no other has, or latest.")
    private String run = "";

    @Mixin
    private StoreOptions storeOptions = new StoreOptions();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

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
            return ThisMachine.presence(progress);
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

    /** What a command does with it; returns the exit code. */
    interface Use {
        int of(Meant meant) throws IOException, InterruptedException;
    }

    /** The exit code; what is wrong with the run or the store is told. */
    int with(Console console, Use use) throws IOException, InterruptedException {
        return reading(console).find(run, (store, id, problems) -> begun(console, store, id, use));
    }

    /** The same for what may write into the run. */
    int toWrite(Console console, Use use) throws IOException, InterruptedException {
        return reading(console).findToWrite(run, (store, id, problems) -> begun(console, store, id, use));
    }

    private RunReading reading(Console console) {
        storeOptions.requireSense(command.commandLine());
        return new RunReading(console, storeOptions);
    }

    private static int begun(Console console, Store store, RunId id, Use use) throws IOException, InterruptedException {
        RunProgress progress = Follower.replay(new Journal(store, id));
        return progress.started() == null ? neverBegun(console, id) : use.of(new Meant(store, id, progress));
    }

    private static int neverBegun(Console console, RunId run) {
        console.tell(List.of(Problem.error("the run " + run + " was ended before it began: it left no journal")
                .hint("start it again")));
        return ExitCode.STORE;
    }
}
