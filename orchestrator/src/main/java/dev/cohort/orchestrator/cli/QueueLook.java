package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.catalog.StoredRequest;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.engine.ComputeFailure;
import dev.cohort.orchestrator.engine.aws.AwsClients;
import dev.cohort.orchestrator.engine.aws.JobCounts;
import dev.cohort.orchestrator.plan.Account;
import dev.cohort.orchestrator.run.RunProgress;
import dev.cohort.orchestrator.run.RunRequest;
import dev.cohort.orchestrator.run.TaskCounts;
import dev.cohort.orchestrator.view.StatusText;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How the jobs of a run stand on its queue at this moment: a journal knows only what somebody saw. */
final class QueueLook {
    private final Console console;

    /** By step, those that count as failed and were not asked about. */
    private final Map<String, Integer> unlisted = new TreeMap<>();

    /** The jobs that were submitted and are not done, and that AWS Batch does not know. */
    private final Set<String> unknown = new TreeSet<>();

    /** Whether it was told already that the queue can't be asked, so that each further question would only take time. */
    private boolean isSilent;

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
        try (AwsClients clients = console.aws().clients(account.get().region())) {
            return progress.seen(counted(progress, clients));
        } catch (ComputeFailure failure) {
            isSilent = true;
            console.tell(List.of(warning(failure)));
            return progress;
        }
    }

    /** Of what was seen by now, how many jobs are not done and AWS Batch does not know. */
    int unknown() {
        return unknown.size();
    }

    /** What AWS Batch says of it beside that, and beside what was seen by now. */
    StatusText.OnQueue beside(RunArgument.Meant meant) {
        if (isSilent || !meant.progress().isOnQueue() || meant.progress().hasEnded()) {
            return StatusText.OnQueue.NOTHING;
        }
        @Nullable String conductor = new QueueConductor(console, meant)
                .find()
                .map(seen -> "the job " + seen.id() + ", " + seen.status())
                .orElse(null);
        return new StatusText.OnQueue(stuck(meant), conductor, unlisted, unknown.size());
    }

    private Map<String, String> stuck(RunArgument.Meant meant) {
        Map<String, String> ids = meant.progress().submits().ids();
        Optional<Account> account = ids.isEmpty() ? Optional.empty() : account(meant);
        if (account.isEmpty()) {
            return Map.of();
        }
        try (AwsClients clients = console.aws().clients(account.get().region())) {
            Map<String, String> byId = new JobCounts(clients).stuck(ids.values());
            Map<String, String> byStep = new TreeMap<>();
            ids.forEach((job, id) -> Optional.ofNullable(byId.get(id))
                    .ifPresent(why -> meant.progress().stepOf(job).ifPresent(step -> byStep.put(step, why))));
            return byStep;
        } catch (ComputeFailure toldAlready) {
            return Map.of();
        }
    }

    private static Problem warning(ComputeFailure failure) {
        Problem problem = Problem.warning(
                "this is how the run stood when somebody last looked after it, and whether it has a conductor can't be told: "
                        + failure.getMessage());
        return failure.hint().map(problem::hint).orElse(problem);
    }

    private Optional<Account> account(RunArgument.Meant meant) {
        Optional<RunRequest> request = new StoredRequest(meant.store(), meant.run()).read(new Problems());
        return request.map(RunRequest::account);
    }

    /** What the journal knows to be done stays so. */
    private Map<String, TaskCounts> counted(RunProgress progress, AwsClients clients) {
        Map<String, String> namesById = new LinkedHashMap<>();
        progress.submits().ids().forEach((name, id) -> {
            if (!progress.job(name).isDone()) {
                namesById.put(id, name);
            }
        });
        Map<String, TaskCounts> counts = new HashMap<>();
        Map<String, JobCounts.Seen> known = new JobCounts(clients).of(namesById.keySet());
        namesById.forEach((id, name) -> {
            if (!known.containsKey(id)) {
                unknown.add(name);
            }
        });
        known.forEach((id, seen) -> {
            String name = String.valueOf(namesById.get(id));
            counts.put(name, seen.counts());
            noteUnlisted(progress, name, seen.unlisted());
        });
        return counts;
    }

    private void noteUnlisted(RunProgress progress, String job, int tasks) {
        if (tasks > 0) {
            progress.stepOf(job).ifPresent(step -> unlisted.merge(step, tasks, Integer::sum));
        }
    }
}
