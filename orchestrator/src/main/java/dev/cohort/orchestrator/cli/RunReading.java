package dev.cohort.orchestrator.cli;

import dev.cohort.contract.RunId;
import dev.cohort.orchestrator.catalog.StoredRun;
import dev.cohort.orchestrator.catalog.StoredRuns;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.plan.Locations;
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

    /** What a command does with the run; returns the exit code. */
    interface Reader {
        int read(Store store, StoredRun run) throws IOException, InterruptedException;
    }

    /** The exit code, of the reader or of what is wrong before it can read; that is told. */
    int read(String said, Reader reader) throws IOException, InterruptedException {
        Problems problems = new Problems();
        Optional<String> address = StoreAddress.read(options.said(), console, problems);
        if (address.isEmpty()) {
            return told(problems, ExitCode.USAGE);
        }
        if (Locations.isUrl(address.get())) {
            problems.add(Problem.error("a store on S3 can't be read yet").hint("give --store a directory"));
            return told(problems, ExitCode.ENVIRONMENT);
        }
        try (Store store = Store.open(Location.parse(address.get(), console.directory()))) {
            return read(store, said, reader, problems);
        }
    }

    private int read(Store store, String said, Reader reader, Problems problems)
            throws IOException, InterruptedException {
        Optional<RunId> id = new StoredRuns(store).find(said, problems);
        if (id.isEmpty()) {
            return told(problems, ExitCode.USAGE);
        }
        Optional<StoredRun> run = StoredRun.read(store, id.get(), problems);
        return run.isPresent() ? reader.read(store, run.get()) : told(problems, ExitCode.STORE);
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
