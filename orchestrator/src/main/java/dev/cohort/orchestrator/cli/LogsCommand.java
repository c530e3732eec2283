package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.catalog.StoredRun;
import dev.cohort.orchestrator.catalog.StoredStep;
import dev.cohort.orchestrator.catalog.TaskNames;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.store.Store;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what tasks printed. */
@Command(
        name = "logs",
        description = "Shows what a task printed, or all that failed.",
        footer = {
            "",
            "Examples:",
            "  cohort logs latest kallisto S001",
            "  cohort logs latest kallisto --failed",
            "  cohort logs latest --failed",
            "  cohort logs k3x9 kallisto S001 --follow",
        })
final class LogsCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "RUN", description = "A run: its id, any part of it, or latest.")
    private String run = "";

    @Parameters(
            index = "1",
            paramLabel = "STEP",
            arity = "0..1",
            description = "A step of its pipeline; with --failed all of them unless said.")
    private @Nullable String step;

    @Parameters(index = "2", paramLabel = "SAMPLE", arity = "0..1", description = "A sample, where the step has one.")
    private @Nullable String sample;

    @Mixin
    private StoreOptions storeOptions = new StoreOptions();

    @Option(names = "--attempt", paramLabel = "N", description = "Which attempt; the latest unless said.")
    private @Nullable Integer attempt;

    @Option(names = "--follow", description = "Goes on as the task prints more, until it ends.")
    private boolean follow;

    @Option(names = "--failed", description = "The logs of all tasks that failed, of the step or of all steps.")
    private boolean failed;

    LogsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        requireSense(command.commandLine());
        return new RunReading(console, storeOptions).read(run, this::show);
    }

    private void requireSense(CommandLine line) {
        storeOptions.requireSense(line);
        if (failed && (sample != null || attempt != null || follow)) {
            throw new ParameterException(
                    line, "--failed is for all tasks that failed: give it without SAMPLE, --attempt and --follow");
        }
        if (step == null && !failed) {
            throw new ParameterException(line, "`logs` needs `STEP`, or --failed for all tasks that failed");
        }
        if (attempt != null && attempt < 1) {
            throw new ParameterException(line, "attempts are counted from 1, and --attempt is " + attempt);
        }
    }

    private int show(Store store, StoredRun found) throws IOException, InterruptedException {
        return step == null ? showFailed(store, found) : show(store, found, step);
    }

    /** Of all steps, in the order in which they come to be done. */
    private int showFailed(Store store, StoredRun found) throws IOException {
        boolean any = false;
        for (StoredStep each : found.steps()) {
            try (LogReading reading = new LogReading(console, store, found, each)) {
                any |= reading.failed().showAny();
            }
        }
        if (!any) {
            console.note("no task failed in the run " + found.id());
        }
        return ExitCode.OK;
    }

    private int show(Store store, StoredRun found, String step) throws IOException, InterruptedException {
        Problems problems = new Problems();
        Optional<TaskNames.Meant> meant = new TaskNames(found).task(step, sample, problems);
        if (meant.isEmpty()) {
            console.tell(problems.inOrder());
            return ExitCode.USAGE;
        }
        StoredStep known = meant.get().step();
        try (LogReading reading = new LogReading(console, store, found, known)) {
            if (failed) {
                return reading.failed().show();
            }
            @Nullable String of = meant.get().sample();
            if (of == null && known.perSample()) {
                return reading.failed().askWhich();
            }
            return follow ? reading.follow(of, attempt) : reading.show(of, attempt);
        }
    }
}
