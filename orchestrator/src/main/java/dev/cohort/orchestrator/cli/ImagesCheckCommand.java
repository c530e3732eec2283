package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.orchestrator.images.WorkerLabel;
import dev.cohort.orchestrator.images.registry.RegisteredImage;
import dev.cohort.orchestrator.images.registry.Registry;
import dev.cohort.orchestrator.images.registry.RegistryFailure;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks whether images that were pushed can run steps on AWS Batch. */
@Command(
        name = "check",
        description = {
            "Looks images up in their registries, without fetching them, and tells the digest of each and the version",
            "of the worker in it. In ECR with your AWS credentials, elsewhere with what `docker login` has kept."
        },
        footer = {"", "Example:", "  cohort images check 123456789012.dkr.ecr.eu-west-1.amazonaws.com/lab/python"})
final class ImagesCheckCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "IMAGE", arity = "1..*", description = "Images, by their names in full.")
    private List<String> images = List.of();

    @Option(
            names = "--architecture",
            paramLabel = "ARCH",
            defaultValue = "amd64",
            description = "What processors they have to be for: amd64, unless arm64 is said.")
    private String architecture = "amd64";

    ImagesCheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        Registry registry = Registry.open(console.environment(), architecture);
        boolean fit = true;
        for (String image : images) {
            fit &= check(registry, image);
        }
        return fit ? ExitCode.OK : ExitCode.ENVIRONMENT;
    }

    private boolean check(Registry registry, String name) throws InterruptedException {
        try {
            RegisteredImage image = registry.find(name, name);
            Optional<String> fault = WorkerLabel.fault(image);
            fault.ifPresentOrElse(why -> refuse(name, why, "cohort images wrap puts one in"), () -> show(image));
            return fault.isEmpty();
        } catch (RegistryFailure failure) {
            refuse(name, Visible.text(failure.told()), failure.hint());
            return false;
        }
    }

    private void show(RegisteredImage image) {
        console.print(List.of(image.pinned() + "  worker " + WorkerLabel.version(image)));
    }

    private void refuse(String name, String why, String hint) {
        console.tell(List.of(Problem.error("the image " + Visible.quote(name) + " " + why)
                .hint(Optional.of(hint).filter(text -> !text.isEmpty()))));
    }
}
