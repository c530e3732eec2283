package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.catalog.StoredRequest;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.engine.ComputeFailure;
import dev.cohort.orchestrator.engine.aws.AwsClients;
import dev.cohort.orchestrator.engine.aws.Conductors;
import dev.cohort.orchestrator.plan.Account;
import dev.cohort.orchestrator.plan.Conductor;
import dev.cohort.orchestrator.run.RunRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Looks for the conductor of a run, and ends it; nobody may have sent one. */
final class QueueConductor {
    private final Console console;
    private final RunArgument.Meant meant;

    QueueConductor(Console console, RunArgument.Meant meant) {
        this.console = console;
        this.meant = meant;
    }

    /** Empty where there is none, or none can be looked for, which is told. */
    Optional<Conductors.Seen> find() {
        return asked(account -> conductors -> conductors.find(account.queue(), Conductor.name(meant.run())));
    }

    void end() {
        Optional<Boolean> unused = asked(account -> conductors -> {
            conductors.end(account.queue(), Conductor.name(meant.run()), "cancelled");
            return Optional.of(true);
        });
    }

    private <T> Optional<T> asked(Function<Account, Function<Conductors, Optional<T>>> question) {
        Optional<Account> account = new StoredRequest(meant.store(), meant.run())
                .read(new Problems())
                .map(RunRequest::account);
        if (account.isEmpty()) {
            return Optional.empty();
        }
        try (AwsClients clients = console.aws().clients(account.get().region())) {
            return question.apply(account.get()).apply(Conductors.seen(clients));
        } catch (ComputeFailure failure) {
            Problem problem = Problem.warning("whether the run has a conductor can't be told: " + failure.getMessage());
            console.tell(List.of(failure.hint().map(problem::hint).orElse(problem)));
            return Optional.empty();
        }
    }
}
