package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.engine.local.Machine;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.plan.StepPlan;
import dev.cohort.orchestrator.spec.Resources;
import java.util.Set;

/** Says which steps are larger than the machine that they would run on. */
final class MachineFit {
    private final RunPlan plan;
    private final Machine machine;

    private MachineFit(RunPlan plan, Machine machine) {
        this.plan = plan;
        this.machine = machine;
    }

    /** As errors, before a run. */
    static void tell(RunPlan plan, Machine machine, Problems problems) {
        MachineFit fit = new MachineFit(plan, machine);
        machine.tooLarge(plan.steps())
                .forEach(step -> problems.add(Problem.error(step.step().spec().place(), fit.words(step))
                        .hint(fit.wayOut(step))));
    }

    /** As warnings, for a plan that is only looked at; what goes to a queue needs no room here. */
    static void warn(RunPlan plan, Machine machine, Problems problems) {
        if (plan.settings().account() == null) {
            MachineFit fit = new MachineFit(plan, machine);
            machine.tooLarge(plan.steps())
                    .forEach(step ->
                            problems.add(Problem.warning(step.step().spec().place(), fit.words(step))
                                    .hint("a run here would be refused: " + fit.wayOut(step))));
        }
    }

    private String words(StepPlan step) {
        Resources wanted = step.step().spec().resources();
        return "a task of the step `" + step.name() + "` takes "
                + Sizes.all(wanted.cpus(), wanted.memoryMiB(), wanted.gpus())
                + ", and this machine lends "
                + Sizes.all(machine.cpus(), machine.memoryMiB(), machine.gpus().size());
    }

    private String wayOut(StepPlan step) {
        return more(step.step().spec().resources()) + less();
    }

    private static String more(Resources wanted) {
        return "give more with --cpus" + (wanted.gpus() > 0 ? ", --memory and --gpus" : " and --memory")
                + " if there is more";
    }

    private String less() {
        Set<String> profiles = plan.graph().pipeline().profiles().keySet();
        return profiles.isEmpty()
                ? ", or let the step take less"
                : ", or run it with --profile " + String.join(" or --profile ", profiles);
    }
}
