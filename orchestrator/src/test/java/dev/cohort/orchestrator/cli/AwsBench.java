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

/**
 * A folder in which a test types commands for a queue of local-batch, and a bucket that nobody else uses: of a real S3 server where real workers
 * run, or a directory in its place where a script stands in for them.
 */
final class AwsBench implements AutoCloseable {
    static final String QUEUE = "mixed";
    private static final List<String> STATUSES =
            List.of("SUBMITTED", "PENDING", "RUNNABLE", "STARTING", "RUNNING", "SUCCEEDED", "FAILED");
    private static long terminals;

    private final Path folder;
    private final LocalBatchServer server;
    private final AwsClients clients;
    private final Store bucket;
    private final String store;
    private final Stores stores;
    private final String options;
    private AwsAccess aws;

    private AwsBench(Path folder, LocalBatchServer server, Store bucket, String store, Stores stores, String options) {
        this.folder = folder;
        this.server = server;
        this.clients = server.clients(null);
        this.bucket = bucket;
        this.store = store;
        this.stores = stores;
        this.options = options;
        this.aws = server::clients;
    }

    /** Its jobs find the S3 server as they would find S3. */
    static LocalBatchServer server(Path folder) throws IOException {
        return LocalBatchServer.ofWorkers(
                folder, QUEUE, "test/*", S3Server.running().environment(), "--cpus=8", "--memory=4096", "--grace=5");
    }

    /** For a pipeline, and samples by their names; the server stays open. */
    static AwsBench of(Path folder, LocalBatchServer server, String pipeline, String... samples) throws IOException {
        Store bucket = Testing.emptyStore();
        String address = bucket.location().toString();
        AwsBench bench = new AwsBench(folder, server, bucket, address, AwsBench::open, " --image-prefix test");
        bench.file("s.txt", String.join("\n", samples) + "\n");
        bench.file("p.yaml", pipeline.replace("HERE", folder.toString()));
        return bench;
    }

    static Store open(Location location, S3Settings settings) {
        return location instanceof Location.S3
                ? Testing.s3().store((Location.S3) location, settings)
                : Store.open(location, settings);
    }

    /**
     * With a script in place of the worker of the image {@code tool}.
     *
     * @param worker the script; {@code $1} is the step, {@code $2} the index, {@code $folder} the folder
     */
    static LocalBatchServer server(Path folder, String worker) throws IOException {
        Path script = Files.writeString(folder.resolve("worker.sh"), "folder='" + folder + "'\n" + """
                job=${COHORT_JOB##*/}
                step=${job#*-*-*-}
                set -- "${step%-g*}" "${AWS_BATCH_JOB_ARRAY_INDEX:-0}"
                """ + worker);
        return LocalBatchServer.start(
                LocalBatchServer.FASTER,
                folder,
                QUEUE,
                Map.of(),
                "--cpus=8",
                "--memory=4096",
                "--shortest-timeout=1",
                "--image-map=tool=sh " + script);
    }

    /** For workers that are scripts; the server stays open. */
    static AwsBench ofScript(Path folder, LocalBatchServer server) {
        Location bucket = Location.of(folder.resolve("bucket"));
        Stores stores = (location, writing) -> Store.open(location instanceof Location.Local ? location : bucket);
        return new AwsBench(folder, server, Store.open(bucket), "s3://lab", stores, "");
    }

    /** From here on this is taken for AWS. */
    void aws(AwsAccess other) {
        aws = other;
    }

    AwsBench file(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
        return this;
    }

    String store() {
        return store;
    }

    Store bucket() {
        return bucket;
    }

    String[] run(String... more) {
        return words("run p.yaml --sample-list-file s.txt --no-image-check --queue " + QUEUE + options, more);
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
        return new Terminal(folder).chance(++terminals).stores(stores).aws(region -> aws.clients(region));
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

    /** What a command says about the store, when all is well. */
    String said(String words) {
        return done(words(words)).shown();
    }

    /** What a command says until it says this, for jobs that go on meanwhile. */
    String until(String words, String expected) {
        String[] shown = {""};
        CohortProcess.await(
                () -> (shown[0] = type(words(words)).shown()).contains(expected), words + " says " + expected);
        return shown[0];
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
