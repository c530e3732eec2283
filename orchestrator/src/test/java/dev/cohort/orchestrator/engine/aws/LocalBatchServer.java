package dev.cohort.orchestrator.engine.aws;

import dev.cohort.batch.server.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;

/**
 * A local-batch that listens, as a process of its own; in place of the worker a small script runs, which knows from the address of its
 * assignment which script of which store is meant, and leaves an outcome as the worker does.
 */
final class LocalBatchServer implements AutoCloseable {
    static final String QUEUE = "q";

    private static final Pattern SERVES = Pattern.compile("local-batch serves AWS Batch at (\\S+);.*");

    private static final String WORKER = """
            root=${COHORT_JOB%%/.cohort/*}
            job=${COHORT_JOB##*/}
            step=${job#*-*-*-}
            step=${step%-g*}
            case $job in
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

    private final Process process;
    private final URI endpoint;

    LocalBatchServer(Path folder) throws IOException {
        Path worker = Files.writeString(folder.resolve("worker.sh"), WORKER);
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--port=0",
                "--state-dir=" + folder.resolve("state"),
                "--queue=" + QUEUE,
                "--cpus=8",
                "--memory=4096",
                "--shortest-timeout=1",
                "--grace=2",
                "--image-map=cohort/base=true",
                "--image-map=test/*=sh " + worker);
        process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        endpoint = endpoint();
    }

    private URI endpoint() throws IOException {
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

    AwsClients clients() {
        return clients(endpoint);
    }

    /** Whoever listens there is taken for AWS. */
    static AwsClients clients(URI endpoint) {
        return new AwsClients("eu-west-1", builder -> at(builder, endpoint));
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
