package dev.cohort.orchestrator.cli;

import dev.cohort.contract.RunId;
import dev.cohort.orchestrator.catalog.Catalog;
import dev.cohort.orchestrator.catalog.StoredRequest;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.engine.Payloads;
import dev.cohort.orchestrator.graph.StepGraph;
import dev.cohort.orchestrator.plan.Holdings;
import dev.cohort.orchestrator.plan.ParamBinder;
import dev.cohort.orchestrator.plan.PlanSettings;
import dev.cohort.orchestrator.plan.Planner;
import dev.cohort.orchestrator.run.RunRequest;
import dev.cohort.orchestrator.samples.SampleTable;
import dev.cohort.orchestrator.spec.Sources;
import dev.cohort.store.Store;
import dev.cohort.worker.Containers;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
        return new StoredRequest(store, run).read(problems).flatMap(request -> plan(request, round));
    }

    private Optional<Planned> plan(RunRequest request, int round) {
        Optional<StepGraph> graph = Loaded.of(
                        request.source(),
                        Sources.among(request.sources()),
                        request.base(),
                        Optional.ofNullable(request.profile()),
                        problems)
                .map(Loaded::graph);
        return graph.flatMap(found -> plan(request, found, round)).filter(planned -> !problems.hasErrors());
    }

    private Optional<Planned> plan(RunRequest request, StepGraph graph, int round) {
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
                ContainerPlanning.identities(containers),
                request.forced(),
                round,
                request.account());
        return new StoredRequest(store, run)
                .samples(request.sheetBase(), graph.pipeline().columns(), problems)
                .map(samples -> plan(request, graph, settings, payloads, samples, containers));
    }

    private Planned plan(
            RunRequest request,
            StepGraph graph,
            PlanSettings settings,
            Payloads payloads,
            SampleTable samples,
            @Nullable Containers containers) {
        Holdings holdings = Catalog.of(store, settings.name(), graph, samples);
        return new Planned(
                Planner.plan(graph, request.base(), samples, settings, holdings),
                request,
                samples,
                payloads,
                holdings,
                null,
                containers);
    }
}
