package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.diag.Paint;
import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.orchestrator.engine.RunListener;
import dev.cohort.orchestrator.run.RunEvent;
import dev.cohort.orchestrator.run.RunProgress;
import dev.cohort.orchestrator.run.TaskCounts;
import dev.cohort.orchestrator.view.FailureText;
import dev.cohort.orchestrator.view.ProgressText;
import dev.cohort.orchestrator.view.RetryText;
import dev.cohort.orchestrator.view.StuckText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Shows a run as it goes: bars that are drawn over and over on a terminal, plain lines now and then in a pipe. */
final class RunView implements RunListener {
    /** Of more failures than anybody reads, the first are shown and the rest counted. */
    private static final int MOST_SHOWN = 20;

    /** So many bars go into any terminal. */
    private static final int FEW = 5;

    private static final Duration REDRAW = Duration.ofMillis(100);
    private static final Duration RESIZED = Duration.ofSeconds(1);
    private static final Duration REMIND = Duration.ofSeconds(10);
    private static final String CLEAR_LINE = "\u001b[2K";
    private static final String CLEAR_BELOW = "\u001b[J";
    private static final String NO_WRAP = "\u001b[?7l";
    private static final String WRAP = "\u001b[?7h";

    private final Console console;
    private final ProgressText progressText;
    private final FailureText failureText;
    private final RetryText retryText;
    private final Instant started;
    private final IntSupplier terminalRows;
    private final Map<String, TaskCounts> told = new HashMap<>();
    private @Nullable Instant lastDrawn;
    private @Nullable Instant lastMeasured;
    private int rows;
    private int drawn;
    private int failures;
    private volatile String mine = "";

    RunView(Console console) {
        this(console, console.clock().instant());
    }

    /** Of a run that began before we looked. */
    RunView(Console console, Instant started) {
        this(console, started, TerminalRows::now);
    }

    /** @param terminalRows how many lines it has, now */
    RunView(Console console, Instant started, IntSupplier terminalRows) {
        this.terminalRows = terminalRows;
        this.console = console;
        this.progressText = new ProgressText(console.paint());
        this.failureText = new FailureText(console.paint());
        this.retryText = new RetryText(console.paint());
        this.started = started;
    }

    /** Whoever asks here to stop is told of it here already. */
    void stopsFor(String who) {
        mine = who;
    }

    /** None, where the clock was set back. */
    Duration elapsed() {
        return elapsed(started, console.clock().instant());
    }

    static Duration elapsed(Instant from, Instant to) {
        Duration between = Duration.between(from, to);
        return between.isNegative() ? Duration.ZERO : between;
    }

    @Override
    public synchronized void on(RunEvent event, RunProgress progress) {
        event.accept(new Show(progress));
    }

    /** News are shown now, unless they come too soon after the last, and the time that is left goes down. */
    @Override
    public synchronized void glance(RunProgress progress) {
        draw(progress);
    }

    @Override
    public synchronized void stuck(String step, String why) {
        say(List.of(StuckText.line(step, why)));
    }

    @Override
    public synchronized void silence(@Nullable String why) {
        say(List.of(
                why == null
                        ? "The jobs can be looked at again."
                        : Visible.text(capital(why)) + ". They go on all the same, and are looked at again soon."));
    }

    @Override
    public synchronized void unknown(String what) {
        say(List.of(what + ". A new job may not be known everywhere yet; if that stays so for two minutes, what has"
                + " become of it is settled."));
    }

    private static String capital(String sentence) {
        return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }

    /** A line of our own, above the bars; also from another thread, as a signal is. */
    synchronized void say(List<String> lines) {
        erase();
        console.print(lines);
        lastDrawn = isTerminal() ? null : lastDrawn;
    }

    private boolean isTerminal() {
        return console.paint() == Paint.COLOUR;
    }

    private void erase() {
        if (drawn > 0) {
            console.out().print("\u001b[" + drawn + "A\u001b[J");
            drawn = 0;
        }
    }

    private void draw(RunProgress progress) {
        Instant time = console.clock().instant();
        if ((lastDrawn == null || isDue(Duration.between(lastDrawn, time))) && drawNow(progress)) {
            lastDrawn = time;
        }
    }

