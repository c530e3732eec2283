package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.engine.aws.LocalBatchServer;
import dev.cohort.store.Content;
import dev.cohort.store.Key;
import dev.cohort.store.Prefix;
import dev.cohort.store.S3Server;
import dev.cohort.store.Sha256;
import dev.cohort.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shipped fusion pipeline with the real picard, kallisto and pizzly, through a queue, finds what it finds on this machine, byte by
 * byte; none of the tools may be missing.
 */
@Timeout(600)
class AwsFusionRunTest {
    private static final String FUSION = "run fusion --profile demo --queue mixed --sample-list-file s.txt";

    /** Cohort's own demo, over the same samples on this machine. */
    @TempDir
    private static Path demo;

    @TempDir
    private Path folder;

    @BeforeAll
    static void simulateAndRunHere() {
        TypedCommand typed = new Workbench(demo).type("demo", "--samples", "2", "--store", "demo");
        assertThat(typed.exitCode()).as(typed.shown()).isZero();
    }

    /** With all files where the pipeline looks for them unless it is told otherwise. */
    private AwsBench bench(LocalBatchServer server) throws IOException {
        AwsBench bench = AwsBench.of(folder, server, "", "S1", "S2");
        put(bench, "reference/transcripts.fa.gz", "reference/_cohort/transcripts.fa.gz");
        put(bench, "reference/transcripts.gtf.gz", "reference/_cohort/transcripts.gtf.gz");
        put(bench, "bam/S1.bam", "reads/S1/reads.bam");
        put(bench, "bam/S2.bam", "reads/S2/reads.bam");
        return bench;
    }

    private static void put(AwsBench bench, String key, String simulated) throws IOException {
        Path file = demo.resolve("demo/results/simulate").resolve(simulated);
        bench.bucket().put(Key.of(key), Content.of(Files.readAllBytes(file)));
    }

    @Test
    void findsTheVerySameByWorkersAsProcesses() throws Exception {
        try (LocalBatchServer server = AwsBench.server(folder);
                AwsBench bench = bench(server)) {
            bench.done(bench.words(FUSION + " --no-image-check --image-prefix test"));

            assertThat(inBucket(bench.bucket())).isEqualTo(here());
        }
    }

    /** As on AWS: in the images that the pipeline names, and with nobody who stays but a conductor. */
    @Test
    @NeedsImages
    void findsTheVerySameInContainersWithNobodyThere(BuiltImages images) throws Exception {
        try (LocalBatchServer server = LocalBatchServer.ofContainers(
                        folder,
                        AwsBench.QUEUE,
                        TestEngine.KIND.command(),
                        S3Server.running().environment());
                AwsBench bench = bench(server)) {
            CohortProcess left = CohortProcess.start(
                    folder,
                    bench.environment(),
                    images.cohort(),
                    bench.words(FUSION + " --no-image-check --image-prefix " + BuiltImages.PREFIX
                            + " --detach --conductor"));
            assertThat(left.end()).as(left.shown()).isZero();
            bench.awaitEnd();

            assertThat(bench.done(bench.words("status latest")).shown()).contains("succeeded");
            assertThat(inBucket(bench.bucket())).isEqualTo(here());
        }
    }

    /** The files that came of it, by their paths, with their digests; those of picard are tidied away. */
    private static Map<String, String> inBucket(Store bucket) {
        Prefix results = Prefix.of("results/fusion/");
        Map<String, String> files = new TreeMap<>();
        bucket.list(results)
                .forEach(file -> files.put(
                        results.rest(file.key()),
                        Sha256.of(bucket.get(file.key()).bytes()).hex()));
        return files;
    }

    private static Map<String, String> here() throws IOException {
        Path results = demo.resolve("demo/results/fusion");
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(results)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(
                        results.relativize(file).toString(),
                        Sha256.of(Files.readAllBytes(file)).hex());
            }
        }
        assertThat(files)
                .containsKeys("summary/_cohort/fusions.tsv", "pizzly/S2/pizzly.json", "kallisto/S1/fusion.txt");
        return files;
    }
}
