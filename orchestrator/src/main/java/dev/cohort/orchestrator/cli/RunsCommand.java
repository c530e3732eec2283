package dev.cohort.orchestrator.cli;

import dev.cohort.contract.RunId;
import dev.cohort.orchestrator.catalog.StoredRuns;
import dev.cohort.orchestrator.engine.local.ThisMachine;
import dev.cohort.orchestrator.journal.Follower;
import dev.cohort.orchestrator.journal.Journal;
import dev.cohort.orchestrator.run.Presence;
import dev.cohort.orchestrator.run.RunEvent;
import dev.cohort.orchestrator.run.RunProgress;
import dev.cohort.orchestrator.view.RunsText;
import dev.cohort.store.Store;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the runs of a store. */
@Command(
        name = "runs",
        description = "Lists the runs of a store, the latest first.",
        footer = {"", "Example:", "  cohort runs --store /data/cohort"})
final class RunsCommand implements Callable<Integer> {
    private static final int SHOWN = 20;

    private final Console console;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Mixin
    private StoreOptions storeOptions = new StoreOptions();

    @Option(names = "--all", description = "Show all of them, not only the latest " + SHOWN + ".")
    private boolean all;

    @Option(names = "--json", description = "Print them as JSON.")
    private boolean json;

    RunsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        storeOptions.requireSense(command.commandLine());
        return new RunReading(console, storeOptions).open(store -> {
            show(store, new StoredRuns(store).ids());
            return ExitCode.OK;
        });
    }

    private void show(Store store, List<RunId> ids) {
        List<RunId> shown = all ? ids : ids.subList(0, Math.min(SHOWN, ids.size()));
        List<RunsText.Row> rows = new ArrayList<>();
        shown.forEach(run -> row(store, run).ifPresent(rows::add));
        if (json) {
            console.print(RunsText.json(rows));
        } else if (rows.isEmpty()) {
            console.print(List.of("No runs yet in " + store.location() + "."));
        } else {
            console.print(RunsText.lines(rows, ids.size() - shown.size()));
        }
    }

    /** Empty for what was ended before its journal began. */
    private Optional<RunsText.Row> row(Store store, RunId run) {
        RunProgress progress = Follower.replay(new Journal(store, run));
        RunEvent.Started begun = progress.started();
        if (begun == null) {
            return Optional.empty();
        }
        RunProgress now = now(store, run, progress);
        return Optional.of(new RunsText.Row(run, begun, now, isWaiting(now)));
    }

    /** Jobs on a queue need nobody until they have ended. */
    private static boolean isWaiting(RunProgress now) {
        return !now.hasEnded()
                && ThisMachine.presence(now) == Presence.GONE
                && (!now.isOnQueue() || now.isAllSubmitted() && now.isAllDone());
    }

    /** Of what goes on on a queue, a journal knows only what somebody saw. */
    private RunProgress now(Store store, RunId run, RunProgress progress) {
        return progress.isOnQueue() && !progress.hasEnded()
                ? new QueueLook(console).now(new RunArgument.Meant(store, run, progress))
                : progress;
    }
}
