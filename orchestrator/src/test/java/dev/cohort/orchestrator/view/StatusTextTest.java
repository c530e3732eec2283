package dev.cohort.orchestrator.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.RunState;
import dev.cohort.orchestrator.plan.PlannedJob;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.run.Plans;
import dev.cohort.orchestrator.run.Presence;
import dev.cohort.orchestrator.run.RunEvent;
import dev.cohort.orchestrator.run.RunProgress;
import dev.cohort.orchestrator.run.TaskCounts;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who looks after a run, and whether it needs anybody. */
class StatusTextTest {
    private final RunPlan plan = Plans.of(Plans.CHAIN, "a", "b");

    private RunProgress onQueue() {
        return RunProgress.NOTHING.after(Plans.started(plan, "mixed")).after(RunEvent.Planned.of(plan));
    }

    private RunProgress submitted(int jobs) {
        RunProgress progress = onQueue();
        List<PlannedJob> some = plan.jobs().subList(0, jobs);
        for (PlannedJob job : some) {
            progress = progress.after(new RunEvent.SubmitIntended(job.name()))
                    .after(new RunEvent.Submitted(job.name(), job.step()));
        }
        return progress;
    }

    private static RunProgress left(RunProgress progress) {
        return progress.after(new RunEvent.Detached(Plans.NOON));
    }

    private RunProgress over() {
        return left(submitted(3))
                .seen(plan.jobs().stream()
                        .collect(Collectors.toMap(PlannedJob::name, job -> new TaskCounts(job.size(), 0, 0, 0, 0, 0))));
    }

    private static String words(RunProgress progress, Presence presence) {
        return text(progress, presence)
                .lines("cohort attach k3x9", "cohort logs k3x9")
                .get(1);
    }

    private static StatusText text(RunProgress progress, Presence presence) {
        return new StatusText(Plans.RUN, progress, presence, StatusText.OnQueue.NOTHING);
    }

    private static boolean waits(RunProgress progress, Presence presence) {
        String json = text(progress, presence).json().compact();
        assertThat(json).containsAnyOf("\"waitingFor\":\"attach\"", "\"waitingFor\":null");
        return json.contains("\"waitingFor\":\"attach\"");
    }

    @Test
    void aRunOnAQueueNeedsNobodyOnceAllIsSubmitted() {
        assertThat(words(left(submitted(3)), Presence.GONE))
                .isEqualTo("Its jobs are in the queue mixed; nobody looks after them, and nobody has to.");
        assertThat(waits(left(submitted(3)), Presence.GONE)).isFalse();
    }

    @Test
    void whatWasNotAskedAboutIsTold() {
        StatusText.OnQueue many = new StatusText.OnQueue(Map.of(), null, Map.of("second", 9_000), 0);
        StatusText status = new StatusText(Plans.RUN, left(submitted(3)), Presence.GONE, many);

        assertThat(status.lines("cohort attach k3x9", "cohort logs k3x9"))
                .contains(
                        "Of the tasks of second that count as failed 9,000 were not asked about, as they are so many: some may"
                                + " never have begun. `cohort attach k3x9` asks about all.");
        assertThat(status.json().compact()).contains("\"unlisted\":{\"second\":9000}");
        assertThat(text(left(submitted(3)), Presence.GONE).json().compact()).doesNotContain("unlisted");
    }

    @Test
    void jobsThatAreNotKnownAreToldWithWhatFindsOutWhatBecameOfThem() {
        StatusText.OnQueue two = new StatusText.OnQueue(Map.of(), null, Map.of(), 2);
        StatusText left = new StatusText(Plans.RUN, left(submitted(3)), Presence.GONE, two);

        assertThat(left.lines("cohort attach k3x9", "cohort logs k3x9"))
                .contains("Its jobs are in the queue mixed; nobody looks after them.")
                .contains(
                        "AWS Batch does not know 2 jobs of it: long ago that is usual, and AWS_PROFILE may name another"
                                + " account. `cohort attach k3x9` finds out what became of them, and brings the run to its end.");
        assertThat(left.json().compact()).contains("\"waitingFor\":\"attach\"", "\"unknown\":2");
        assertThat(text(left(submitted(3)), Presence.GONE).json().compact()).doesNotContain("unknown");
        assertThat(new StatusText(Plans.RUN, submitted(3), Presence.ALIVE, two).lines("a", "l"))
                .contains(
                        "AWS Batch does not know 2 jobs of it: long ago that is usual, and AWS_PROFILE may name another"
                                + " account.");
    }

    @Test
    void retriesAreCountedWhereAnyIsKnown() {
        RunProgress tried =
                submitted(3).seen(Map.of(plan.jobs().get(0).name(), new TaskCounts(1, 0, 0, 0, 1, 0).retried(3)));

        assertThat(text(tried, Presence.ALIVE).lines("a", "l"))
                .contains(
                        "step    total  done  failed  stopped  not started  running  pending  retries",
                        "first       2     1       0        0            0        1        0        3",
                        "second      2     0       0        0            0        0        2        -");
        assertThat(text(tried, Presence.ALIVE).json().compact()).containsOnlyOnce("\"retries\":3}");
        assertThat(text(submitted(3), Presence.ALIVE).lines("a", "l"))
                .contains("step    total  done  failed  stopped  not started  running  pending");
    }

    @Test
    void aRunOnAQueueWaitsForSomebodyToSubmitTheRest() {
        assertThat(words(left(submitted(1)), Presence.GONE))
                .isEqualTo(
                        "Its jobs are in the queue mixed; others wait to be submitted: `cohort attach k3x9` goes on.");
        assertThat(waits(left(submitted(1)), Presence.GONE)).isTrue();
    }

    @Test
    void aRunOnAQueueThatIsOverWaitsForSomebodyToSumUp() {
        assertThat(words(over(), Presence.GONE))
                .isEqualTo("Its jobs are in the queue mixed; they have ended, and `cohort attach k3x9` sums up.");
        assertThat(waits(over(), Presence.GONE)).isTrue();
    }

    @Test
    void whoLooksAfterARunOnAQueueIsNamed() {
        assertThat(words(submitted(3), Presence.ALIVE))
                .isEqualTo("Its jobs are in the queue mixed; process 4711 of ann on host looks after them.");
        assertThat(words(submitted(3), Presence.ELSEWHERE))
                .isEqualTo("Its jobs are in the queue mixed; process 4711 of ann on host looked after them last, which"
                        + " can't be seen from here.");
    }

    @Test
    void aRunOnOneMachineIsCutOffWithItsProcess() {
        assertThat(words(Plans.running(plan), Presence.GONE))
                .isEqualTo("Its process is gone (process 4711 of ann on host); `cohort attach k3x9` goes on.");
        assertThat(waits(Plans.running(plan), Presence.GONE)).isTrue();
        assertThat(waits(Plans.running(plan), Presence.ALIVE)).isFalse();
    }

    @Test
    void countsAreThoseThatWereSeen() {
        RunProgress seen = submitted(3).seen(Map.of(plan.jobs().get(0).name(), new TaskCounts(1, 0, 0, 0, 1, 0)));

        assertThat(text(seen, Presence.ALIVE).lines("a", "l"))
                .contains("first       2     1       0        0            0        1        0");
        assertThat(seen.state()).isEqualTo(RunState.RUNNING);
    }
}
