package dev.cohort.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cohort.contract.FailureKind;
import dev.cohort.contract.Json;
import dev.cohort.contract.RunState;
import dev.cohort.orchestrator.plan.RunPlan;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What may follow on what, and that the state is nothing but its events. */
class TransitionTest {
    private final RunPlan plan = Plans.of(Plans.CHAIN, "a", "b");
    private final String first = plan.jobs().get(0).name();

    private static RunEvent ended(RunState state) {
        return new RunEvent.Ended(state, null, Plans.NOON);
    }

    private static RunEvent.CancelAsked cancel(String by) {
        return new RunEvent.CancelAsked(by, Plans.NOON);
    }

    private static Owner other() {
        return new Owner("host", "boot", "pid:[1]", 99, 1, "bob", "1");
    }

    @Test
    void aRunGoesFromItsPlanToItsEnd() {
        RunProgress begun = Plans.begun(plan);
        assertThat(begun.state()).isEqualTo(RunState.PLANNED);
        assertThat(begun.after(new RunEvent.SubmitIntended(first)).state()).isEqualTo(RunState.SUBMITTING);
        assertThat(Plans.running(plan).state()).isEqualTo(RunState.RUNNING);
        assertThat(Plans.running(plan).after(cancel("ann")).state()).isEqualTo(RunState.SETTLING);
        assertThat(Plans.running(plan).after(ended(RunState.FAILED)).state()).isEqualTo(RunState.FAILED);
    }

    /** A gather that waits for the end of its lanes is submitted long after them. */
    @Test
    void aJobMayComeWhileOthersRunAlready() {
        String second = plan.jobs().get(1).name();
        RunProgress running =
                Plans.begun(plan).after(new RunEvent.SubmitIntended(first)).after(new RunEvent.Submitted(first, "id"));
        assertThat(running.state()).isEqualTo(RunState.RUNNING);
        RunProgress later = running.after(new RunEvent.SubmitIntended(second));
        assertThat(later.state()).isEqualTo(RunState.RUNNING);
        assertThat(later.after(new RunEvent.Submitted(second, "id2")).submits().ids())
                .hasSize(2);
    }

    @Test
    void whatCanNotFollowIsRefusedByName() {
        assertThatThrownBy(() -> RunProgress.NOTHING.after(ended(RunState.FAILED)))
                .isInstanceOf(IllegalTransition.class)
                .hasMessage("the run received `ended` while in `nothing`");
        assertThatThrownBy(() -> Plans.begun(plan).after(Plans.started(plan)))
                .hasMessage("the run received `started` while in `planned`");
        assertThatThrownBy(() -> Plans.begun(plan).after(RunEvent.Planned.of(plan)))
                .hasMessage("the run received `planned` while in `planned`: round 1 after 1");
        assertThatThrownBy(() -> Plans.begun(plan).after(new RunEvent.Submitted(first, "id")))
                .hasMessage("the run received `submitted` while in `planned`");
        assertThatThrownBy(() -> Plans.begun(plan).after(new RunEvent.Progressed(first, TaskCounts.pending(2))))
                .hasMessage("the run received `progressed` while in `planned`");
        assertThatThrownBy(() -> Plans.running(plan).after(new RunEvent.SubmitIntended(first)))
                .hasMessage("the run received `submit intended` while in `running`: " + first);
        assertThatThrownBy(() -> Plans.running(plan).after(new RunEvent.Progressed("no-job", TaskCounts.NONE)))
                .hasMessage("the run received `progressed` while in `running`: no-job");
        assertThatThrownBy(() -> Plans.running(plan).after(ended(RunState.RUNNING)))
                .hasMessage("the run received `ended` while in `running`: RUNNING is no end");
    }

    @Test
    void atTheEndNothingRunsAndNothingIsToCome() {
        RunProgress running =
                Plans.running(plan).after(new RunEvent.Progressed(first, new TaskCounts(0, 0, 0, 0, 1, 1)));

        RunProgress ended = running.after(ended(RunState.CANCELLED));

        assertThat(ended.all().running() + ended.all().pending()).isZero();
        assertThat(ended.all().cancelled()).isEqualTo(1);
        assertThat(ended.all().total()).isEqualTo(running.all().total());
    }

    @Test
    void nothingFollowsOnTheEnd() {
        RunProgress done = Plans.running(plan).after(ended(RunState.SUCCEEDED));
        List<RunEvent> all = List.of(
                cancel("ann"),
                new RunEvent.TakenOver(other(), Plans.NOON),
                new RunEvent.SubmitIntended(first),
                new RunEvent.Submitted(first, "id"),
                new RunEvent.Progressed(first, TaskCounts.NONE),
                ended(RunState.FAILED));

        assertThat(all)
                .allSatisfy(event -> assertThatThrownBy(() -> done.after(event))
                        .hasMessage("the run received `" + event.word() + "` while in `succeeded`"));
    }

