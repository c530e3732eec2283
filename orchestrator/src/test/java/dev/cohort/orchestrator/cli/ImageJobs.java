package dev.cohort.orchestrator.cli;

import dev.cohort.contract.WorkerImage;
import dev.cohort.orchestrator.engine.aws.AwsClients;
import dev.cohort.orchestrator.engine.aws.LocalBatchServer;
import dev.cohort.store.S3Server;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.batch.BatchClient;
import software.amazon.awssdk.services.batch.model.JobDefinitionType;
import software.amazon.awssdk.services.batch.model.JobStatus;
import software.amazon.awssdk.services.batch.model.KeyValuePair;
import software.amazon.awssdk.services.batch.model.ResourceRequirement;
import software.amazon.awssdk.services.batch.model.ResourceType;

/** Single jobs of images, in containers of a real engine, which find a real S3 server. */
final class ImageJobs implements AutoCloseable {
    private static final String QUEUE = "local";
    private static final String DEFINITION = "worker";

    private final Path folder;
    private final LocalBatchServer server;
    private final AwsClients clients;

    private ImageJobs(Path folder, LocalBatchServer server) {
        this.folder = folder;
        this.server = server;
        this.clients = server.clients(null);
    }

    static ImageJobs start(Path folder) throws IOException {
        return new ImageJobs(
                folder,
                LocalBatchServer.ofContainers(
                        folder,
                        QUEUE,
                        TestEngine.KIND.command(),
                        S3Server.running().environment()));
    }

    /** One by an image and the address of what it is to do, or an array of them; how it ended. */
    JobStatus ended(String image, int size, String job) {
        BatchClient batch = clients.batch();
        batch.registerJobDefinition(definition -> definition
                .jobDefinitionName(DEFINITION)
                .type(JobDefinitionType.CONTAINER)
                .containerProperties(container -> container
                        .image(image)
                        .command(WorkerImage.ENTRYPOINT)
                        .resourceRequirements(need(ResourceType.VCPU, "1"), need(ResourceType.MEMORY, "512"))));
        String id = batch.submitJob(submitted -> {
                    submitted.jobName("job").jobQueue(QUEUE).jobDefinition(DEFINITION);
                    submitted.containerOverrides(over -> over.environment(
                            KeyValuePair.builder().name("COHORT_JOB").value(job).build()));
                    if (size > 1) {
                        submitted.arrayProperties(array -> array.size(size));
                    }
                })
                .jobId();
        CohortProcess.await(() -> List.of(JobStatus.SUCCEEDED, JobStatus.FAILED).contains(status(id)), "the job ends");
        return status(id);
    }

    private static ResourceRequirement need(ResourceType type, String value) {
        return ResourceRequirement.builder().type(type).value(value).build();
    }

    private JobStatus status(String id) {
        return clients.batch()
                .describeJobs(asked -> asked.jobs(id))
                .jobs()
                .get(0)
                .status();
    }

    /** All that jobs have printed. */
    String printed() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder.resolve("state"))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                all.append(Files.readString(file, StandardCharsets.UTF_8)).append('\n');
            }
        }
        return all.toString();
    }

    @Override
    public void close() throws IOException {
        clients.close();
        server.close();
    }
}
