package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.engine.aws.AwsClients;
import dev.cohort.orchestrator.engine.aws.LocalBatchServer;
import dev.cohort.store.Key;
import dev.cohort.store.Location;
import dev.cohort.store.S3Server;
import dev.cohort.store.S3Settings;
import dev.cohort.store.Store;
import dev.cohort.store.s3.Testing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder in which a test types commands for a queue of local-batch and a bucket of a real S3 server, which nobody else uses. */
final class AwsBench implements AutoCloseable {
    static final String QUEUE = "mixed";
    private static final List<String> STATUSES =
            List.of("SUBMITTED", "PENDING", "RUNNABLE", "STARTING", "RUNNING", "SUCCEEDED", "FAILED");
    private static long terminals;

    private final Path folder;
    private final LocalBatchServer server;
    private final AwsClients clients;
    private final Store bucket = Testing.emptyStore();
    private final String pipeline;

    private AwsBench(Path folder, LocalBatchServer server, String pipeline) {
        this.folder = folder;
        this.server = server;
        this.clients = server.clients(null);
        this.pipeline = pipeline;
    }

    /** Its jobs find the S3 server as they would find S3. */
    static LocalBatchServer server(Path folder) throws IOException {
        return LocalBatchServer.ofWorkers(
                folder, QUEUE, "test/*", S3Server.running().environment(), "--cpus=8", "--memory=4096", "--grace=5");
    }

    /** For a pipeline, and samples by their names. */
    static AwsBench of(Path folder, LocalBatchServer server, String pipeline, String... samples) throws IOException {
        Files.writeString(folder.resolve("s.txt"), String.join("\n", samples) + "\n");
        AwsBench bench = new AwsBench(folder, server, pipeline.replace("HERE", folder.toString()));
        Files.writeString(folder.resolve("p.yaml"), bench.pipeline);
        return bench;
    }

    String store() {
        return bucket.location().toString();
    }

    Store bucket() {
        return bucket;
    }

    String[] run(String... more) {
        return words("run p.yaml --sample-list-file s.txt --no-image-check --image-prefix test --queue " + QUEUE, more);
    }

    /** With the store at its end. */
    String[] words(String words, String... more) {
        List<String> all = new ArrayList<>(List.of(words.split(" ")));
        all.addAll(List.of(more));
        all.addAll(List.of("--store", store()));
        return all.toArray(String[]::new);
    }

    /** Of which the clients wait less than they do for AWS. */
    Terminal terminal() {
        return new Terminal(folder).chance(++terminals).stores(AwsBench::open).aws(server::clients);
    }

    static Store open(Location location, S3Settings settings) {
        return location instanceof Location.S3
                ? Testing.s3().store((Location.S3) location, settings)
                : Store.open(location, settings);
    }

    TypedCommand type(String... words) {
        Terminal terminal = terminal();
        int exitCode = terminal.run(words);
        return new TypedCommand(terminal.out() + terminal.err(), exitCode);
    }

    /** Cohort as a process of its own, which finds Batch and S3 as it would find AWS. */
    CohortProcess start(String... words) throws IOException {
        return CohortProcess.start(folder, environment(), words);
    }

    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(S3Server.running().environment());
        environment.put("AWS_ENDPOINT_URL_BATCH", server.endpoint().toString());
        environment.put("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", server.endpoint().toString());
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.put("HOME", folder.toString());
        return environment;
    }

    TypedCommand done(String... words) {
        TypedCommand command = type(words);
        assertThat(command.exitCode()).as(command.shown()).isZero();
        return command;
    }

    /** A file of the bucket below the results of the pipeline p. */
    Optional<String> result(String path) {
        Key key = Key.of("results/p/" + path);
        return bucket.head(key).map(there -> new String(bucket.get(key).bytes(), StandardCharsets.UTF_8));
    }

    /** Bodies wait for this file. */
    void let(String marker) throws IOException {
        Files.createFile(folder.resolve(marker));
    }

    /** Until a body has made it. */
    void await(String marker) {
        CohortProcess.await(() -> Files.exists(folder.resolve(marker)), marker + " is there");
    }

    List<String> lines(String file) throws IOException {
        Path path = folder.resolve(file);
        if (!Files.exists(path)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(path)) {
            return lines.toList();
        }
    }

    /** All jobs that were ever submitted, with their status. */
    Map<String, String> jobs() {
        Map<String, String> jobs = new HashMap<>();
        for (String status : STATUSES) {
            clients.batch()
                    .listJobsPaginator(list -> list.jobQueue(QUEUE).jobStatus(status))
                    .jobSummaryList()
                    .forEach(job -> jobs.put(job.jobId(), job.statusAsString()));
        }
        return jobs;
    }

    /** Until no job is left that may still do something. */
    void awaitEnd() {
        CohortProcess.await(
                () -> List.of("SUCCEEDED", "FAILED").containsAll(jobs().values()), "all jobs of the queue have ended");
    }

    @Override
    public void close() {
        clients.close();
        bucket.close();
    }
}
