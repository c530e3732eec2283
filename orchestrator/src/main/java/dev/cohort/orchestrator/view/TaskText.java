package dev.cohort.orchestrator.view;

import dev.cohort.contract.FailureKind;
import dev.cohort.contract.Limits;
import dev.cohort.contract.Outcome;
import dev.cohort.contract.OutputFile;
import dev.cohort.contract.Phases;
import dev.cohort.orchestrator.diag.Paint;
import dev.cohort.orchestrator.diag.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The story of a task: how it ended, on what, by which command, in what time, and what it left. */
public final class TaskText {
    private static final String INDENT = "  ";
    private static final int TAIL_LINES = 10;

    private final TaskStory story;
    private final Paint paint;
    private final List<String> lines = new ArrayList<>();

    public TaskText(TaskStory story, Paint paint) {
        this.story = story;
        this.paint = paint;
    }

    public List<String> lines() {
        lines.add(headline());
        message();
        inputs();
        command();
        end();
        outputs();
        onQueue();
        logs();
        return lines;
    }

    private String headline() {
        return TaskWords.name(story.step(), story.sample()) + " in the run " + story.run() + ": " + state();
    }

    private String state() {
        Outcome outcome = story.outcome();
        if (story.running() != null) {
            return paint.yellow("running") + ", attempt " + story.running() + " of " + story.attempts();
        }
        if (outcome == null) {
            return notEnded();
        }
        if (!story.isOwn()) {
            return "not run; what it left is of the run " + outcome.run();
        }
        FailureKind kind = outcome.kind();
        String end = kind == null
                ? paint.green(outcome.status().word())
                : paint.red("failed") + " (" + TaskWords.kind(kind) + ")";
        return end + ", attempt " + outcome.attempt() + " of " + story.attempts();
    }

    private String notEnded() {
        TaskStory.OnQueue onQueue = story.onQueue();
        if (onQueue == null) {
            return onThisMachine();
        }
        if (onQueue.job() == null) {
            return "has not begun: its job has not been submitted";
        }
        return onQueue.standing() == null
                ? "left no outcome, and what AWS Batch knows of it can't be told"
                : onQueue.standing();
    }

    private String onThisMachine() {
        String missing = missing();
        return switch (story.life()) {
            case GOES_ON -> "waits for " + (missing.isEmpty() ? "its turn" : missing);
            case CUT_OFF -> "has not ended, and is not under way on this machine";
            case CANCELLED, ENDED ->
                story.logs().isEmpty()
                        ? "not started" + whyNot(missing)
                        : paint.yellow("stopped") + " before it had ended, in attempt "
                                + story.logs().lastKey() + " of " + story.attempts() + whenCancelled();
        };
    }

    private String whyNot(String missing) {
        return missing.isEmpty()
                ? ", or stopped before it printed anything" + whenCancelled()
                : ", as nothing whole is there of " + missing;
    }

    private String whenCancelled() {
        return story.life() == TaskStory.Life.CANCELLED ? ", as its run was stopped" : "";
    }

    /** The steps of which it lacks an input. */
    private String missing() {
        List<String> steps = story.inputs().stream()
                .filter(input -> input.fault() != null && input.producer() != null)
                .map(input -> "`" + input.producer() + "`")
                .distinct()
                .toList();
        return steps.isEmpty() ? "" : (steps.size() == 1 ? "the step " : "the steps ") + String.join(", ", steps);
    }

    private void message() {
        Outcome outcome = story.outcome();
        if (outcome != null && outcome.message() != null) {
            lines.add(INDENT + Visible.text(outcome.message()));
        }
    }

    private void section(String title) {
        lines.add("");
        lines.add(paint.bold(title));
    }

    private void inputs() {
        if (story.inputs().isEmpty()) {
            return;
        }
        section("Inputs");
        Table table = new Table("name", "from", "what");
        story.inputs().forEach(input -> table.row(input.name(), from(input), what(input)));
        table.lines().stream().skip(1).forEach(line -> lines.add(INDENT + line));
        if (Boolean.FALSE.equals(story.inputsAsThen())) {
            lines.add(INDENT + "These are not those that it found then: something has changed since.");
        }
    }

    private static String from(TaskStory.Input input) {
        if (!input.isFile()) {
            return "value";
        }
        return input.producer() == null ? "outside" : "step " + input.producer();
    }

