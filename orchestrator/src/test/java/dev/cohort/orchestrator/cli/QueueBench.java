package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.engine.aws.LocalBatchServer;
import dev.cohort.store.Location;
import dev.cohort.store.S3Settings;
import dev.cohort.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A folder in which a test sends runs to a queue that is served here: a script stands in for the worker of the image {@code tool}, and
 * a directory for the bucket {@code lab}.
 */
final class QueueBench implements AutoCloseable {
    private final Path folder;
    private final LocalBatchServer batch;
    private AwsAccess aws;

    /** @param worker the script; {@code $1} is the step, {@code $2} the index, {@code $folder} the folder */
    QueueBench(Path folder, String worker) throws IOException {
        this.folder = folder;
        Path script = Files.writeString(folder.resolve("worker.sh"), "folder='" + folder + "'\n" + """
                job=${COHORT_JOB##*/}
                step=${job#*-*-*-}
                set -- "${step%-g*}" "${AWS_BATCH_JOB_ARRAY_INDEX:-0}"
                """ + worker);
        this.batch = LocalBatchServer.start(
                LocalBatchServer.FASTER,
                folder,
                "q",
                Map.of(),
                "--cpus=8",
                "--memory=4096",
                "--shortest-timeout=1",
                "--image-map=tool=sh " + script);
        this.aws = batch::clients;
    }

    /** From here on this is taken for AWS. */
    void aws(AwsAccess other) {
        aws = other;
    }

    QueueBench file(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
        return this;
    }

    TypedCommand run(String... more) {
        return type("run p.yaml --sample-list-file s.txt --queue q --region eu-west-1 --no-image-check "
                + String.join(" ", more));
    }

    /** Words of a command that is about the store. */
    TypedCommand type(String words) {
        Terminal terminal = new Terminal(folder).stores(this::open).aws(region -> aws.clients(region));
        int exitCode = terminal.run((words.strip() + " --bucket lab").split(" "));
        return new TypedCommand(terminal.out() + terminal.err(), exitCode);
    }

    private Store open(Location location, S3Settings writing) {
        return Store.open(location instanceof Location.Local ? location : Location.of(folder.resolve("bucket")));
    }

    /** What a command says until it says this, for jobs that go on meanwhile. */
    String until(String words, String expected) {
        String[] shown = {""};
        CohortProcess.await(() -> (shown[0] = type(words).shown()).contains(expected), words + " says " + expected);
        return shown[0];
    }

    String done(String words) {
        TypedCommand command = type(words);
        assertThat(command.exitCode()).as(command.shown()).isZero();
        return command.shown();
    }

    @Override
    public void close() throws IOException {
        batch.close();
    }
}
