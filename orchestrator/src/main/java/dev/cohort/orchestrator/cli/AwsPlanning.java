package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.engine.aws.AwsClients;
import dev.cohort.orchestrator.engine.aws.Queues;
import dev.cohort.orchestrator.graph.ResolvedStep;
import dev.cohort.orchestrator.graph.StepGraph;
import dev.cohort.orchestrator.plan.Account;
import dev.cohort.orchestrator.plan.RunPlan;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a plan for an account has to know of it, and what the account has against the plan. */
final class AwsPlanning {
    private final Console console;
    private final Problems problems;
    private @Nullable Queues queues;

    AwsPlanning(Console console, Problems problems) {
        this.console = console;
        this.problems = problems;
    }

    /** With what AWS says of its queues: on Fargate tasks have other sizes. */
    Account known(Account said, StepGraph graph) {
        Set<String> names = new TreeSet<>(Set.of(said.queue()));
        graph.steps().stream()
                .map(ResolvedStep::spec)
                .flatMap(step -> step.placement().queue().stream())
                .forEach(names::add);
        try (AwsClients clients = console.aws().clients(said.region())) {
            queues = Queues.look(clients, names);
            return said.region(clients.region()).fargate(queues.fargate());
        }
    }

    /** Tells what would never start, or not be taken. */
    void check(RunPlan plan) {
        Account account = plan.settings().account();
        if (queues != null && account != null) {
            queues.check(plan, account.queue(), account.shareIdentifier(), problems);
        }
    }
}