    private String what(TaskStory.Input input) {
        if (input.fault() != null && input.producer() != null && story.isToCome()) {
            return "not there yet";
        }
        if (input.fault() != null) {
            return "not there: " + Visible.text(input.fault());
        }
        if (!input.isFile()) {
            return ShellLine.quote(input.text());
        }
        if (input.text().isEmpty()) {
            return "nothing, which its step may leave";
        }
        return Visible.text(input.text()) + " ("
                + (input.files() == 1 ? "" : Amounts.count(input.files(), "file") + ", ")
                + Amounts.bytes(input.bytes()) + ", " + input.identity() + ")";
    }

    /** Set in nowhere, as a script may have lines to which that would matter. */
    private void command() {
        String image = story.image();
        section("Command, in an empty directory"
                + (image == null ? "" : " of a container of the image " + Visible.text(image)));
        if (story.kind().equals("java")) {
            lines.add(INDENT + "java class " + Visible.text(String.join(" ", story.argv())));
            story.with().forEach((name, value) -> lines.add(INDENT + INDENT + name + ": " + ShellLine.quote(value)));
        } else {
            ShellLine.line(story.environment(), story.argv()).lines().forEach(lines::add);
        }
    }

    private void end() {
        Outcome outcome = story.outcome();
        if (outcome == null) {
            return;
        }
        section("Course");
        lines.add(INDENT + "started " + outcome.startedAt() + ", ended " + outcome.endedAt());
        Phases phases = outcome.phases();
        lines.add(INDENT + "fetch " + phase(phases.fetch()) + ", stage in " + phase(phases.stageIn()) + ", body "
                + seconds(phases.body().ms()) + ", stage out " + phase(phases.stageOut()));
        lines.add(INDENT + used(outcome, story.limits()));
        exit(outcome);
        outcome.metrics().forEach((name, value) -> lines.add(INDENT + Visible.text(name + ": " + value)));
    }

    private static String phase(Phases.Phase phase) {
        return seconds(phase.ms()) + (phase.bytes() == 0 ? "" : " (" + Amounts.bytes(phase.bytes()) + ")");
    }

    private static String seconds(long ms) {
        return String.format(Locale.ROOT, "%.2fs", ms / 1000.0);
    }

    private static String used(Outcome outcome, Limits limits) {
        String cpu = outcome.cpuMs() == null ? "not measured" : seconds(outcome.cpuMs());
        String memory = outcome.peakMiB() == null ? "not measured" : Amounts.memory(outcome.peakMiB());
        return "cpu time " + cpu + ", memory " + memory
                + (limits.memoryMiB() == null ? "" : ", of " + Amounts.memory(limits.memoryMiB()) + " asked for");
    }

    private void exit(Outcome outcome) {
        if (outcome.signal() != null) {
            lines.add(INDENT + "ended by signal " + outcome.signal());
        } else if (outcome.toolExit() != null) {
            lines.add(INDENT + "exit code " + outcome.toolExit());
        }
    }

    private void outputs() {
        Outcome outcome = story.outcome();
        if (outcome == null || outcome.outputs().isEmpty()) {
            return;
        }
        section("Outputs, in " + Visible.text(story.results()));
        for (OutputFile file : outcome.outputs()) {
            lines.add(INDENT + file.name() + ": " + Visible.text(file.path()) + " (" + Amounts.bytes(file.size())
                    + ", sha256 " + file.sha256() + ")");
        }
    }

    private void onQueue() {
        TaskStory.OnQueue onQueue = story.onQueue();
        if (onQueue == null || onQueue.job() == null) {
            return;
        }
        section("On AWS Batch");
        lines.add(INDENT + "job " + Visible.text(onQueue.job()));
        if (onQueue.image() != null) {
            lines.add(INDENT + "image " + Visible.text(onQueue.image()));
        }
        onQueue.attempts()
                .forEach(attempt -> lines.add(INDENT + "attempt " + attempt.number() + ": "
                        + (attempt.stream() == null
                                ? "printed nothing"
                                : "log stream " + Visible.text(attempt.stream() + " of " + attempt.group()))));
    }

    private List<String> tail() {
        if (story.outcome() != null) {
            return story.outcome().logTail().lines().toList();
        }
        return story.onQueue() == null ? story.tail() : story.onQueue().tail();
    }

    private void logs() {
        List<String> tail = tail().stream().filter(line -> !line.isBlank()).toList();
        if (tail.isEmpty() && story.logs().isEmpty()) {
            return;
        }
        section("Log");
        tail.subList(Math.max(0, tail.size() - TAIL_LINES), tail.size())
                .forEach(line -> lines.add(INDENT + paint.dim("| " + Visible.line(line))));
        story.logs().forEach((attempt, at) -> lines.add(INDENT + "attempt " + attempt + ": " + Visible.text(at)));
    }
}
