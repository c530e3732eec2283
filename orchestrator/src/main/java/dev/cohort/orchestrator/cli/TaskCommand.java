package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.catalog.StoredRun;
import dev.cohort.orchestrator.catalog.StoredStep;
import dev.cohort.orchestrator.catalog.StoredTask;
import dev.cohort.orchestrator.catalog.TaskNames;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.view.TaskJson;
import dev.cohort.orchestrator.view.TaskStory;
import dev.cohort.orchestrator.view.TaskText;
import dev.cohort.store.Store;
import dev.cohort.worker.TaskFailure;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells the story of one task, and lays it out so that it can be run by hand. */
@Command(
        name = "task",
        description = "Tells the story of one task: its inputs, the command with all values filled in, "
                + "how it ended and what it left.",
        footer = {
            "",
            "Examples:",
            "  cohort task latest kallisto S001",
            "  cohort task latest kallisto S001 --pull ./try && ./try/run.sh",
        })
final class TaskCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "RUN", description = "A run: its id, any part of it, or latest.")
    private String run = "";

    @Parameters(index = "1", paramLabel = "STEP", description = "A step of its pipeline.")
    private String step = "";

    @Parameters(index = "2", paramLabel = "SAMPLE", arity = "0..1", description = "A sample, where the step has one.")
    private @Nullable String sample;

    @Mixin
    private StoreOptions storeOptions = new StoreOptions();

    @Option(
            names = "--pull",
            paramLabel = "DIR",
            description = "Make DIR with its inputs, its environment and a run.sh that does what the task did.")
    private @Nullable String pull;

    @Option(names = "--json", description = "Print the story as JSON.")
    private boolean json;

    TaskCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        storeOptions.requireSense(command.commandLine());
        return new RunReading(console, storeOptions).read(run, this::tell);
    }

    private int tell(Store store, StoredRun found) throws IOException {
        Problems problems = new Problems();
        Optional<TaskNames.Meant> meant = new TaskNames(found).task(step, sample, problems);
        if (meant.isEmpty()) {
            console.tell(problems.inOrder());
            return ExitCode.USAGE;
        }
        return tell(store, found, meant.get().step(), meant.get().sample());
    }

    private int tell(Store store, StoredRun found, StoredStep known, @Nullable String of) throws IOException {
        if (of == null && known.perSample()) {
            return RunReading.refuse(
                    console,
                    Problem.error("the step `" + step + "` has a task for each sample")
                            .hint("say which sample"));
        }
        Optional<StoredTask> task = found.task(step, of);
        if (task.isEmpty() || found.isNotNeeded(step, of)) {
            console.note(new TaskLog(console, store, found, known, of).whyNone());
            return ExitCode.OK;
        }
        try {
            return tell(new TaskStories(console, store, found, known, of, task.get()), store);
        } catch (TaskFailure failure) {
            console.tell(List.of(Problem.error(String.valueOf(failure.getMessage()))));
            return ExitCode.ENVIRONMENT;
        }
    }

    private int tell(TaskStories stories, Store store) throws IOException {
        TaskStory story = stories.story();
        if (pull != null) {
            return new TaskPull(console, store, story, stories.assignment()).pull(console.path(pull));
        }
        if (json) {
            console.print(TaskJson.of(story));
        } else {
            console.print(new TaskText(story, console.paint()).lines());
        }
        return ExitCode.OK;
    }
}
