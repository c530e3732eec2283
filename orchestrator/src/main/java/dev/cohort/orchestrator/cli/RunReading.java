package dev.cohort.orchestrator.cli;

import dev.cohort.contract.Encryption;
import dev.cohort.contract.RunId;
import dev.cohort.orchestrator.catalog.StoredRequest;
import dev.cohort.orchestrator.catalog.StoredRun;
import dev.cohort.orchestrator.catalog.StoredRuns;
import dev.cohort.orchestrator.config.Settings;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.run.RunRequest;
import dev.cohort.store.Location;
import dev.cohort.store.Store;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Opens the store and the run that a command was asked about: the recipe that all commands share that only read. */
final class RunReading {
    private final Console console;
    private final StoreOptions options;

    RunReading(Console console, StoreOptions options) {
        this.console = console;
        this.options = options;
    }

    /** What a command does with the store; returns the exit code. */
    interface StoreReader {
        int read(Store store) throws IOException, InterruptedException;
    }

    /** What a command does with a run that is there; what it finds wrong with it is told. */
    interface Finder {
        int read(Store store, RunId run, Problems problems) throws IOException, InterruptedException;
    }

    /** What a command does with what a run wrote down; returns the exit code. */
    interface Reader {
        int read(Store store, StoredRun run) throws IOException, InterruptedException;
    }

    /** The exit code, of the reader or of what is wrong before it can read; that is told. */
    int read(String said, Reader reader) throws IOException, InterruptedException {
        return find(said, (store, id, problems) -> {
            Optional<StoredRun> run = StoredRun.read(store, id, problems);
            return run.isPresent() ? reader.read(store, run.get()) : told(problems, ExitCode.STORE);
        });
    }

    int find(String said, Finder finder) throws IOException, InterruptedException {
        return open(store -> find(store, said, finder));
    }

    private int find(Store store, String said, Finder finder) throws IOException, InterruptedException {
        Problems problems = new Problems();
        Optional<RunId> id = new StoredRuns(store).find(said, problems);
        return id.isPresent() ? finder.read(store, id.get(), problems) : told(problems, ExitCode.USAGE);
    }

    /** For who writes into the run: what is written is encrypted as all that the run writes, unless somebody says otherwise. */
    int findToWrite(String said, Finder finder) throws IOException, InterruptedException {
        return open((store, location, settled) ->
                find(store, said, (reading, id, problems) -> write(reading, location, settled, id, problems, finder)));
    }

    private int write(Store reading, Location location, Settings settled, RunId id, Problems problems, Finder finder)
            throws IOException, InterruptedException {
        Optional<Encryption> ofRun = settled.encryption().isPresent()
                ? Optional.empty()
                : new StoredRequest(reading, id).read(new Problems()).map(RunRequest::encryption);
        if (ofRun.isEmpty()) {
            return finder.read(reading, id, problems);
        }
        try (Store writing = console.stores().open(location, StoreOptions.writing(ofRun.get()))) {
            return finder.read(writing, id, problems);
        }
    }

    int open(StoreReader reader) throws IOException, InterruptedException {
        return open((store, location, settled) -> reader.read(store));
    }

    /** What is done with a store that lies there, and of which this is settled. */
    private interface SettledReader {
        int read(Store store, Location location, Settings settled) throws IOException, InterruptedException;
    }

    private int open(SettledReader reader) throws IOException, InterruptedException {
        Problems problems = new Problems();
        Settings settled = options.settled(console, problems);
        if (problems.hasErrors()) {
            return told(problems, ExitCode.ENVIRONMENT);
        }
        Optional<String> address = StoreAddress.read(StoreOptions.store(settled), console, problems);
        if (address.isEmpty()) {
            return told(problems, ExitCode.USAGE);
        }
        Location location = Location.parse(address.get(), console.directory());
        try (Store store = console.stores().open(location, StoreOptions.writing(settled))) {
            return reader.read(store, location, settled);
        }
    }

    private int told(Problems problems, int exitCode) {
        console.tell(problems.inOrder());
        return exitCode;
    }

    /** Tells one mistake of the command line; the exit code. */
    static int refuse(Console console, Problem problem) {
        console.tell(List.of(problem));
        return ExitCode.USAGE;
    }
}
