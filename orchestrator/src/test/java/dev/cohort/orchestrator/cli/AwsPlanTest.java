package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.Fields;
import dev.cohort.contract.Json;
import dev.cohort.orchestrator.engine.aws.FakeQueues;
import dev.cohort.store.Location;
import dev.cohort.store.S3Settings;
import dev.cohort.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is planned for a queue, from the options that name it to the requests that would be sent. */
class AwsPlanTest {
    private static final String PLAN = "plan p.yaml --sample-list-file samples.txt --no-image-check";

    @TempDir
    private Path directory;

    private final FakeQueues queues =
            new FakeQueues().onEc2("mixed").onEc2("large").onEc2("mixd").onFargate("small");

    @AfterEach
    void close() {
        queues.close();
    }

    @BeforeEach
    void files() throws IOException {
        Files.writeString(directory.resolve("p.yaml"), """
                pipeline: p
                steps:
                  a: { image: cohort/picard, outputs: { o: o }, run: "touch ${{ outputs.o }}", timeout: 1m }
                  b: { image: tool, inputs: { i: "${{ steps.a.o }}" }, run: "cat ${{ inputs.i }}", timeout: 1m }
                """);
        Files.writeString(directory.resolve("samples.txt"), "s1\ns2\n");
    }

    private Terminal typed(int exitCode, String... more) {
        Terminal terminal = new Terminal(directory).aws(queues::clients);
        String[] arguments =
                Stream.concat(Stream.of(PLAN.split(" ")), Arrays.stream(more)).toArray(String[]::new);
        assertThat(terminal.run(arguments)).as(terminal.err()).isEqualTo(exitCode);
        return terminal;
    }

    private static Fields first(Json plan) {
        return plan.fields("plan").list("jobs", Json::fields).get(0);
    }

    @Test
    void thePlanSaysWhereItGoes() {
        Terminal terminal = typed(
                0,
                "--queue",
                "mixed",
                "--bucket",
                "lab/runs",
                "--region",
                "eu-central-1",
                "--image-prefix",
                "registry");

        assertThat(terminal.out())
                .startsWith("p over 2 samples, into s3://lab/runs\n")
                .contains("2 jobs (2 arrays); to the queue `mixed` in eu-central-1 by 2 SubmitJob calls.\n");
    }

    @Test
    void asJsonItHasTheVeryRequests() {
        Terminal terminal = typed(
                0,
                "--json",
                "--queue",
                "mixed",
                "--bucket",
                "lab",
                "--image-prefix",
                "registry",
                "--job-role",
                "arn:aws:iam::123456789012:role/job",
                "--run-tag",
                "owner=me",
                "--run-tag",
                "grant=1=2");

        Json plan = Json.parse(terminal.out());
        assertThat(plan.fields("plan").object("account").text("queue")).isEqualTo("mixed");
        List<Fields> jobs = plan.fields("plan").list("jobs", Json::fields);
        Fields request = jobs.get(1).object("request");
        assertThat(request.text("jobName")).isEqualTo(jobs.get(1).text("name"));
        assertThat(request.text("jobDefinition"))
                .isEqualTo(jobs.get(1).object("definition").text("jobDefinitionName"));
        assertThat(request.list("dependsOn", Json::fields).get(0).text("jobId"))
                .as("by its name, as it has no id yet")
                .isEqualTo(jobs.get(0).text("name"));
        assertThat(request.object("tags").text("owner")).isEqualTo("me");
        assertThat(request.object("tags").text("grant")).isEqualTo("1=2");
        Fields container = first(plan).object("definition").object("containerProperties");
        assertThat(container.text("image")).isEqualTo("registry/cohort/picard");
        assertThat(container.text("jobRoleArn")).isEqualTo("arn:aws:iam::123456789012:role/job");
    }

    @Test
    void thatForThisMachineHasNone() {
        assertThat(typed(0, "--json", "--bucket", "lab").out())
                .doesNotContain("\"account\"", "\"request\"", "\"definition\"");
    }

    @Test
    void whatTheAccountHasNoPlaceForIsAFaultOfTheEnvironment() {
        assertThat(typed(4, "--queue", "mixed", "--bucket", "lab").err())
                .contains("nothing says where `cohort/picard` lies: images of Cohort are in no public registry");
    }

    /** Whatever bucket is named, its files lie in one directory. */
    private Store open(Location location, S3Settings writing) {
        return Store.open(location instanceof Location.Local ? location : Location.of(directory.resolve("bucket")));
    }

    private Terminal settled(int exitCode, String words) {
        Terminal terminal = new Terminal(directory).stores(this::open).aws(queues::clients);
        assertThat(terminal.run(words.split(" "))).as(terminal.err()).isEqualTo(exitCode);
        return terminal;
    }

    private void environment(String json) throws IOException {
        Files.createDirectories(directory.resolve("bucket/.cohort"));
        Files.writeString(directory.resolve("bucket/.cohort/environment.json"), json);
    }

