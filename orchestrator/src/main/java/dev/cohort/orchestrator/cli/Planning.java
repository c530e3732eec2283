package dev.cohort.orchestrator.cli;

import dev.cohort.contract.RunId;
import dev.cohort.orchestrator.catalog.Catalog;
import dev.cohort.orchestrator.catalog.StoredRuns;
import dev.cohort.orchestrator.config.Settings;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.graph.StepGraph;
import dev.cohort.orchestrator.images.ImageChoice;
import dev.cohort.orchestrator.journal.Claim;
import dev.cohort.orchestrator.journal.Claims;
import dev.cohort.orchestrator.plan.Account;
import dev.cohort.orchestrator.plan.AccountCheck;
import dev.cohort.orchestrator.plan.BatchLimits;
import dev.cohort.orchestrator.plan.Holdings;
import dev.cohort.orchestrator.plan.PlanSettings;
import dev.cohort.orchestrator.plan.Planner;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.plan.ValueCheck;
import dev.cohort.orchestrator.run.RunRequest;
import dev.cohort.orchestrator.run.RunRequest.InContainers;
import dev.cohort.store.Location;
import dev.cohort.store.Store;
import dev.cohort.worker.Containers;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From what the user typed to a plan: the recipe that all commands share that plan. */
final class Planning implements AutoCloseable {
    /** Stands in for a store that can't be one, so that the rest is still checked. */
    private static final String UNKNOWN_STORE = "s3://unknown";

    private final Console console;
    private final PlanOptions options;
    private final Problems problems;
    private final AwsPlanning awsPlanning;
    private @Nullable Store opened;
    private boolean fetching;
    private Optional<String> forThisMachine = Optional.empty();
    private int exitCode = ExitCode.WRONG_INPUT;

    Planning(Console console, PlanOptions options, Problems problems) {
        this.console = console;
        this.options = options;
        this.problems = problems;
        this.awsPlanning = new AwsPlanning(console, problems);
    }

    /** Brings what a run of the plan needs to this machine, where it is not here yet. */
    Planning fetching() {
        fetching = true;
        return this;
    }

    /** Takes note of an option that makes sense on this machine only. */
    Planning with(Optional<String> option) {
        forThisMachine = option;
        return this;
    }

    /** What a command ends with that got no plan. */
    int exitCode() {
        return exitCode;
    }

    /** The plan; empty when something is wrong, all of which is told. */
    Optional<Planned> plan(String pipeline) throws InterruptedException {
        Settings settled = options.settled(console, problems);
        if (problems.hasErrors()) {
            return none(ExitCode.ENVIRONMENT);
        }
        AccountPlanning accounts = new AccountPlanning(console, settled, options, forThisMachine, problems);
        if (accounts.isOutOfReach(StoreOptions.store(settled))) {
            return none(ExitCode.USAGE);
        }
        Problems ofStore = new Problems();
        Optional<String> store = StoreAddress.read(StoreOptions.store(settled), console, ofStore);
        Optional<Asked> asked = Asked.read(pipeline, store.orElse(UNKNOWN_STORE), options, console, problems);
        problems.addAll(ofStore.inOrder());
        if (asked.isEmpty() || problems.hasErrors()) {
            return none(problems.areOfUsage() ? ExitCode.USAGE : ExitCode.WRONG_INPUT);
        }
        opened = console.stores()
                .open(Location.parse(store.orElse(UNKNOWN_STORE), console.directory()), StoreOptions.writing(settled));
        Optional<Destination> said = accounts.destination(
                requireStore(), store.orElse(UNKNOWN_STORE), asked.get().graph());
        if (said.isEmpty() && areImagesOfNoUse()) {
            return none(ExitCode.USAGE);
        }
        Whereabouts where = whereabouts(asked.get(), said);
        return problems.hasErrors()
                ? none(ExitCode.ENVIRONMENT)
                : plan(asked.get(), where, store.orElse(UNKNOWN_STORE), settled);
    }

    private Optional<Planned> none(int why) {
        exitCode = why;
        return Optional.empty();
    }

