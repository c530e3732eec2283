package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.engine.aws.ArchivedProgram;
import dev.cohort.orchestrator.engine.aws.AwsClients;
import dev.cohort.orchestrator.engine.aws.LocalBatchServer;
import dev.cohort.store.Key;
import dev.cohort.store.S3Server;
import dev.cohort.store.Store;
import dev.cohort.store.s3.Testing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.batch.model.JobSummary;
import software.amazon.awssdk.services.batch.model.KeyValuesPair;

/** A run that nobody stays with, and the job that looks after it: Cohort itself, as a process, as are the workers; over a real S3 server. */
@Timeout(240)
class ConductorTest {
    private static final String PIPELINE = """
            pipeline: p
            defaults: { image: tool, timeout: 1h, resources: { cpus: 1, memory: 64 MiB } }
            steps:
              first:
                outputs: { out: o.txt }
                run: |
                  while [ ! -e FOLDER/go ]; do sleep 0.1; done
                  test ${{ sample }} != b
                  echo ${{ sample }} > ${{ outputs.out }}
              all:
                each: cohort
                min-success: 1
                inputs: { outs: "${{ steps.first.out }}" }
                outputs: { table: table.txt }
                run: cut -f 1,3 ${{ inputs.outs }} > ${{ outputs.table }}
            """;

    @TempDir
    private Path folder;

    private Store bucket;
    private LocalBatchServer batch;
    private AwsClients clients;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void start() throws IOException {
        bucket = Testing.emptyStore();
        environment.putAll(S3Server.running().environment());
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        batch = LocalBatchServer.start(
                1,
                folder,
                "q",
                environment,
                "--cpus=4",
                "--memory=4096",
                "--image-map=tool=sh " + program("worker.sh", ArchivedProgram.worker()),
                "--image-map=registry/cohort/base=sh " + program("cohort.sh", ArchivedProgram.cohort()));
        clients = batch.clients("us-east-1");
        environment.put("AWS_ENDPOINT_URL_BATCH", batch.endpoint().toString());
        environment.put("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", batch.endpoint().toString());
        Files.writeString(folder.resolve("p.yaml"), PIPELINE.replace("FOLDER", folder.toString()));
        Files.writeString(folder.resolve("s.txt"), "a\nb\nc\n");
    }

    /** What a container of the image would call, of which a job's command begins with the place. */
    private Path program(String name, List<String> command) throws IOException {
        return Files.writeString(folder.resolve(name), "shift\nexec '" + String.join("' '", command) + "' \"$@\"\n");
    }

    @AfterEach
    void stop() throws IOException {
        clients.close();
        batch.close();
        bucket.close();
    }

    private TypedCommand type(String words) throws Exception {
        String[] arguments = Stream.concat(
                        Stream.of(words.split(" ")),
                        Stream.of("--store", bucket.locationOf(Key.of("store")).toString()))
                .toArray(String[]::new);
        CohortProcess process = CohortProcess.start(folder, environment, arguments);
        int exitCode = process.end();
        return new TypedCommand(process.shown(), exitCode);
    }

    private String done(String words) throws Exception {
        TypedCommand command = type(words);
        assertThat(command.exitCode()).as(command.shown()).isZero();
        return command.shown();
    }

    private String leave() throws Exception {
        return done("run p.yaml --sample-list-file s.txt --queue q --region us-east-1 --image-prefix registry"
                + " --no-image-check --detach --conductor");
    }

    private List<JobSummary> conductors() {
        return clients
                .batch()
                .listJobs(r -> r.jobQueue("q")
                        .filters(KeyValuesPair.builder()
                                .name("JOB_NAME")
                                .values("*")
                                .build()))
                .jobSummaryList()
                .stream()
                .filter(job -> job.jobName().endsWith("-conductor"))
                .toList();
    }

    private void awaitConductor(String status) {
        CohortProcess.await(
                () -> conductors().stream().anyMatch(job -> status.equals(job.statusAsString())),
                "the conductor is " + status);
    }

    @Test
    void whatComesAfterLanesThatFailedNeedsNobody() throws Exception {
        assertThat(leave()).contains(" is in the queue q, and a conductor looks after them: the job ");
        awaitConductor("RUNNING");
        assertThat(done("status latest"))
                .containsPattern("Its jobs are in the queue q; a conductor looks after them: the job \\S+, RUNNING\\.");
        assertThat(done("status latest --json")).contains("\"waitingFor\": null", "\"conductor\": \"the job ");

        Files.createFile(folder.resolve("go"));
        awaitConductor("FAILED");

        assertThat(conductors()).hasSize(1);
        assertThat(new String(
                        bucket.get(Key.of("store/results/p/all/_cohort/table.txt"))
                                .bytes(),
                        StandardCharsets.UTF_8))
                .isEqualTo("a\tsucceeded\nb\tfailed\nc\tsucceeded\n");
        assertThat(type("attach latest").shown()).contains("has ended already");
    }

    @Test
    void whoCancelsTheRunEndsItsConductor() throws Exception {
        leave();
        awaitConductor("RUNNING");

        assertThat(done("cancel latest")).contains("Cancelled: 0 tasks done");

        awaitConductor("FAILED");
    }
}
