package dev.cohort.orchestrator.cli;

import dev.cohort.contract.Identifier;
import dev.cohort.contract.RunId;
import dev.cohort.orchestrator.catalog.Catalog;
import dev.cohort.orchestrator.catalog.StoredRuns;
import dev.cohort.orchestrator.config.Settings;
import dev.cohort.orchestrator.diag.NearestName;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Source;
import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.orchestrator.engine.Payloads;
import dev.cohort.orchestrator.graph.StepGraph;
import dev.cohort.orchestrator.images.ImageChoice;
import dev.cohort.orchestrator.journal.Claim;
import dev.cohort.orchestrator.journal.Claims;
import dev.cohort.orchestrator.plan.Account;
import dev.cohort.orchestrator.plan.AccountCheck;
import dev.cohort.orchestrator.plan.BatchLimits;
import dev.cohort.orchestrator.plan.GivenParam;
import dev.cohort.orchestrator.plan.Holdings;
import dev.cohort.orchestrator.plan.ParamBinder;
import dev.cohort.orchestrator.plan.PlanSettings;
import dev.cohort.orchestrator.plan.Planner;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.plan.ValueCheck;
import dev.cohort.orchestrator.run.RunRequest;
import dev.cohort.orchestrator.run.RunRequest.InContainers;
import dev.cohort.orchestrator.samples.SampleSheet;
import dev.cohort.orchestrator.samples.SampleTable;
import dev.cohort.orchestrator.spec.ParamsFile;
import dev.cohort.orchestrator.spec.SourceDecoder;
import dev.cohort.store.Location;
import dev.cohort.store.S3Settings;
import dev.cohort.store.Store;
import dev.cohort.worker.Containers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
            exitCode = ExitCode.ENVIRONMENT;
            return Optional.empty();
        }
        AccountPlanning accounts = new AccountPlanning(console, settled, options, forThisMachine, problems);
        if (accounts.isOutOfReach(StoreOptions.store(settled))) {
            exitCode = ExitCode.USAGE;
            return Optional.empty();
        }
        Optional<Loaded> loaded = Loaded.from(pipeline, options.profile(), console, problems);
        Optional<String> store = StoreAddress.read(StoreOptions.store(settled), console, problems);
        List<GivenParam> given = given();
        if (loaded.isEmpty()) {
            return Optional.empty();
        }
        StepGraph graph = loaded.get().graph();
        String base = loaded.get().base();
        Map<String, String> params =
                new ParamBinder(graph.pipeline(), base, store.orElse(UNKNOWN_STORE), problems).bind(given);
        Optional<SampleTable> samples = samples(graph);
        String name = name(graph);
        Set<String> forced = forced(graph);
        Payloads payloads = Payloads.find(graph, base, problems);
        InContainers inContainers = options.containers.wanted().orElse(null);
        ContainerPlanning containerPlanning = new ContainerPlanning(console, problems, fetching);
        ImageChoice images = containerPlanning.choice(inContainers, graph);
        if (problems.hasErrors() || samples.isEmpty()) {
            return Optional.empty();
        }
        Containers containers = containerPlanning.containers(inContainers, images, graph);
        if (problems.hasErrors()) {
            exitCode = ExitCode.ENVIRONMENT;
            return Optional.empty();
        }
        Optional<Store> found = open(store.orElse(UNKNOWN_STORE), StoreOptions.writing(settled));
        Account said = accounts.account(found.orElseThrow(), store.orElse(UNKNOWN_STORE), graph)
                .orElse(null);
        Account account = said == null ? null : awsPlanning.known(said, graph, options.containers.images);
        requireImagesHaveAUse(inContainers, account);
        if (problems.hasErrors()) {
            exitCode = ExitCode.ENVIRONMENT;
            return Optional.empty();
        }
        PlanSettings settings = new PlanSettings(
                freshId(found),
                name,
                store.orElse(UNKNOWN_STORE),
                params,
                payloads.byStep(),
                account == null ? ContainerPlanning.identities(containers) : awsPlanning.identities(),
                forced,
                1,
                settled.encryption().orElse(null),
                account);
        ValueCheck.check(graph, base, samples.get(), settings, problems);
        RunRequest request = new RunRequest(
                graph.pipeline().sources(),
                base,
                options.profile().orElse(null),
                given,
                samples.get().base(),
                name,
                settings.forced(),
                settings.payloads(),
                account == null ? Map.of() : settings.images(),
                inContainers,
                settled.encryption().orElse(null),
                account,
                false);
        return problems.hasErrors()
                ? Optional.empty()
                : plan(graph, request, samples.get(), settings, payloads, containers);
    }

    private void requireImagesHaveAUse(@Nullable InContainers inContainers, @Nullable Account account) {
        if (inContainers == null && account == null && !options.containers.images.isEmpty()) {
            problems.add(Problem.error("--image says what steps run in, and here they run as processes of this machine")
                    .hint("add --container docker or --container podman; or send the run to AWS Batch by --queue"));
        }
    }

    private Optional<Planned> plan(
            StepGraph graph,
            RunRequest request,
            SampleTable samples,
            PlanSettings settings,
            Payloads payloads,
            @Nullable Containers containers) {
        Optional<Store> store = store();
        Optional<Claim> claim = store.flatMap(found -> new Claims(found, settings.name()).last());
        Holdings holdings = store.map(found -> Catalog.of(found, settings.name(), graph, samples))
                .orElseGet(Holdings::none);
        RunPlan plan = Planner.plan(graph, request.base(), samples, settings, holdings);
        BatchLimits.check(plan, problems);
        if (!problems.hasErrors()) {
            AccountCheck.check(plan, problems);
            awsPlanning.check(plan);
            exitCode = ExitCode.ENVIRONMENT;
        }
        return problems.hasErrors()
                ? Optional.empty()
                : Optional.of(new Planned(plan, request, samples, payloads, holdings, claim.orElse(null), containers));
    }

    /** Of a second and some chance; where the store has a run of that id, chance is asked again. */
    private RunId freshId(Optional<Store> store) {
        while (true) {
            RunId id = RunId.of(console.clock().instant(), console.random().nextInt());
            if (store.filter(found -> new StoredRuns(found).has(id)).isEmpty()) {
                return id;
            }
        }
    }

    private Optional<Store> open(String address, S3Settings writing) {
        opened = console.stores().open(Location.parse(address, console.directory()), writing);
        return store();
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

    private String name(StepGraph graph) {
        String name = options.name().orElse(graph.pipeline().name());
        Identifier.problem(name).ifPresent(why -> problems.add(Problem.error("--name: " + why)));
        return name;
    }

    /** The steps that are named; the name of a step that uses a whole file stands for all that it came to. */
    private Set<String> forced(StepGraph graph) {
        Set<String> steps = graph.pipeline().steps().keySet();
        Set<String> forced = new LinkedHashSet<>();
        for (String named : options.forced) {
            List<String> meant = steps.stream()
                    .filter(step -> step.equals(named) || step.startsWith(named + "."))
                    .toList();
            forced.addAll(meant);
            if (meant.isEmpty()) {
                problems.add(Problem.error("--force: there is no step " + Visible.quote(named))
                        .hint(NearestName.hint(named, steps)));
            }
        }
        return forced;
    }

    /** The command line comes last, and so outweighs the file. */
    private List<GivenParam> given() {
        List<GivenParam> given = new ArrayList<>();
        options.paramsFile().ifPresent(file -> given.addAll(fromFile(file)));
        for (String param : options.params) {
            int equals = param.indexOf('=');
            if (equals < 1) {
                problems.add(Problem.error("--param " + Visible.quote(param) + " is not of the form NAME=VALUE"));
            } else {
                given.add(new GivenParam(
                        param.substring(0, equals),
                        param.substring(equals + 1),
                        console.directory().toString(),
                        null));
            }
        }
        return given;
    }

    private List<GivenParam> fromFile(String file) {
        Path path = console.path(file);
        Path parent = path.getParent();
        String base = (parent == null ? console.directory() : parent).toString();
        try {
            Optional<Source> source = SourceDecoder.decode(file, PipelineFiles.start(path), problems);
            return source.map(text -> ParamsFile.read(text, problems)).orElse(List.of()).stream()
                    .map(entry -> new GivenParam(entry.name(), entry.value(), base, entry.place()))
                    .toList();
        } catch (IOException e) {
            problems.add(Problem.error(
                    "the params file " + Visible.quote(file) + " can't be read: " + FileFaults.why(path, e)));
            return List.of();
        }
    }

    private Optional<SampleTable> samples(StepGraph graph) {
        String file = options.sampleListFile;
        Path path = console.path(file);
        Path parent = path.getParent();
        try {
            if (file.equals("-")) {
                return sheet(graph, "standard input", console.in(), console.directory());
            }
            try (InputStream in = Files.newInputStream(path)) {
                return sheet(graph, file, in, parent == null ? console.directory() : parent);
            }
        } catch (IOException e) {
            problems.add(Problem.error(
                    "the sample list " + Visible.quote(file) + " can't be read: " + FileFaults.why(path, e)));
            return Optional.empty();
        }
    }

    private Optional<SampleTable> sheet(StepGraph graph, String name, InputStream in, Path base) throws IOException {
        return SampleSheet.read(name, in, base.toString(), graph.pipeline().columns(), problems);
    }
}
