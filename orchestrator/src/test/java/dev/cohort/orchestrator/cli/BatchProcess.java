package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.Fields;
import dev.cohort.contract.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** AWS Batch's API on this machine, as a process of its own, with jobs in containers of Docker. */
final class BatchProcess implements AutoCloseable {
    /** That a request is signed is seen, not by whom. */
    private static final String SIGNED =
            "AWS4-HMAC-SHA256 Credential=a/20260131/us-east-1/batch/aws4_request, SignedHeaders=host, Signature=0";

    private final Process process;
    private final URI endpoint;
    private final Path state;
    private final HttpClient http = HttpClient.newHttpClient();

    private BatchProcess(Process process, URI endpoint, Path state) {
        this.process = process;
        this.endpoint = endpoint;
        this.state = state;
    }

    static BatchProcess start(Path state) throws IOException {
        Path jar = Path.of(System.getProperty("cohort.root"), "batch-side/local-batch/target/local-batch.jar");
        assertThat(jar).as("built by: mvn package").exists();
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-jar",
                        jar.toString(),
                        "--port",
                        "0",
                        "--container",
                        "docker",
                        "--state-dir",
                        state.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        String first = String.valueOf(said.readLine());
        return new BatchProcess(process, URI.create(first.replaceAll(".*(http://[0-9.:]+);.*", "$1")), state);
    }

    /** A job of an image as the orchestrator defines it, or an array of them; returns how it ended. */
    String ended(String image, int size, Map<String, String> environment) throws Exception {
        call("registerjobdefinition", definition(image));
        Json variables = Json.array(environment.entrySet().stream()
                .map(variable -> Json.object()
                        .put("name", variable.getKey())
                        .put("value", variable.getValue())
                        .build())
                .toList());
        var job = Json.object()
                .put("jobName", "job")
                .put("jobQueue", "local")
                .put("jobDefinition", "worker")
                .put(
                        "containerOverrides",
                        Json.object().put("environment", variables).build());
        if (size > 1) {
            job.put("arrayProperties", Json.object().put("size", size).build());
        }
        String id = call("submitjob", job.build()).text("jobId");
        Json ids = Json.object().put("jobs", Json.texts(List.of(id))).build();
        String[] status = {""};
        CohortProcess.await(() -> (status[0] = status(ids)).matches("SUCCEEDED|FAILED"), "the job ends");
        return status[0];
    }

    private static Json definition(String image) {
        Json needs = Json.array(need("VCPU", "1"), need("MEMORY", "512"));
        return Json.object()
                .put("jobDefinitionName", "worker")
                .put("type", "container")
                .put(
                        "containerProperties",
                        Json.object()
                                .put("image", image)
                                .put("command", Json.texts(List.of("/opt/cohort/bin/worker")))
                                .put("resourceRequirements", needs)
                                .build())
                .build();
    }

    private static Json need(String type, String value) {
        return Json.object().put("type", type).put("value", value).build();
    }

    private String status(Json ids) {
        try {
            return call("describejobs", ids)
                    .list("jobs", (job, where) -> job.fields(where).text("status"))
                    .get(0);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(process.isAlive() ? "it runs" : "it ended with " + process.exitValue(), e);
        }
    }

    private Fields call(String name, Json body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(endpoint.resolve("/v1/" + name))
                .header("Authorization", SIGNED)
                .POST(HttpRequest.BodyPublishers.ofString(body.compact()))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Json.parse(response.body()).fields(name);
    }

    /** All that jobs have printed. */
    String printed() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(state)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                all.append(Files.readString(file, StandardCharsets.UTF_8)).append('\n');
            }
        }
        return all.toString();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
