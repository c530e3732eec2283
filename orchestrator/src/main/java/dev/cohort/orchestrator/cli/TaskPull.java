package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.orchestrator.view.HandRun;
import dev.cohort.orchestrator.view.TaskStory;
import dev.cohort.orchestrator.view.TaskWords;
import dev.cohort.store.Store;
import dev.cohort.worker.Assignment;
import dev.cohort.worker.Rehearsal;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Lays a task out in a folder, so that it can be run again by hand. */
final class TaskPull {
    private final Console console;
    private final Store store;
    private final TaskStory story;
    private final Assignment assignment;

    TaskPull(Console console, Store store, TaskStory story, Assignment assignment) {
        this.console = console;
        this.store = store;
        this.story = story;
        this.assignment = assignment;
    }

    /** The exit code. Nothing is made where an input is missing. */
    int pull(Path folder) {
        List<Problem> missing = new ArrayList<>();
        story.inputs().stream()
                .filter(input -> input.fault() != null)
                .forEach(input -> missing.add(Problem.error(Objects.requireNonNull(input.fault()))));
        if (!missing.isEmpty()) {
            console.tell(missing);
            return ExitCode.WRONG_INPUT;
        }
        try {
            if (isFull(Files.createDirectories(folder))) {
                return unusable(folder, "something is in it");
            }
            furnish(folder);
        } catch (IOException e) {
            return unusable(
                    folder, e instanceof FileAlreadyExistsException ? "it is no directory" : FileFaults.why(folder, e));
        }
        String image = story.image();
        console.print(
                List.of("Pulled into " + Visible.text(folder.toString()) + "; ./run.sh there does what the task did"
                        + (image == null
                                ? "."
                                : ", on this machine itself: the task ran in a container of the image "
                                        + Visible.text(image) + ".")));
        return ExitCode.OK;
    }

    private void furnish(Path folder) throws IOException {
        String task = TaskWords.name(story.step(), story.sample()) + " of the run " + story.run();
        Rehearsal.Process process = Rehearsal.furnish(folder, store, assignment);
        Files.writeString(folder.resolve("env.sh"), HandRun.environment(process.environment()));
        Files.writeString(folder.resolve("README.txt"), HandRun.readme(task));
        Path run = Files.writeString(
                folder.resolve("run.sh"), HandRun.run(task, story.image(), process.argv(), process.secrets()));
        Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static boolean isFull(Path folder) throws IOException {
        try (DirectoryStream<Path> content = Files.newDirectoryStream(folder)) {
            return content.iterator().hasNext();
        }
    }

    private int unusable(Path folder, String why) {
        console.tell(
                List.of(Problem.error("the task can't be pulled into " + Visible.text(folder.toString()) + ": " + why)
                        .hint("give --pull a new directory")));
        return ExitCode.ENVIRONMENT;
    }
}
