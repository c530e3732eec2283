package dev.cohort.orchestrator.engine.local;

import dev.cohort.orchestrator.diag.Place;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.plan.StepPlan;
import dev.cohort.orchestrator.plan.StepSettings;
import dev.cohort.orchestrator.spec.MountSpec;
import dev.cohort.orchestrator.spec.StepSpec;
import dev.cohort.orchestrator.spec.TemplateSpec;
import dev.cohort.worker.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells, before anything starts, which secrets, mounts and GPUs of the steps that run are not to be had on this machine. */
public final class LocalProvisions {
    private final Secrets secrets;
    private final boolean inContainers;
    private final Problems problems;

    private LocalProvisions(Secrets secrets, boolean inContainers, Problems problems) {
        this.secrets = secrets;
        this.inContainers = inContainers;
        this.problems = problems;
    }

    public static void tell(RunPlan plan, Secrets secrets, boolean inContainers, Problems problems) {
        LocalProvisions here = new LocalProvisions(secrets, inContainers, problems);
        plan.steps().stream()
                .filter(step -> step.run() > 0)
                .map(StepPlan::step)
                .forEach(step -> here.step(step.spec(), plan.settings(step.name())));
    }

    private void step(StepSpec step, StepSettings settings) {
        step.provisions().secrets().forEach((name, address) -> {
            if (secrets.value(name).isEmpty()) {
                tellSecret(step, name, address);
            }
        });
        gpus(step);
        for (int i = 0; i < settings.mounts().size(); i++) {
            mount(step, settings.mounts().get(i), step.provisions().mounts().get(i));
        }
    }

    private void gpus(StepSpec step) {
        if (inContainers && step.resources().gpus() > 0) {
            tell(
                    step.place(),
                    "the step `" + step.name() + "` needs GPUs, which containers on this machine are not given yet",
                    "run it without --container");
        }
    }

    private void tellSecret(StepSpec step, String name, TemplateSpec address) {
        problems.add(Problem.error(
                        address.place(),
                        "the step `" + step.name() + "` needs the secret `" + name
                                + "`, and no environment variable of that name is set")
                .hint("on one machine a secret is what Cohort finds in its own environment: set " + name
                        + " there, and start it again"));
    }

    private void mount(StepSpec step, StepSettings.Mounted mount, MountSpec written) {
        String what = "the mount `" + mount.name() + "` of the step `" + step.name() + "` ";
        Path at = Path.of(mount.at());
        String host = mount.host();
        if (host != null && !Files.isDirectory(Path.of(host))) {
            tell(written.place(), what + "is not there: " + Visible.text(host), "put it there, or say where it is");
        } else if (host != null && !inContainers && !isSame(Path.of(host), at)) {
            tell(
                    written.place(),
                    what + "can't be put at " + Visible.text(mount.at())
                            + ": on this machine bodies see its files where they lie",
                    "run it with --container, let it lie at its own path by removing `at`, or make one a link to the other: `ln -s "
                            + Visible.text(host) + " " + Visible.text(mount.at()) + "`");
        } else if (host == null && !Files.isDirectory(at)) {
            tell(
                    written.place(),
                    what + "is a file system of AWS, and this machine has nothing at " + Visible.text(mount.at()),
                    "put a copy of what the step needs of it there, or run on AWS Batch");
        }
    }

    private void tell(Place place, String message, String hint) {
        problems.add(Problem.error(place, message).hint(hint));
    }

    private static boolean isSame(Path host, Path at) {
        try {
            return Files.isSameFile(host, at);
        } catch (IOException e) {
            return false;
        }
    }
}
