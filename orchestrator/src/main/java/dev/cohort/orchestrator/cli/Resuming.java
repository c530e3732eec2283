package dev.cohort.orchestrator.cli;

import dev.cohort.contract.RunId;
import dev.cohort.orchestrator.catalog.Catalog;
import dev.cohort.orchestrator.catalog.StoredPlan;
import dev.cohort.orchestrator.catalog.StoredRequest;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.engine.Payloads;
import dev.cohort.orchestrator.graph.StepGraph;
import dev.cohort.orchestrator.plan.Holdings;
import dev.cohort.orchestrator.plan.ParamBinder;
import dev.cohort.orchestrator.plan.PlanSettings;
import dev.cohort.orchestrator.plan.Planner;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.run.RunRequest;
import dev.cohort.orchestrator.samples.SampleTable;
import dev.cohort.orchestrator.spec.Sources;
import dev.cohort.orchestrator.view.PlanJson;
import dev.cohort.store.Store;
import dev.cohort.worker.Containers;
import java.util.Map;
import java.util.Optional;

/** Plans what a run has not done yet, from what it wrote down when it began: the files that it was typed with may be gone. */
final class Resuming {
    private final Store store;
    private final RunId run;
    private final Problems problems;
    private final ContainerPlanning containerPlanning;

    Resuming(Console console, Store store, RunId run, Problems problems) {
        this.store = store;
        this.run = run;
        this.problems = problems;
        this.containerPlanning = new ContainerPlanning(console, problems, true);
    }

    /** The plan of a round; empty where there can be none, which is told. */
    Optional<Planned> plan(int round) {
        return plan(round, this::plan);
    }

    /** The very plan of a round that was made before, whatever was done since; empty where it can't be made again, which is told. */
    Optional<Planned> again(int round) {
        return plan(round, this::again);
    }

    private record Made(RunPlan plan, Holdings holdings) {}

    /** From what the run was asked to do, and what that means for its tasks. */
    private interface Making {
        Optional<Made> plan(StepGraph graph, RunRequest request, SampleTable samples, PlanSettings settings);
    }

    private Optional<Made> plan(StepGraph graph, RunRequest request, SampleTable samples, PlanSettings settings) {
        Holdings holdings = Catalog.of(store, settings.name(), graph, samples);
        return Optional.of(new Made(Planner.plan(graph, request.base(), samples, settings, holdings), holdings));
    }

    /** Another version of Cohort may see the same pipeline otherwise; what was submitted is what was planned then. */
    private Optional<Made> again(StepGraph graph, RunRequest request, SampleTable samples, PlanSettings settings) {
        StoredPlan stored = new StoredPlan(store, run, settings.round());
        Optional<RunPlan> again = stored.decided(graph, samples.size(), problems)
                .map(decided -> Planner.again(graph, request.base(), samples, settings, decided))
                .filter(plan -> stored.isSame(PlanJson.of(plan)));
        if (again.isEmpty() && !problems.hasErrors()) {
            problems.add(Problem.error("the plan of the run " + run + " can't be made again as it was")
                    .hint("attach with the version of Cohort that began it; `status` and `logs` work with any"));
        }
        return again.map(plan -> new Made(plan, Holdings.none()));
    }

    private Optional<Planned> plan(int round, Making making) {
        return new StoredRequest(store, run).read(problems).flatMap(request -> plan(request, round, making));
    }

    private Optional<Planned> plan(RunRequest request, int round, Making making) {
        Optional<StepGraph> graph = Loaded.of(
                        request.source(),
                        Sources.among(request.sources()),
                        request.base(),
                        Optional.ofNullable(request.profile()),
                        problems)
                .map(Loaded::graph);
        return graph.flatMap(found -> plan(request, found, round, making)).filter(planned -> !problems.hasErrors());
    }

    private Optional<Planned> plan(RunRequest request, StepGraph graph, int round, Making making) {
        String address = store.location().toString();
        Map<String, String> params =
                new ParamBinder(graph.pipeline(), request.base(), address, problems).bind(request.params());
        Payloads payloads = Payloads.stored(request.payloads());
        Containers containers = containerPlanning.containers(
                request.containers(), containerPlanning.choice(request.containers(), graph), graph);
        PlanSettings settings = new PlanSettings(
                run,
                request.name(),
                address,
                params,
                payloads.byStep(),
                request.account() == null ? ContainerPlanning.identities(containers) : request.images(),
                request.forced(),
                round,
                request.encryption(),
                request.account());
        return new StoredRequest(store, run)
                .samples(request.sheetBase(), graph.pipeline().columns(), problems)
                .flatMap(samples -> making.plan(graph, request, samples, settings)
                        .map(made -> new Planned(
                                made.plan(), request, samples, payloads, made.holdings(), null, containers)));
    }
}