    /** A clock that was set back must not keep the view from being drawn. */
    private boolean isDue(Duration since) {
        return since.isNegative() || since.compareTo(isTerminal() ? REDRAW : REMIND) >= 0;
    }

    /** Whether there was anything to show. */
    private boolean drawNow(RunProgress progress) {
        if (isTerminal()) {
            int steps = progress.steps().size();
            // What is drawn at the end is never drawn over.
            drawBars(progressText.bars(progress, elapsed(), progress.hasEnded() ? steps : room(steps)));
            return true;
        }
        List<String> news = new ArrayList<>();
        progress.steps().forEach(step -> addIfNews(news, step.name(), progress.step(step.name())));
        console.print(news);
        return !news.isEmpty();
    }

    /** For bars above the line of the cursor: what has left the screen can't be erased. Only asked for where they may be too many. */
    private int room(int steps) {
        Instant now = console.clock().instant();
        if (steps <= FEW) {
            return steps;
        }
        if (lastMeasured == null || Duration.between(lastMeasured, now).abs().compareTo(RESIZED) >= 0) {
            lastMeasured = now;
            rows = terminalRows.getAsInt();
        }
        return Math.max(1, rows - 1);
    }

    /** In one write, so that nothing flickers; without wrapping, as a wrapped line could not be erased again. */
    private void drawBars(List<String> bars) {
        String home = drawn > 0 ? "\u001b[" + drawn + "A" : "";
        console.out()
                .print(home + NO_WRAP + CLEAR_LINE + String.join("\n" + CLEAR_LINE, bars) + "\n" + WRAP + CLEAR_BELOW);
        console.out().flush();
        drawn = bars.size();
    }

    private void addIfNews(List<String> news, String step, TaskCounts counts) {
        boolean begun = counts.ended() + counts.running() > 0;
        if (begun && !counts.equals(told.put(step, counts))) {
            news.add(progressText.line(step, counts));
        }
    }

    /** What each event looks like. */
    private final class Show implements RunEvent.Visitor<Boolean> {
        private final RunProgress progress;

        Show(RunProgress progress) {
            this.progress = progress;
        }

        @Override
        public Boolean started(RunEvent.Started event) {
            return false;
        }

        @Override
        public Boolean planned(RunEvent.Planned event) {
            return false;
        }

        @Override
        public Boolean submitIntended(RunEvent.SubmitIntended event) {
            return false;
        }

        @Override
        public Boolean submitted(RunEvent.Submitted event) {
            return false;
        }

        @Override
        public Boolean notSubmitted(RunEvent.NotSubmitted event) {
            return false;
        }

        /** What one look found comes job by job, and is shown at the glance that ends the look, with all steps as they stand. */
        @Override
        public Boolean progressed(RunEvent.Progressed event) {
            return false;
        }

        @Override
        public Boolean taskFailed(RunEvent.TaskFailed event) {
            failures++;
            if (failures <= MOST_SHOWN) {
                say(failureText.lines(event.task()));
            } else if (failures == MOST_SHOWN + 1) {
                say(List.of("More tasks failed; from here on they are only counted."));
            }
            return true;
        }

        /** The last that the run keeps is the last that it tells. */
        @Override
        public Boolean taskRetried(RunEvent.TaskRetried event) {
            String step = event.task().step();
            say(List.of(retryText.line(event.task())));
            if (!progress.keepsRetries(step)) {
                say(List.of(RetryText.more(step)));
            }
            return true;
        }

        /** Our own wish is told by who hears it. */
        @Override
        public Boolean cancelAsked(RunEvent.CancelAsked event) {
            if (!event.by().equals(mine)) {
                say(List.of("Stopping, as " + Visible.text(event.by())
                        + " asked: nothing more is started, and what runs is ended."));
            }
            return true;
        }

        @Override
        public Boolean takenOver(RunEvent.TakenOver event) {
            say(List.of("Carried on by " + event.owner().shown() + "."));
            return true;
        }

        @Override
        public Boolean attached(RunEvent.Attached event) {
            return false;
        }

        @Override
        public Boolean detached(RunEvent.Detached event) {
            return false;
        }

        @Override
        public Boolean ended(RunEvent.Ended event) {
            drawNow(progress);
            drawn = 0;
            return true;
        }
    }
}
