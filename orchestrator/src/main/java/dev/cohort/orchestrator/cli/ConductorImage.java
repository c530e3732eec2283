package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.orchestrator.images.WorkerLabel;
import dev.cohort.orchestrator.images.registry.RegisteredImage;
import dev.cohort.orchestrator.images.registry.Registry;
import dev.cohort.orchestrator.images.registry.RegistryFailure;
import dev.cohort.orchestrator.plan.Account;

/** The image that a conductor runs in, looked at before anything is submitted; it has to hold the very version that made the plan. */
final class ConductorImage {
    private static final String PUSH =
            "docker/build --prefix REGISTRY --push brings it there; or leave out --conductor";

    private final Console console;
    private final Account account;
    private final Problems problems;

    ConductorImage(Console console, Account account, Problems problems) {
        this.console = console;
        this.account = account;
        this.problems = problems;
    }

    /** As a job definition names it; what is wrong with it is told. */
    String name() throws InterruptedException {
        String place = account.image(Account.BASE_IMAGE);
        if (account.imagePrefix() == null) {
            problems.add(Problem.error("nothing says where the image `" + place + "` lies, in which a conductor runs")
                    .hint("say where by --image-prefix; " + PUSH));
            return place;
        }
        return account.imageCheck() ? lookedUp(place) : place;
    }

    private String lookedUp(String place) throws InterruptedException {
        try {
            RegisteredImage image = Registry.open(console.environment(), AwsPlanning.ARCHITECTURE)
                    .find(Account.BASE_IMAGE, place);
            WorkerLabel.fault(image).ifPresent(this::unfit);
            requireVersion(image);
            return image.pinned();
        } catch (RegistryFailure failure) {
            unfound(failure);
            return place;
        }
    }

    private void unfound(RegistryFailure failure) {
        refuse(
                Visible.text(failure.told()),
                failure.isUnanswered()
                        ? failure.hint() + "; or submit without looking at images: --no-image-check"
                        : PUSH);
    }

    private void unfit(String why) {
        refuse(why, PUSH);
    }

    private void refuse(String why, String hint) {
        problems.add(Problem.error("the image `" + Account.BASE_IMAGE + "`, in which a conductor runs, " + why)
                .hint(hint));
    }

    /** Another version may plan otherwise, and then refuses to go on. */
    private void requireVersion(RegisteredImage image) {
        String theirs = WorkerLabel.version(image);
        String ours = Cohort.Version.number();
        if (!theirs.equals(ours)) {
            problems.add(Problem.warning("the image `" + Account.BASE_IMAGE
                            + "`, in which a conductor runs, has Cohort " + theirs + ", and this is " + ours)
                    .hint(PUSH));
        }
    }
}