    @Test
    void aStoreThatNamesAQueueIsForRunsThere() throws IOException {
        environment("{\"contract\":1,\"queue\":\"mixed\",\"imagePrefix\":\"registry\",\"region\":\"eu-west-1\"}");

        assertThat(settled(0, PLAN + " --bucket lab").out()).contains("to the queue `mixed` in eu-west-1 by 2");
        assertThat(settled(0, PLAN + " --bucket lab --queue large").out()).contains("to the queue `large` in");
        assertThat(settled(0, PLAN + " --bucket lab --here").out()).contains("; on AWS Batch 2 SubmitJob calls.");
    }

    @Test
    void aQueueThatIsSettledIsNotForDirectories() throws IOException {
        Files.writeString(directory.resolve(".cohort.yaml"), "queue: mixed\n");

        assertThat(settled(0, PLAN).out()).contains("; on AWS Batch 2 SubmitJob calls.");
    }

    @Test
    void aQueueThatIsTypedNeedsABucket() {
        assertThat(settled(2, PLAN + " --queue mixed").err())
                .contains(
                        "jobs in the queue `mixed` can't reach the store `./cohort-store`, as it is a directory of this machine")
                .contains("hint: give --bucket BUCKET, or --store s3://BUCKET/PREFIX");
    }

    @Test
    void whatIsForThisMachineOnlyIsToldWhereAQueueIsSettled() throws IOException {
        environment("{\"contract\":1,\"queue\":\"mixed\",\"imagePrefix\":\"registry\"}");

        assertThat(settled(4, PLAN.replace("plan", "run") + " --bucket lab --cpus 2")
                        .err())
                .contains("--cpus is for this machine, and the queue `mixed` (from ")
                .contains("environment.json) sends the run to AWS Batch")
                .contains("hint: leave --cpus out, or add --here to run on this machine");
    }

    @Test
    void aQueueThatTheStoreDoesNotNameIsDoubted() throws IOException {
        environment("{\"contract\":1,\"queues\":[\"mixed\",\"large\"],\"imagePrefix\":\"registry\"}");

        assertThat(settled(0, PLAN + " --bucket lab --queue mixd").err())
                .contains("warning: ", "environment.json names no queue `mixd`", "did you mean `mixed`?");
        assertThat(settled(0, PLAN + " --bucket lab --queue large").err()).isEmpty();
    }

    private List<String> sized(String... where) throws IOException {
        Files.writeString(directory.resolve("p.yaml"), """
                pipeline: p
                steps:
                  a:
                    image: tool
                    resources: { cpus: 0.5, memory: 14 GiB }
                    timeout: 1h
                    command: [x]
                """);
        return typed(
                        0,
                        Stream.concat(
                                        Stream.of(
                                                "--bucket",
                                                "lab",
                                                "--execution-role",
                                                "arn:aws:iam::123456789012:role/e"),
                                        Arrays.stream(where))
                                .toArray(String[]::new))
                .out()
                .lines()
                .filter(line -> line.startsWith("a  ") || line.startsWith("At most"))
                .map(line -> line.replaceAll(" +", " "))
                .toList();
    }

    private static final String TAKEN_AWAY = ", those after machines that were taken away among them.";

    @Test
    void whatIsAskedForIsShownAndBoundsTheCost() throws IOException {
        assertThat(sized("--here"))
                .containsExactly("a sample 2 - - 1 0.5 14 GiB 1h 1.0 new", "At most 1.0 vCPU-hours by the timeouts.");
        assertThat(sized("--queue", "mixed"))
                .as("whole processors")
                .containsExactly(
                        "a sample 2 - - 1 1 14 GiB 1h 2.0 new",
                        "At most 2.0 vCPU-hours by the timeouts, 10.0 if every attempt is used" + TAKEN_AWAY);
        assertThat(sized("--queue", "small"))
                .as("one processor has 8 GiB at the most on Fargate")
                .containsExactly(
                        "a sample 2 - - 1 2 14 GiB 1h 4.0 new",
                        "At most 4.0 vCPU-hours by the timeouts, 20.0 if every attempt is used" + TAKEN_AWAY);
    }

    @Test
    void onFargateTheSizesAreThoseOfFargate() {
        assertThat(typed(
                                0,
                                "--queue",
                                "small",
                                "--bucket",
                                "lab",
                                "--image-prefix",
                                "registry",
                                "--execution-role",
                                "arn:aws:iam::123456789012:role/execution",
                                "--json")
                        .out())
                .contains("\"FARGATE\"", "\"assignPublicIp\": \"ENABLED\"");
        assertThat(typed(4, "--queue", "small", "--bucket", "lab", "--image-prefix", "registry")
                        .err())
                .contains(
                        "the step `a` in the queue `small` needs an execution role, as which Fargate fetches its image");
    }
}
