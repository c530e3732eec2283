package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.plan.Downloads;
import dev.cohort.orchestrator.plan.MissingInputs;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.view.PlanJson;
import dev.cohort.orchestrator.view.PlanText;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a run would do, and does nothing. */
@Command(
        name = "plan",
        description =
                "Shows exactly what a run would do: which tasks run and why, as which jobs, at what cost at most.",
        footer = {
            "",
            "Example:",
            "  cohort plan fusion --sample-list-file samples.txt --param kmer=21",
        })
final class PlanCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "PIPELINE", description = "A pipeline file, or the name of a shipped pipeline.")
    private String pipeline = "";

    @Mixin
    private PlanOptions options = new PlanOptions();

    @Option(names = "--json", description = "Print the plan as JSON.")
    private boolean json;

    PlanCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        options.requireSense(pipeline);
        Problems problems = new Problems();
        try (Planning planning = new Planning(console, options, problems)) {
            Optional<Planned> planned = planning.plan(pipeline);
            planned.ifPresent(
                    found -> MachineFit.warn(found.plan(), console.machine().get(), problems));
            planned.ifPresent(found -> MissingInputs.warn(found.plan(), found.holdings(), found.samples(), problems));
            planned.flatMap(found ->
                            StoreAddress.whyUnwritable(found.plan().settings().store()))
                    .ifPresent(why -> problems.add(
                            Problem.warning(why).hint("a run would be refused; give --store another directory")));
            console.tell(problems.inOrder());
            console.err().print(problems.isEmpty() || planned.isEmpty() ? "" : "\n");
            planned.ifPresent(this::show);
            return planned.isPresent() ? ExitCode.OK : planning.exitCode();
        }
    }

    private void show(Planned planned) {
        RunPlan plan = planned.plan();
        Downloads downloads = Downloads.of(plan, planned.holdings());
        if (json) {
            console.print(PlanJson.of(plan, downloads));
        } else {
            console.print(new PlanText(plan, downloads, console.paint()).lines());
        }
    }
}
