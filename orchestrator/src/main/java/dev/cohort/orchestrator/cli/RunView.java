package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.diag.Paint;
import dev.cohort.orchestrator.engine.RunListener;
import dev.cohort.orchestrator.run.RunEvent;
import dev.cohort.orchestrator.run.RunProgress;
import dev.cohort.orchestrator.run.TaskCounts;
import dev.cohort.orchestrator.view.FailureText;
import dev.cohort.orchestrator.view.ProgressText;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows a run as it goes: bars that are drawn over and over on a terminal, plain lines now and then in a pipe. */
final class RunView implements RunListener {
    /** Of more failures than anybody reads, the first are shown and the rest counted. */
    private static final int MOST_SHOWN = 20;

    private static final Duration REDRAW = Duration.ofMillis(100);
    private static final Duration REMIND = Duration.ofSeconds(10);

    private final Console console;
    private final ProgressText progressText;
    private final FailureText failureText;
    private final Instant started;
    private final Map<String, TaskCounts> told = new HashMap<>();
    private @Nullable Instant lastDrawn;
    private int drawnLines;
    private int failures;

    RunView(Console console) {
        this.console = console;
        this.progressText = new ProgressText(console.paint());
        this.failureText = new FailureText(console.paint());
        this.started = console.clock().instant();
    }

    Duration elapsed() {
        return Duration.between(started, console.clock().instant());
    }

    @Override
    public void on(RunEvent event, RunProgress progress) {
        event.accept(new Show(progress));
    }

    /** A line of our own, above the bars. */
    void say(List<String> lines) {
        erase();
        console.print(lines);
    }

    private boolean isTerminal() {
        return console.paint() == Paint.COLOUR;
    }

    private void erase() {
        if (drawnLines > 0) {
            console.out().print("\u001b[" + drawnLines + "A\u001b[J");
            drawnLines = 0;
        }
    }

    private void draw(RunProgress progress, boolean now) {
        Instant time = console.clock().instant();
        if (!now
                && lastDrawn != null
                && Duration.between(lastDrawn, time).compareTo(isTerminal() ? REDRAW : REMIND) < 0) {
            return;
        }
        lastDrawn = time;
        if (isTerminal()) {
            erase();
            List<String> bars = progressText.bars(progress, elapsed());
            console.print(bars);
            drawnLines = bars.size();
        } else {
            progress.plan().steps().forEach(step -> tellIfNews(step.name(), progress.step(step.name())));
        }
    }

    private void tellIfNews(String step, TaskCounts counts) {
        boolean begun = counts.ended() + counts.running() > 0;
        if (begun && !counts.equals(told.put(step, counts))) {
            console.print(List.of(progressText.line(step, counts)));
        }
    }

    /** What each event looks like. */
    private final class Show implements RunEvent.Visitor<Boolean> {
        private final RunProgress progress;

        Show(RunProgress progress) {
            this.progress = progress;
        }

        @Override
        public Boolean submitted(RunEvent.Submitted event) {
            return false;
        }

        @Override
        public Boolean progressed(RunEvent.Progressed event) {
            draw(progress, false);
            return true;
        }

        @Override
        public Boolean taskFailed(RunEvent.TaskFailed event) {
            failures++;
            if (failures <= MOST_SHOWN) {
                say(failureText.lines(event.task()));
            } else if (failures == MOST_SHOWN + 1) {
                say(List.of("more failures are only counted from here"));
            }
            return true;
        }

        @Override
        public Boolean ended(RunEvent.Ended event) {
            draw(progress, true);
            drawnLines = 0;
            return true;
        }
    }
}