    @Test
    void aSubmitFollowsItsOwnIntentOnly() {
        RunProgress intended = Plans.begun(plan).after(new RunEvent.SubmitIntended(first));
        String second = plan.jobs().get(1).name();

        assertThat(intended.submits().open()).containsExactly(first);
        assertThatThrownBy(() -> intended.after(new RunEvent.Submitted(second, "id")))
                .hasMessage("the run received `submitted` while in `submitting`: " + second + " without an intent");
        assertThat(intended.after(new RunEvent.Submitted(first, "id")).submits())
                .isEqualTo(new Submits(Set.of(), Map.of(first, "id")));
    }

    @Test
    void whatWasBeingHandedOverWhenItsEndWasAskedForIsStillHeardOf() {
        RunProgress settling = Plans.begun(plan)
                .after(new RunEvent.SubmitIntended(first))
                .after(cancel("ann"))
                .after(new RunEvent.Submitted(first, "id"));

        assertThat(settling.state()).isEqualTo(RunState.SETTLING);
        assertThatThrownBy(() -> settling.after(new RunEvent.SubmitIntended("more")))
                .hasMessageContaining("while in `settling`");
    }

    @Test
    void whoAsksFirstIsToldOf() {
        RunProgress asked = Plans.running(plan).after(cancel("ann")).after(cancel("bob"));

        assertThat(asked.cancel()).isEqualTo(cancel("ann"));
    }

    @Test
    void anotherOwnerPlansWhatIsLeftAndWhatIsNoMoreToDoIsDone() {
        RunProgress cutOff = Plans.running(plan)
                .after(new RunEvent.Progressed(first, new TaskCounts(0, 1, 0, 0, 1, 0)))
                .after(new RunEvent.TakenOver(other(), Plans.NOON));
        assertThat(cutOff.state()).isEqualTo(RunState.PLANNED);
        assertThat(cutOff.owner()).isEqualTo(other());

        RunProgress next = cutOff.after(new RunEvent.Planned(
                2, cutOff.steps(), List.of(new JobTasks("second-2", "second", 1), new JobTasks("all-2", "all", 1))));

        assertThat(next.step("first"))
                .as("the journal may have lagged behind")
                .isEqualTo(new TaskCounts(1, 1, 0, 0, 0, 0));
        assertThat(next.step("second")).isEqualTo(new TaskCounts(1, 0, 0, 0, 0, 1));
        assertThat(next.all().total()).isEqualTo(5);
        assertThat(next.submits()).isEqualTo(Submits.NONE);
    }

    private static RunEvent retried(String step, int attempt) {
        return new RunEvent.TaskRetried(new RetriedTask(step, "a", attempt, 10, FailureKind.TOOL, "exit code 7"));
    }

    @Test
    void ofAStepTheFirstRetriesAreKeptUntilTheNextPlan() {
        RunProgress progress = Plans.running(plan);
        for (int attempt = 1; attempt < 9; attempt++) {
            progress = progress.after(retried("first", attempt));
        }
        progress = progress.after(retried("second", 1))
                .after(new RunEvent.Progressed(first, new TaskCounts(0, 0, 0, 0, 2, 0).retried(8)));

        assertThat(progress.retries()).extracting(RetriedTask::attempt).containsExactly(1, 2, 3, 4, 5, 1);
        assertThat(progress.keepsRetries("first")).isFalse();
        assertThat(progress.keepsRetries("second")).isTrue();
        assertThat(progress.step("first").retries()).isEqualTo(8);
        assertThat(progress.all().total()).as("a retry is no task").isEqualTo(5);
        assertThat(progress.after(ended(RunState.FAILED)).step("first").retries())
                .isEqualTo(8);

        RunProgress next = progress.after(new RunEvent.TakenOver(other(), Plans.NOON))
                .after(new RunEvent.Planned(2, progress.steps(), List.of(new JobTasks("first-2", "first", 2))));
        assertThat(next.retries()).isEmpty();
        assertThat(next.all().retries()).isZero();
    }

    @Test
    void nothingIsTriedAgainBeforeAnythingRuns() {
        assertThatThrownBy(() -> Plans.begun(plan).after(retried("first", 1)))
                .hasMessage("the run received `task retried` while in `planned`");
    }

    @Test
    void aRunThatSomebodyCancelledIsOnlyBroughtToItsEndByTheNextOwner() {
        RunProgress taken = Plans.running(plan).after(cancel("ann")).after(new RunEvent.TakenOver(other(), Plans.NOON));

        assertThat(taken.state()).isEqualTo(RunState.SETTLING);
        assertThatThrownBy(() -> taken.after(new RunEvent.Planned(2, List.of(), List.of())))
                .hasMessage("the run received `planned` while in `settling`");
    }

