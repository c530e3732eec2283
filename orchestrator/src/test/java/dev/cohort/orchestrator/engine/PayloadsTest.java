package dev.cohort.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.Payload;
import dev.cohort.contract.StoreLayout;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.run.Plans;
import dev.cohort.store.Key;
import dev.cohort.store.Location;
import dev.cohort.store.Sha256;
import dev.cohort.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PayloadsTest {
    private static final String PIPELINE = """
            pipeline: p
            steps:
              shipped: { outputs: { o: o }, java: { class: dev.cohort.steps.FusionSummary } }
              again: { outputs: { o: o }, java: { class: dev.cohort.steps.KallistoQuant } }
              own: { outputs: { o: o }, script: { file: scripts/own.sh } }
              none: { outputs: { o: o }, command: [x] }
            """;

    @TempDir
    private Path folder;

    private final Problems problems = new Problems();

    private Payloads find() {
        return Payloads.find(Plans.graph(PIPELINE), folder.toString(), problems);
    }

    @Test
    void stepsThatShareAJarShareItsPayloadAndAScriptLiesBesideThePipeline() throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("scripts")).resolve("own.sh"), "echo own");

        Map<String, Payload> byStep = find().byStep();

        assertThat(problems.isEmpty()).isTrue();
        assertThat(byStep).containsOnlyKeys("shipped", "again", "own");
        assertThat(byStep.get("shipped")).isEqualTo(byStep.get("again"));
        assertThat(byStep.get("own"))
                .isEqualTo(new Payload(
                        "own.sh",
                        Sha256.of("echo own".getBytes(StandardCharsets.UTF_8)).hex()));
    }

    @Test
    void putsEachIntoTheStoreOnce() throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("scripts")).resolve("own.sh"), "echo own");
        Store store = Store.open(Location.of(folder.resolve("store")));
        StoreLayout layout = new StoreLayout("p");
        Payloads payloads = find();

        payloads.put(store, layout);

        Key own = Key.of(layout.payload(payloads.byStep().get("own")));
        String first = store.head(own).orElseThrow().etag();
        payloads.put(store, layout);
        assertThat(store.head(own).orElseThrow().etag()).isEqualTo(first);
        assertThat(store.head(Key.of(layout.payload(payloads.byStep().get("shipped")))))
                .isPresent();
    }

    @Test
    void aScriptThatIsNotThereIsTold() {
        find();

        assertThat(problems.inOrder())
                .singleElement()
                .extracting(Problem::message)
                .isEqualTo("the script `scripts/own.sh` is not there, or can't be read");
    }
}
