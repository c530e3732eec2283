package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.catalog.StoredRequest;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.engine.Compute;
import dev.cohort.orchestrator.engine.ComputeFailure;
import dev.cohort.orchestrator.engine.JobView;
import dev.cohort.orchestrator.plan.Account;
import dev.cohort.orchestrator.run.RunProgress;
import dev.cohort.orchestrator.run.RunRequest;
import dev.cohort.orchestrator.run.TaskCounts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How the jobs of a run stand on its queue at this moment: a journal knows only what somebody saw. */
final class QueueLook {
    private final Console console;

    QueueLook(Console console) {
        this.console = console;
    }

    /** What the journal says, where the queue can't be asked, which is told. */
    RunProgress now(RunArgument.Meant meant) {
        RunProgress progress = meant.progress();
        Optional<Account> account = progress.hasEnded() ? Optional.empty() : account(meant);
        if (account.isEmpty() || progress.submits().ids().isEmpty()) {
            return progress;
        }
        try (Compute compute = console.computes().on(account.get())) {
            return progress.seen(counted(progress, compute));
        } catch (ComputeFailure failure) {
            console.tell(List.of(warning(failure)));
            return progress;
        }
    }

    private static Problem warning(ComputeFailure failure) {
        Problem problem = Problem.warning(
                "how the run stood when it was last looked after; its queue can't be asked: " + failure.getMessage());
        return failure.hint().map(problem::hint).orElse(problem);
    }

    private Optional<Account> account(RunArgument.Meant meant) {
        Optional<RunRequest> request = new StoredRequest(meant.store(), meant.run()).read(new Problems());
        return request.map(RunRequest::account);
    }

    private static Map<String, TaskCounts> counted(RunProgress progress, Compute compute) {
        Map<String, String> jobs = progress.submits().ids().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
        return compute.look(jobs.keySet()).stream()
                .collect(Collectors.toMap(view -> jobs.getOrDefault(view.id(), ""), JobView::counts));
    }
}
