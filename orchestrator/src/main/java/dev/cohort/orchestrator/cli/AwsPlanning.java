package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.engine.aws.AwsClients;
import dev.cohort.orchestrator.engine.aws.Queues;
import dev.cohort.orchestrator.graph.ResolvedStep;
import dev.cohort.orchestrator.graph.StepGraph;
import dev.cohort.orchestrator.images.ImageCheck;
import dev.cohort.orchestrator.images.ImageChoice;
import dev.cohort.orchestrator.images.registry.RegisteredImage;
import dev.cohort.orchestrator.images.registry.Registry;
import dev.cohort.orchestrator.plan.Account;
import dev.cohort.orchestrator.plan.RunPlan;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a plan for an account has to know of it, and what the account has against the plan. */
final class AwsPlanning {
    /** That of the instances that queues have unless somebody chose others. */
    static final String ARCHITECTURE = "amd64";

    private final Console console;
    private final Problems problems;
    private final Map<String, String> identities = new HashMap<>();
    private @Nullable Queues queues;
    private String namedBy = "";

    AwsPlanning(Console console, Problems problems) {
        this.console = console;
        this.problems = problems;
    }

    /** With what AWS says of its queues, for on Fargate tasks have other sizes, and registries of the images. */
    Account known(Destination to, StepGraph graph, List<String> namedImages) throws InterruptedException {
        Account said = to.account();
        namedBy = to.namedBy();
        ImageChoice choice =
                ImageChoice.of(namedImages, graph.pipeline().steps().keySet(), problems);
        Map<String, String> images = new LinkedHashMap<>();
        if (said.imageCheck()) {
            lookUp(said, graph, choice).forEach((step, image) -> {
                images.put(step, image.pinned());
                identities.put(step, image.identity());
            });
        } else {
            choice.byStep(graph).forEach((step, image) -> images.put(step, said.image(image)));
            identities.putAll(choice.isAny() ? images : Map.of());
        }
        Set<String> names = new TreeSet<>(Set.of(said.queue()));
        graph.steps().stream()
                .map(ResolvedStep::spec)
                .flatMap(step -> step.placement().queue().stream())
                .forEach(names::add);
        try (AwsClients clients = console.aws().clients(said.region())) {
            queues = Queues.look(clients, names);
            return said.region(clients.region())
                    .fargate(queues.fargate())
                    .images(images)
                    .queueArn(queues.arn(said.queue()).orElse(null));
        }
    }

    private Map<String, RegisteredImage> lookUp(Account said, StepGraph graph, ImageChoice choice)
            throws InterruptedException {
        Registry registry = Registry.open(console.environment(), ARCHITECTURE);
        return new ImageCheck(registry, said.imagePrefix(), problems).look(graph, choice);
    }

    /** The content of each step's image, which its results depend on, where it is known. */
    Map<String, String> identities() {
        return identities;
    }

    /** Tells what would never start, or not be taken; of a queue that is not there also where nothing would go to it. */
    void check(RunPlan plan) {
        Account account = plan.settings().account();
        if (queues != null && account != null) {
            queues.check(plan, account, namedBy, problems);
        }
    }
}
