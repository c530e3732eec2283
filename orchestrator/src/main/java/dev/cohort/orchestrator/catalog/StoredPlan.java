package dev.cohort.orchestrator.catalog;

import dev.cohort.contract.Json;
import dev.cohort.contract.JsonFault;
import dev.cohort.contract.JsonObject;
import dev.cohort.contract.RunId;
import dev.cohort.contract.StoreLayout;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.orchestrator.graph.StepGraph;
import dev.cohort.orchestrator.plan.Decided;
import dev.cohort.store.Key;
import dev.cohort.store.Opened;
import dev.cohort.store.Store;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The plan of one round, as it was written down before its first job was submitted. */
public final class StoredPlan {
    private static final String JOBS = "jobs";

    private final Store store;
    private final RunId run;
    private final int round;

    public StoredPlan(Store store, RunId run, int round) {
        this.store = store;
        this.run = run;
        this.round = round;
    }

    /** How all tasks stood; empty where that was not written down or can't be read, which is told, or is of another pipeline. */
    public Optional<Decided> decided(StepGraph graph, int samples, Problems problems) {
        return read(StoreLayout.OF_ANY_NAME.decided(run, round), problems)
                .flatMap(json -> decided(json, graph, samples, problems));
    }

    private Optional<Decided> decided(Json json, StepGraph graph, int samples, Problems problems) {
        try {
            return Decided.fromJson(json, graph, samples);
        } catch (JsonFault fault) {
            tell(fault, problems);
            return Optional.empty();
        }
    }

    /** Whether another plan, as it would be written down, has the very same jobs. */
    public boolean isSame(Json plan) {
        return jobs(plan).isPresent()
                && read(StoreLayout.OF_ANY_NAME.plan(run, round), new Problems())
                        .flatMap(StoredPlan::jobs)
                        .equals(jobs(plan));
    }

    private static Optional<String> jobs(Json plan) {
        return plan instanceof JsonObject object ? object.get(JOBS).map(Json::compact) : Optional.empty();
    }

    private Optional<Json> read(String at, Problems problems) {
        Key key = Key.of(at);
        if (store.head(key).isEmpty()) {
            return Optional.empty();
        }
        try (Opened opened = store.get(key)) {
            return Optional.of(Json.parse(new String(opened.bytes(), StandardCharsets.UTF_8)));
        } catch (JsonFault fault) {
            tell(fault, problems);
            return Optional.empty();
        }
    }

    private void tell(JsonFault fault, Problems problems) {
        problems.add(Problem.error("the plan of the run " + run + " can't be read: "
                        + Visible.text(String.valueOf(fault.getMessage())))
                .hint("`status` and `logs` still work; to go on, run the pipeline again: what is done is kept"));
    }
}
