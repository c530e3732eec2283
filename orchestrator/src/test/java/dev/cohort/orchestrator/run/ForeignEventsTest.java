package dev.cohort.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.FailureKind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever may write into a store may have put anything into a journal: names in it are printed, and must be nothing that a terminal obeys. */
class ForeignEventsTest {
    private static final String EVIL = "x\u001b[2Jy\u202ez\n";
    private static final String SHOWN = "x\\u{1b}[2Jy\\u{202e}z\\u{a}";
    private static final Owner OWNER = new Owner(EVIL, "boot", "space", 1, 1, EVIL, "1.0");

    private static RunEvent read(RunEvent event) {
        return RunEventJson.read(RunEventJson.write(event)).orElseThrow();
    }

    @Test
    void namesAreShownByTheNumbersOfWhatATerminalWouldObey() {
        RunEvent.Started started =
                (RunEvent.Started) read(new RunEvent.Started(EVIL, EVIL, 1, OWNER, "queue", Plans.NOON));
        RunEvent.Planned planned = (RunEvent.Planned) read(new RunEvent.Planned(
                1, List.of(new PlannedStep(EVIL, 0, EVIL, List.of(EVIL))), List.of(new JobTasks("j", EVIL, 1, 0))));
        RunEvent.TaskFailed failed = (RunEvent.TaskFailed)
                read(new RunEvent.TaskFailed(new FailedTask(EVIL, EVIL, FailureKind.TOOL, "why", null, List.of())));
        RunEvent.TaskRetried retried =
                (RunEvent.TaskRetried) read(new RunEvent.TaskRetried(new RetriedTask(EVIL, EVIL, 1, 2, null, "why")));
        PlannedStep step = planned.steps().get(0);

        assertThat(Stream.of(
                        started.name(),
                        started.pipeline(),
                        step.name(),
                        step.results(),
                        step.tolerates().get(0),
                        planned.jobs().get(0).step(),
                        failed.task().step(),
                        failed.task().sample(),
                        retried.task().step(),
                        retried.task().sample()))
                .containsOnly(SHOWN);
    }

    @Test
    void soAreThoseOfAnOwner() {
        assertThat(OWNER.shown()).isEqualTo("process 1 of " + SHOWN + " on " + SHOWN);
    }
}
