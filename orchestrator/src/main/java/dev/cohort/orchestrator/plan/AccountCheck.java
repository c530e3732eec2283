package dev.cohort.orchestrator.plan;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.spec.MountSpec;
import dev.cohort.orchestrator.spec.StepSpec;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Holds a plan against the account that it is made for, as far as the two can tell without asking AWS. */
public final class AccountCheck {
    private static final int MOST_FARGATE_DISK_GIB = 200;
    private static final int MIB_PER_GIB = 1024;

    private final RunPlan plan;
    private final Account account;
    private final Problems problems;

    private AccountCheck(RunPlan plan, Account account, Problems problems) {
        this.plan = plan;
        this.account = account;
        this.problems = problems;
    }

    /** Tells what can't be submitted as it is; nothing for a plan that stays on this machine. */
    public static void check(RunPlan plan, Problems problems) {
        Account account = plan.settings().account();
        if (account != null) {
            new AccountCheck(plan, account, problems).check();
        }
    }

    private void check() {
        List<StepSpec> running = plan.steps().stream()
                .filter(step -> step.run() > 0)
                .map(step -> step.step().spec())
                .toList();
        images(running);
        running.forEach(this::step);
    }

    private void images(List<StepSpec> running) {
        Set<String> homeless = new TreeSet<>();
        running.forEach(step -> homeless.add(account.image(step)));
        homeless.removeIf(image -> !Account.isOurs(image));
        if (!homeless.isEmpty()) {
            problems.add(
                    Problem.error("nothing says where " + quoted(homeless) + (homeless.size() == 1 ? " lies" : " lie")
                                    + ": images of Cohort are in no public registry")
                            .hint("push them to a registry of yours, and say where by --image-prefix, such as"
                                    + " 123456789012.dkr.ecr.eu-central-1.amazonaws.com"));
        }
    }

    private void step(StepSpec step) {
        boolean fargate = account.isFargate(step.placement().queue());
        boolean secret = !step.provisions().secrets().isEmpty();
        if (secret && !fargate && account.executionRole() == null) {
            add(step, "needs an execution role, as which AWS reads its secrets", "give --execution-role ARN");
        }
        if (fargate) {
            onFargate(step);
        }
    }

    private void onFargate(StepSpec step) {
        if (account.executionRole() == null) {
            add(step, "needs an execution role, as which Fargate fetches its image", "give --execution-role ARN");
        }
        FargateSize.misfit(
                        step.resources().cpus(),
                        step.resources().memoryMiB(),
                        step.resources().gpus())
                .ifPresent(misfit -> add(step, "can't run there: " + misfit.message(), misfit.hint()));
        if (step.resources().disk().orElse(0) > (long) MOST_FARGATE_DISK_GIB * MIB_PER_GIB) {
            add(
                    step,
                    "can't run there: Fargate has no more than " + MOST_FARGATE_DISK_GIB + " GiB of disk",
                    "send the step to a `queue` on EC2");
        }
        List<MountSpec> hosts = step.provisions().mounts().stream()
                .filter(mount -> mount.efs() == null)
                .toList();
        if (!hosts.isEmpty()) {
            add(
                    step,
                    "can't mount " + quoted(hosts.stream().map(MountSpec::at).toList())
                            + ": Fargate has no directories of a machine",
                    "mount an EFS file system there, or send the step to a `queue` on EC2");
        }
    }

    private void add(StepSpec step, String what, String hint) {
        problems.add(Problem.error(
                        step.place(),
                        "the step `" + step.name() + "` in the queue `"
                                + step.placement().queue().orElse(account.queue()) + "` " + what)
                .hint(hint));
    }

    private static String quoted(Collection<String> texts) {
        return texts.stream().map(text -> "`" + text + "`").collect(Collectors.joining(", "));
    }
}