    /**
     * Where its steps run.
     *
     * @param containers what they run in on this machine; null where they are processes of it, and for an account
     * @param account on AWS; null for this machine
     * @param images the digests of their images, as far as they are known
     */
    private record Whereabouts(
            @Nullable InContainers inContainers,
            @Nullable Containers containers,
            @Nullable Account account,
            Map<String, String> images) {}

    private Whereabouts whereabouts(Asked asked, Optional<Destination> said) throws InterruptedException {
        StepGraph graph = asked.graph();
        if (said.isPresent()) {
            Account known = awsPlanning.known(said.get(), graph, options.containers.images);
            return new Whereabouts(null, null, known, awsPlanning.identities());
        }
        InContainers wanted = options.containers.wanted().orElse(null);
        ContainerPlanning planning = new ContainerPlanning(console, problems, fetching);
        ImageChoice images = planning.choice(wanted, graph);
        Containers containers = problems.hasErrors() ? null : planning.containers(wanted, images, graph);
        return new Whereabouts(wanted, containers, null, ContainerPlanning.identities(containers));
    }

    private boolean areImagesOfNoUse() {
        boolean none = options.containers.wanted().isEmpty() && !options.containers.images.isEmpty();
        if (none) {
            problems.add(Problem.error("--image says what steps run in, and here they run as processes of this machine")
                    .hint("add --container docker or --container podman; or send the run to AWS Batch by --queue"));
        }
        return none;
    }

    private Optional<Planned> plan(Asked asked, Whereabouts where, String store, Settings settled) {
        PlanSettings settings = new PlanSettings(
                freshId(),
                asked.name(),
                store,
                asked.params(),
                asked.payloads().byStep(),
                where.images(),
                asked.forced(),
                1,
                settled.encryption().orElse(null),
                where.account());
        ValueCheck.check(asked.graph(), asked.base(), asked.samples(), settings, problems);
        return problems.hasErrors() ? none(ExitCode.WRONG_INPUT) : plan(asked, where, settings);
    }

    private Optional<Planned> plan(Asked asked, Whereabouts where, PlanSettings settings) {
        Store store = requireStore();
        Optional<Claim> claim = new Claims(store, settings.name()).last();
        Holdings holdings = Catalog.of(store, settings.name(), asked.graph(), asked.samples());
        RunPlan plan = Planner.plan(asked.graph(), asked.base(), asked.samples(), settings, holdings);
        BatchLimits.check(plan, problems);
        if (problems.hasErrors()) {
            return none(ExitCode.WRONG_INPUT);
        }
        AccountCheck.check(plan, problems);
        awsPlanning.check(plan);
        return problems.hasErrors()
                ? none(ExitCode.ENVIRONMENT)
                : Optional.of(new Planned(
                        plan,
                        request(asked, where, settings),
                        asked.samples(),
                        asked.payloads(),
                        holdings,
                        claim.orElse(null),
                        where.containers()));
    }

    private RunRequest request(Asked asked, Whereabouts where, PlanSettings settings) {
        return new RunRequest(
                asked.graph().pipeline().sources(),
                asked.base(),
                options.profile().orElse(null),
                asked.given(),
                asked.samples().base(),
                settings.name(),
                settings.forced(),
                settings.payloads(),
                where.account() == null ? Map.of() : settings.images(),
                where.inContainers(),
                settings.encryption(),
                where.account(),
                false);
    }

    /** Of the time and some chance; where the store has a run of that id, chance is asked again. */
    private RunId freshId() {
        while (true) {
            RunId id = RunId.of(console.clock().instant(), console.random().nextInt());
            if (!new StoredRuns(requireStore()).has(id)) {
                return id;
            }
        }
    }

    private Store requireStore() {
        return Objects.requireNonNull(opened, "the store is open");
    }

    /** The store of the plan that was made. */
    Optional<Store> store() {
        return Optional.ofNullable(opened);
    }

    @Override
    public void close() {
        if (opened != null) {
            opened.close();
        }
    }
}
