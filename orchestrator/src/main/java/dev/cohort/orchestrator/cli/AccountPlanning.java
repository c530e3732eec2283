package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.config.Configuration;
import dev.cohort.orchestrator.config.Environment;
import dev.cohort.orchestrator.config.Found;
import dev.cohort.orchestrator.config.Setting;
import dev.cohort.orchestrator.config.Settings;
import dev.cohort.orchestrator.config.StoredEnvironment;
import dev.cohort.orchestrator.diag.NearestName;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.orchestrator.graph.StepGraph;
import dev.cohort.orchestrator.plan.Account;
import dev.cohort.orchestrator.plan.Locations;
import dev.cohort.store.Store;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds out which account on AWS a plan is made for: by what is settled, and by what the store says of the account that it lies in. */
final class AccountPlanning {
    private final Console console;
    private final Settings settled;
    private final PlanOptions options;
    private final Optional<String> forThisMachine;
    private final Problems problems;

    /** @param forThisMachine an option that was given and makes sense on this machine only */
    AccountPlanning(
            Console console,
            Settings settled,
            PlanOptions options,
            Optional<String> forThisMachine,
            Problems problems) {
        this.console = console;
        this.forThisMachine = forThisMachine;
        this.settled = settled;
        this.options = options;
        this.problems = problems;
    }

    /** Whether jobs in the queue that was asked for could have no part in this store; that is told. */
    boolean isOutOfReach(String store) {
        if (!options.aws.namesQueue() || Locations.isUrl(store)) {
            return false;
        }
        problems.add(Problem.error("jobs in the queue " + queue() + " can't reach the store " + Visible.quote(store)
                        + ", as it is a directory of this machine")
                .hint("give --bucket BUCKET, or --store s3://BUCKET/PREFIX"));
        return true;
    }

    private String queue() {
        return Visible.quote(settled.value(Setting.QUEUE).orElse(""));
    }

    /** Empty for a run on this machine, as is any over a directory; what is wrong is told. */
    Optional<Destination> destination(Store store, String address, StepGraph graph) {
        if (options.aws.isHere() || !Locations.isUrl(address)) {
            return Optional.empty();
        }
        StoredEnvironment stored = new StoredEnvironment(store);
        Environment environment = stored.read(problems);
        Settings all = Configuration.whole(settled, environment.settings(stored.place()), console.environment());
        Optional<Found> queue = all.of(Setting.QUEUE);
        Optional<Account> account = all.account();
        queue.ifPresent(this::requireNothingForThisMachine);
        account.ifPresent(found -> requireKnown(found, environment.queues(), stored.place(), graph));
        return queue.flatMap(found -> account.map(known -> new Destination(known, found.from())));
    }

    private void requireNothingForThisMachine(Found queue) {
        options.containers.wanted().ifPresent(wanted -> problems.add(thisMachineOnly("--container", queue)));
        forThisMachine.ifPresent(option -> problems.add(thisMachineOnly(option, queue)));
    }

    /** An option that speaks of this machine, where the run goes to a queue. */
    private static Problem thisMachineOnly(String option, Found queue) {
        return Problem.error(option + " is for this machine, and the queue " + Visible.quote(queue.value()) + " (from "
                        + queue.from() + ") sends the run to AWS Batch")
                .hint("leave " + option + " out, or add --here to run on this machine");
    }

    /** Another name can be right: it is AWS that knows all queues. */
    private void requireKnown(Account account, List<String> queues, String place, StepGraph graph) {
        Set<String> used = new LinkedHashSet<>(Set.of(account.queue()));
        graph.steps().forEach(step -> step.spec().placement().queue().ifPresent(used::add));
        used.removeAll(queues);
        if (!queues.isEmpty()) {
            used.forEach(unknown -> problems.add(Problem.warning(place + " names no queue " + Visible.quote(unknown))
                    .hint(NearestName.hint(unknown, queues))));
        }
    }
}
