package dev.cohort.orchestrator.catalog;

import dev.cohort.contract.Json;
import dev.cohort.contract.JsonFault;
import dev.cohort.contract.RunId;
import dev.cohort.contract.StoreLayout;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.orchestrator.run.RunRequest;
import dev.cohort.orchestrator.samples.SampleSheet;
import dev.cohort.orchestrator.samples.SampleTable;
import dev.cohort.orchestrator.spec.ColumnSpec;
import dev.cohort.store.Key;
import dev.cohort.store.Opened;
import dev.cohort.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** What a run was asked to do, read again for whoever carries it on. */
public final class StoredRequest {
    private final Store store;
    private final RunId run;

    public StoredRequest(Store store, RunId run) {
        this.store = store;
        this.run = run;
    }

    /** A run that was cut off before it had written it down has nothing that could be carried on. */
    public boolean isThere() {
        return store.head(Key.of(StoreLayout.OF_ANY_NAME.request(run))).isPresent();
    }

    /** Empty where the run did not come to write it down, or where it can't be read, which is told. */
    public Optional<RunRequest> read(Problems problems) {
        Key key = Key.of(StoreLayout.OF_ANY_NAME.request(run));
        if (!isThere()) {
            problems.add(Problem.error("the run " + run + " was cut off before it had written down what to do")
                    .hint("start it again"));
            return Optional.empty();
        }
        try (Opened opened = store.get(key)) {
            return Optional.of(RunRequest.fromJson(Json.parse(new String(opened.bytes(), StandardCharsets.UTF_8))));
        } catch (JsonFault fault) {
            problems.add(Problem.error("what the run " + run + " was asked to do can't be read: "
                            + Visible.text(String.valueOf(fault.getMessage())))
                    .hint("start it again; what is done is kept"));
            return Optional.empty();
        }
    }

    /** Its samples, as it had read them; empty where that can't be, which is told. */
    public Optional<SampleTable> samples(String base, Map<String, ColumnSpec> columns, Problems problems) {
        Key key = Key.of(StoreLayout.OF_ANY_NAME.sheet(run));
        try (Opened opened = store.get(key)) {
            return SampleSheet.read(store.locationOf(key).toString(), opened.body(), base, columns, problems);
        } catch (IOException e) {
            throw new UncheckedIOException("a body tells its trouble as StoreFailure", e);
        }
    }
}
