package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.plan.Account;
import dev.cohort.store.Store;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Runs a pipeline over a cohort. */
@Command(
        name = "run",
        description = "Runs a pipeline over a cohort: only what is not there and current yet.",
        footer = {
            "",
            "Example:",
            "  cohort run fusion --sample-list-file samples.txt --store /data/cohort",
        })
final class RunCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            paramLabel = "PIPELINE",
            arity = "0..1",
            defaultValue = "fusion",
            description = "A pipeline file, or the name of a shipped pipeline; fusion unless said.")
    private String pipeline = "fusion";

    @Mixin
    private PlanOptions planOptions = new PlanOptions();

    @Mixin
    private LocalOptions localOptions = new LocalOptions();

    RunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        planOptions.requireSense(pipeline);
        localOptions.saidOfThisMachine().ifPresent(planOptions::requireThisMachine);
        return run(console, pipeline, planOptions, localOptions);
    }

    private static int refuseToLeave(Console console) {
        return RunReading.refuse(
                console,
                Problem.error(
                                "--detach is for runs on AWS Batch, and this one stays on this machine, which has to stay with it")
                        .hint("leave it out, or send the run to a queue by --queue"));
    }

    private static QueueWork.Leaving leaving(AwsOptions options) {
        if (options.conductor()) {
            return QueueWork.Leaving.TO_A_CONDUCTOR;
        }
        return options.detach() ? QueueWork.Leaving.TO_ITSELF : QueueWork.Leaving.NEVER;
    }

    /** Plans and runs; what is wrong before anything runs is told, and nothing is run then. */
    static int run(Console console, String pipeline, PlanOptions planOptions, LocalOptions localOptions)
            throws InterruptedException {
        Problems problems = new Problems();
        try (Planning planning =
                new Planning(console, planOptions, problems).fetching().with(localOptions.saidOfThisMachine())) {
            Optional<Planned> planned = planning.plan(pipeline);
            console.tell(problems.inOrder());
            if (planned.isEmpty()) {
                return planning.exitCode();
            }
            Store store = planning.store().orElseThrow();
            Account account = planned.get().plan().settings().account();
            if (account == null && planOptions.aws.detach()) {
                return refuseToLeave(console);
            }
            RunWork work = account == null
                    ? new LocalWork(console, store, localOptions)
                    : new QueueWork(console, store, account, leaving(planOptions.aws), false);
            return new NewRun(console, store, localOptions, work).run(planned.get());
        }
    }
}
