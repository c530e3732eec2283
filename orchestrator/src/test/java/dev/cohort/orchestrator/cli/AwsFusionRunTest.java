package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.engine.aws.LocalBatchServer;
import dev.cohort.store.Content;
import dev.cohort.store.Key;
import dev.cohort.store.Prefix;
import dev.cohort.store.Store;
import dev.cohort.store.Stored;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The shipped fusion pipeline with the real picard, kallisto and pizzly, through a queue; none of the tools may be missing. */
@Timeout(600)
class AwsFusionRunTest {
    @TempDir
    private Path folder;

    @Test
    void findsTheVerySameOnAQueue() throws Exception {
        TypedCommand demo = new Workbench(folder).type("demo", "--samples", "2", "--store", "demo");
        assertThat(demo.exitCode()).as(demo.shown()).isZero();
        Path simulated = folder.resolve("demo/results/simulate");

        try (LocalBatchServer server = AwsBench.server(folder);
                AwsBench bench = AwsBench.of(folder, server, "", "S1", "S2")) {
            Path reference = simulated.resolve("reference/_cohort");
            put(bench, "reference/transcripts.fa.gz", reference.resolve("transcripts.fa.gz"));
            put(bench, "reference/transcripts.gtf.gz", reference.resolve("transcripts.gtf.gz"));
            put(bench, "bam/S1.bam", simulated.resolve("reads/S1/reads.bam"));
            put(bench, "bam/S2.bam", simulated.resolve("reads/S2/reads.bam"));

            bench.done(bench.words("run fusion --profile demo --no-image-check --image-prefix test --queue mixed"
                    + " --sample-list-file s.txt"));

            assertThat(inBucket(bench.bucket()))
                    .isEqualTo(inFolder(folder.resolve("demo/results/fusion")))
                    .containsKeys("summary/_cohort/fusions.tsv", "summary/_cohort/matrix.tsv", "pizzly/S2/fusions.tsv");
        }
    }

    /** Where the pipeline looks for it unless it is told otherwise. */
    private static void put(AwsBench bench, String key, Path file) throws IOException {
        bench.bucket().put(Key.of(key), Content.of(Files.readAllBytes(file)));
    }

    /** The tables that came out of it, by their paths. */
    private static Map<String, String> inBucket(Store bucket) {
        Prefix results = Prefix.of("results/fusion/");
        Map<String, String> tables = new TreeMap<>();
        bucket.list(results)
                .map(Stored::key)
                .filter(key -> key.toString().endsWith(".tsv"))
                .forEach(key ->
                        tables.put(results.rest(key), new String(bucket.get(key).bytes(), StandardCharsets.UTF_8)));
        return tables;
    }

    private static Map<String, String> inFolder(Path results) throws IOException {
        Map<String, String> tables = new TreeMap<>();
        try (Stream<Path> files = Files.walk(results)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".tsv")).toList()) {
                tables.put(results.relativize(file).toString(), Files.readString(file));
            }
        }
        return tables;
    }
}
