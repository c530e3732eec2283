package dev.cohort.orchestrator.engine.aws;

import dev.cohort.batch.server.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.services.batch.BatchClient;
import software.amazon.awssdk.services.batch.model.ComputeEnvironmentOrder;

/** A local-batch that listens, as a process of its own. */
public final class LocalBatchServer implements AutoCloseable {
    static final String QUEUE = "q";

    private static final String REGION = "eu-west-1";

    private static final Pattern SERVES = Pattern.compile("local-batch serves AWS Batch at (\\S+);.*");

    /**
     * Stands in place of the worker: it knows from the address of its assignment which script of which store is meant, and leaves an
     * outcome as the worker does.
     */
    private static final String WORKER = """
            root=${COHORT_JOB%%/.cohort/*}
            job=${COHORT_JOB##*/}
            step=${job#*-*-*-}
            step=${step%-g*}
            case $job in
              *-j[0-9]*r[0-9]*) exit 0;;
              *-g0*) sample=_cohort;;
              *) sample=s${AWS_BATCH_JOB_ARRAY_INDEX:-0};;
            esac
            echo "this is $step $sample, attempt $AWS_BATCH_JOB_ATTEMPT"
            sh "$root/scripts/$step.sh" "$sample"
            case $? in
              0) outcomes=$root/.cohort/outcomes/p/$step/$sample
                 digits=0000000000000000
                 test ! -e "$root/scripts/$step.silent" || exit 0
                 mkdir -p "$outcomes"
                 : > "$outcomes/ok.$(cat "$root/scripts/$step.def").$digits.$digits.$digits.json";;
              9) exit 75;;
              *) exit 1;;
            esac
            """;

    /** What takes AWS's minutes takes a test seconds; tasks that are no processes to speak of bear more. */
    public static final int FASTER = 50;

    public static final int FASTEST = 1_000;

    private final Process process;
    private final URI endpoint;
    private final int faster;

    /** With scripts in place of workers. */
    static LocalBatchServer ofScripts(Path folder) throws IOException {
        Path worker = Files.writeString(folder.resolve("worker.sh"), WORKER);
        return start(
                FASTEST,
                folder,
                QUEUE,
                Map.of(),
                "--cpus=8",
                "--memory=4096",
                "--shortest-timeout=1",
                "--grace=2",
                "--image-map=cohort/base=true",
                "--image-map=test/*=sh " + worker);
    }

    /**
     * With the worker as a process in place of images.
     *
     * @param images their name, or how it begins and a star
     * @param environment what its jobs see beside ours
     */
    public static LocalBatchServer ofWorkers(
            Path folder, String queue, String images, Map<String, String> environment, String... more)
            throws IOException {
        List<String> options = new ArrayList<>(List.of(more));
        options.add("--image-map=" + images + "=" + String.join(" ", ArchivedProgram.worker()));
        return start(FASTER, folder, queue, environment, options.toArray(String[]::new));
    }

    /** With the images themselves, in an engine; clients take their time as with AWS. */
    public static LocalBatchServer ofContainers(
            Path folder, String queue, String engine, Map<String, String> environment) throws IOException {
        return start(1, folder, queue, environment, "--cpus=8", "--memory=8192", "--container=" + engine);
    }

    /**
     * @param faster how many times as fast time goes by for its clients
     * @param environment what its jobs see beside ours
     */
    public static LocalBatchServer start(
            int faster, Path folder, String queue, Map<String, String> environment, String... more) throws IOException {
        List<String> command = java(Main.class);
        command.addAll(List.of("--port=0", "--state-dir=" + folder.resolve("state"), "--queue=" + queue));
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return new LocalBatchServer(
                builder.redirectError(ProcessBuilder.Redirect.INHERIT).start(), faster);
    }

    /** A program of ours, as one that starts quickly. */
    private static List<String> java(Class<?> main) {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    }

    private LocalBatchServer(Process process, int faster) throws IOException {
        this.process = process;
        this.faster = faster;
        this.endpoint = announced();
    }

    private URI announced() throws IOException {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher serves = SERVES.matcher(line);
            if (serves.matches()) {
                return URI.create(serves.group(1));
            }
        }
        throw new IOException("local-batch did not start");
    }

    public URI endpoint() {
        return endpoint;
    }

    AwsClients clients() {
        return clients((String) null);
    }

    /** As if AWS were here, with less of a wait. */
    public AwsClients clients(@Nullable String region) {
        return clients(region, builder -> {});
    }

    /** @param adding what is said of each client beside that */
    public AwsClients clients(@Nullable String region, Consumer<AwsClientBuilder<?, ?>> adding) {
        return new AwsClients(
                region == null ? REGION : region,
                builder -> {
                    at(builder, endpoint);
                    adding.accept(builder);
                },
                new HastyPauses(faster));
    }

    /** Another queue, for tasks of no more processors than that. */
    public void addQueue(String name, int cpus) {
        try (AwsClients clients = clients()) {
            BatchClient batch = clients.batch();
            String environment = batch.createComputeEnvironment(made -> made.computeEnvironmentName("of-" + name)
                            .type("MANAGED")
                            .state("ENABLED")
                            .computeResources(resources -> resources.type("EC2").maxvCpus(cpus)))
                    .computeEnvironmentArn();
            List<ComputeEnvironmentOrder> order = List.of(ComputeEnvironmentOrder.builder()
                    .order(1)
                    .computeEnvironment(environment)
                    .build());
            batch.createJobQueue(queue ->
                    queue.jobQueueName(name).priority(1).state("ENABLED").computeEnvironmentOrder(order));
        }
    }

    public void disable(String queue) {
        try (AwsClients clients = clients()) {
            clients.batch().updateJobQueue(changed -> changed.jobQueue(queue).state("DISABLED"));
        }
    }

    /** Whoever listens there is taken for AWS. */
    static AwsClients clients(URI endpoint) {
        return new AwsClients(REGION, builder -> at(builder, endpoint), Pauses.real());
    }

    static void at(AwsClientBuilder<?, ?> builder, URI endpoint) {
        builder.endpointOverride(endpoint)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")));
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