    @Test
    void onAQueueAnotherOwnerFindsAllAsItWas() {
        RunProgress left = onQueue().after(new RunEvent.Detached(Plans.NOON));
        RunProgress attached = left.after(new RunEvent.Attached(other(), Plans.NOON));

        assertThat(left.attended()).isFalse();
        assertThat(attached.owner()).isEqualTo(other());
        assertThat(attached.attended()).isTrue();
        assertThat(attached.state()).isEqualTo(RunState.SUBMITTING);
        assertThat(attached.submits().open()).containsExactly(first);
    }

    @Test
    void whatWasLookedForInVainMayBeIntendedAgain() {
        RunProgress settled = onQueue().after(new RunEvent.NotSubmitted(first));

        assertThat(settled.submits().open()).isEmpty();
        assertThat(settled.state()).isEqualTo(RunState.RUNNING);
        assertThat(settled.after(new RunEvent.SubmitIntended(first)).submits().open())
                .containsExactly(first);
        assertThatThrownBy(() -> settled.after(new RunEvent.NotSubmitted(first)))
                .hasMessageContaining("received `not submitted` while in `running`")
                .hasMessageContaining("without an intent");
    }

    private RunProgress onQueue() {
        return RunProgress.NOTHING
                .after(Plans.started(plan, "mixed"))
                .after(RunEvent.Planned.of(plan))
                .after(new RunEvent.SubmitIntended(first));
    }

    @Test
    void aRunOnOneMachineEndsWithItsOwner() {
        assertThatThrownBy(() -> Plans.running(plan).after(new RunEvent.Detached(Plans.NOON)))
                .hasMessage("the run received `detached` while in `running`: its jobs are processes of its owner");
        assertThatThrownBy(() -> Plans.running(plan).after(new RunEvent.Attached(other(), Plans.NOON)))
                .hasMessage("the run received `attached` while in `running`: its jobs are processes of its owner");
    }

    @Test
    void whatSomebodySeesCountsWithoutAnEvent() {
        RunProgress seen = onQueue()
                .after(new RunEvent.Submitted(first, "id"))
                .seen(Map.of(first, new TaskCounts(1, 0, 1, 0, 0, 0)));

        assertThat(seen.step("first")).isEqualTo(new TaskCounts(1, 0, 1, 0, 0, 0));
        assertThat(seen.isAllDone()).isTrue();
        assertThat(seen.isAllSubmitted()).isFalse();
    }

    @Test
    void aRoundWithNothingToDoNeedsNoSubmits() {
        RunProgress empty = Plans.running(plan)
                .after(new RunEvent.TakenOver(other(), Plans.NOON))
                .after(new RunEvent.Planned(2, List.of(), List.of()));

        assertThat(empty.all()).isEqualTo(new TaskCounts(5, 0, 0, 0, 0, 0));
        assertThat(empty.after(ended(RunState.SUCCEEDED)).hasEnded()).isTrue();
    }

    /** A restart after any event finds the very state that was left: it is folded anew from what was written. */
    @Test
    void theStateIsRestoredFromItsEventsAfterEachOfThem() {
        for (long seed = 0; seed < 300; seed++) {
            RunProgress before = RunProgress.NOTHING;
            RunProgress restored = RunProgress.NOTHING;
            for (RunEvent event : RandomRun.events(seed)) {
                before = before.after(event);
                restored = restored.after(rewritten(event));
                assertThat(restored).as("seed %d, after %s", seed, event).isEqualTo(before);
                assertSums(restored, seed);
            }
            assertThat(restored.hasEnded()).isTrue();
        }
    }

    private static RunEvent rewritten(RunEvent event) {
        String text = RunEventJson.write(event).compact();
        RunEvent read = RunEventJson.read(Json.parse(text)).orElseThrow();
        assertThat(read).isEqualTo(event);
        return read;
    }

    private static void assertSums(RunProgress progress, long seed) {
        TaskCounts sum = progress.steps().stream()
                .map(step -> progress.step(step.name()))
                .reduce(TaskCounts.NONE, TaskCounts::plus);
        assertThat(progress.all()).as("seed %d", seed).isEqualTo(sum);
        assertThat(sum.total()).isEqualTo(sum.ended() + sum.running() + sum.pending());
    }

    @Test
    void whatANewerVersionWroteForItselfIsLeftOut() {
        assertThat(RunEventJson.read(Json.parse("{\"event\":\"moon rose\",\"phase\":3}")))
                .isEmpty();
    }
}
