package dev.cohort.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.Encryption;
import dev.cohort.contract.Job;
import dev.cohort.contract.Json;
import dev.cohort.contract.StoreLayout;
import dev.cohort.orchestrator.diag.Source;
import dev.cohort.orchestrator.plan.Holdings;
import dev.cohort.orchestrator.plan.PlannedJob;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.run.Plans;
import dev.cohort.orchestrator.run.RunRequest;
import dev.cohort.orchestrator.samples.SampleTable;
import dev.cohort.store.Key;
import dev.cohort.store.Location;
import dev.cohort.store.Opened;
import dev.cohort.store.Store;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFilesTest {
    private static final StoreLayout LAYOUT = new StoreLayout("p");

    private static final RunRequest REQUEST = new RunRequest(
            Map.of("", new Source("p.yaml", Plans.CHAIN), "lib/q.yaml", new Source("lib/q.yaml", "pipeline: q")),
            "/pipelines",
            null,
            List.of(),
            "/sheets",
            "p",
            Set.of(),
            Map.of(),
            Map.of("one", "sha256:0"),
            new RunRequest.InContainers("docker", List.of("one=busybox")),
            new Encryption(Encryption.BY_KMS, "alias/ours"),
            null,
            false);

    @TempDir
    private Path folder;

    private Store store;

    @BeforeEach
    void setUp() {
        store = Store.open(Location.of(folder));
    }

    private RunPlan write(List<String> samples) {
        RunPlan plan = Plans.of(Plans.CHAIN, folder.toString(), Holdings.none(), samples.toArray(String[]::new));
        RunFiles files = new RunFiles(store, plan);
        files.begin(SampleTable.of(samples), REQUEST);
        files.write(SampleTable.of(samples), Json.object().put("run", "r").build());
        return plan;
    }

    @Test
    void writesWhatWorkersAndThoseWhoAttachRead() {
        RunPlan plan = write(List.of("a", "b"));

        assertThat(text(LAYOUT.samples(Plans.RUN))).isEqualTo("a\nb\n");
        assertThat(text(LAYOUT.laneNames(Plans.RUN, 1, 1))).isEqualTo("a\nb\n");
        assertThat(text(LAYOUT.plan(Plans.RUN))).isEqualTo("{\"run\":\"r\"}\n");
        assertThat(text(LAYOUT.lanes(Plans.RUN, 1, 1)).lines()).hasSize(2);
        assertThat(bytes(LAYOUT.lanesIndex(Plans.RUN, 1, 1))).as("3 offsets").hasSize(3 * 8);
        for (PlannedJob job : plan.jobs()) {
            assertThat(Job.fromJson(Json.parse(text(LAYOUT.job(Plans.RUN, job.name())))))
                    .isEqualTo(plan.assignment(job));
        }
    }

    @Test
    void theListOfAVeryLargeCohortIsWhole() {
        List<String> samples =
                IntStream.range(0, 10_001).mapToObj(i -> "sample-" + i).toList();

        write(samples);

        assertThat(text(LAYOUT.samples(Plans.RUN)).lines()).containsExactlyElementsOf(samples);
    }

    private String text(String key) {
        return new String(bytes(key), StandardCharsets.UTF_8);
    }

    private byte[] bytes(String key) {
        try (Opened opened = store.get(Key.of(key))) {
            return opened.bytes();
        }
    }
}
