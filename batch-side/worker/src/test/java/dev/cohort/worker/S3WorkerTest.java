package dev.cohort.worker;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.head;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.cohort.contract.Encryption;
import dev.cohort.contract.FailureKind;
import dev.cohort.store.Key;
import dev.cohort.store.S3Server;
import dev.cohort.store.s3.Testing;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
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

/**
 * The worker as a program of its own over a store on a real S3 server; between them stands one that counts, and fails as told.
 */
@Timeout(120)
class S3WorkerTest {
    private static final String READS = "user/reads.txt";

    @TempDir
    Path home;

    private Workbench bench;
    private WireMockServer between;

    @BeforeEach
    void open() {
        bench = new Workbench(home, Testing.emptyStore());
        between =
                new WireMockServer(WireMockConfiguration.options().dynamicPort().preserveHostHeader(true));
        between.start();
        between.stubFor(any(anyUrl())
                .atPriority(10)
                .willReturn(
                        aResponse().proxiedFrom(S3Server.running().endpoint().toString())));
    }

    @AfterEach
    void close() {
        between.stop();
        bench.close();
    }

    private Map<String, String> environment(String jobUrl) {
        Map<String, String> environment = new HashMap<>(S3Server.running().environment());
        environment.put("AWS_ENDPOINT_URL_S3", between.baseUrl());
        environment.put("AWS_MAX_ATTEMPTS", "2");
        environment.put("COHORT_SCRATCH", home.resolve("scratch").toString());
        environment.put("COHORT_JOB", jobUrl);
        return environment;
    }

    private Process start(String jobUrl, String... more) throws IOException {
        Map<String, String> environment = environment(jobUrl);
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return WorkerProcess.start(home.resolve("printed"), Main.class.getName(), environment);
    }

    private int run(String jobUrl, String... more) throws Exception {
        return start(jobUrl, more).waitFor();
    }

    private String printed() {
        return Workbench.read(home.resolve("printed"));
    }

    /** Of sample {@code b}, the second of three: one small file in, one out. */
    private TaskMaker copying() throws IOException {
        bench.put(READS, "ACGT\n");
        bench.lanes(Workbench.lane("a"), Workbench.lane("b"), Workbench.lane("c"));
        return bench.step("copy")
                .file("reads", bench.store().locationOf(Key.of(READS)).toString())
                .output("out", "o")
                .command("cp", "<inputs.reads>", "<outputs.out>");
    }

    private String path(String key) {
        return URI.create(bench.store().locationOf(Key.of(key)).toString().replace("s3://", "http://x/"))
                .getPath();
    }

    private void readsAre(ResponseDefinitionBuilder answer) {
        between.stubFor(get(urlPathEqualTo(path(READS))).willReturn(answer));
    }

    private static ResponseDefinitionBuilder denied() {
        return aResponse()
                .withStatus(403)
                .withBody("<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>");
    }

    /** In a bucket of others, who refuse everybody that does not pay. */
    private TaskMaker copyingOfOthers() throws IOException {
        between.stubFor(any(urlPathEqualTo("/public/reads.txt")).willReturn(denied()));
        between.stubFor(any(urlPathEqualTo("/public/reads.txt"))
                .withHeader("x-amz-request-payer", equalTo("requester"))
                .willReturn(aResponse()
                        .withHeader("ETag", "\"v1\"")
                        .withHeader("Content-Length", "5")
                        .withBody("ACGT\n")));
        bench.lanes(Workbench.lane("a"));
        return bench.step("copy")
                .file("reads", "s3://public/reads.txt")
                .output("out", "o")
                .command("cp", "<inputs.reads>", "<outputs.out>");
    }

    @Test
    void whoSaysSoPaysForReadingFromABucketOfOthers() throws Exception {
        int exit = run(bench.storedJob(copyingOfOthers().paysFor("reads")));
        assertThat(exit).as(printed()).isZero();
    }

    @Test
    void whoDoesNotSaySoPaysNothing() throws Exception {
        assertThat(run(bench.storedJob(copyingOfOthers()))).isNotZero();
        assertThat(printed()).contains("Input `reads`").contains("s3://public/reads.txt");
    }

    @Test
    void allThatATaskLeavesIsEncryptedAsItsJobSays() throws Exception {
        between.stubFor(put(anyUrl())
                .withHeader("x-amz-server-side-encryption", equalTo("aws:kms"))
                .withHeader("x-amz-server-side-encryption-aws-kms-key-id", equalTo("alias/ours"))
                .willReturn(aResponse().withHeader("ETag", "\"v1\"")));
        String url = bench.storedJob(copying().encrypted(new Encryption(Encryption.BY_KMS, "alias/ours")));

        assertThat(run(url)).as(printed()).isZero();
        between.verify(
                2,
                putRequestedFor(anyUrl())
                        .withHeader("x-amz-server-side-encryption-aws-kms-key-id", equalTo("alias/ours")));
    }

    /** What was asked of the server, in order; digests are left out. */
    private List<String> asked() {
        List<ServeEvent> all = between.getAllServeEvents();
        return Stream.iterate(all.size() - 1, i -> i >= 0, i -> i - 1)
                .map(i -> asked(all.get(i).getRequest()))
                .toList();
    }

    private String asked(Request request) {
        String url = URLDecoder.decode(request.getUrl(), StandardCharsets.UTF_8);
        String bucket = path("x").replaceFirst("/x$", "");
        String range = request.getHeader("Range");
        String version = request.getHeader("If-Match");
        return request.getMethod()
                + url.replace(bucket, "")
                        .replace("/?list-type=2&prefix=", " list ")
                        .replace("?list-type=2&prefix=", " list ")
                        .replace("&encoding-type=url", "")
                        .replaceAll("(ok|failed)\\.[0-9a-f.]+json", "$1")
                        .replaceFirst("^/", " /")
                + (range == null ? "" : " " + range)
                + (version == null ? "" : " if it is that");
    }

    @Test
    void aChildOfAnArrayAsksForWhatItNeedsAndForNothingElse() throws Exception {
        String url = bench.storedJob(copying());
        assertThat(run(
                        url,
                        "AWS_BATCH_JOB_ID",
                        "id:1",
                        "AWS_BATCH_JOB_ATTEMPT",
                        "2",
                        "AWS_BATCH_JOB_ARRAY_INDEX",
                        "1",
                        "AWS_BATCH_JOB_ARRAY_SIZE",
                        "3"))
                .as(printed())
                .isZero();
        assertThat(printed()).isEqualTo("copy of b: succeeded\n");
        assertThat(bench.result("copy", "b", "o")).isEqualTo("ACGT\n");
        assertThat(bench.outcome("copy", "b").attempt()).isEqualTo(2);
        assertThat(asked())
                .containsExactly(
                        "GET /.cohort/runs/20260131-120000-k3x9/jobs/job.json",
                        "GET /.cohort/runs/20260131-120000-k3x9/lanes/g0c0.idx bytes=8-23",
                        "GET /.cohort/runs/20260131-120000-k3x9/lanes/g0c0.jsonl bytes=38-75",
                        "HEAD /user/reads.txt",
                        "GET list .cohort/outcomes/pipeline/copy/b/",
                        "GET /user/reads.txt if it is that",
                        "GET list results/pipeline/copy/b/",
                        "PUT /results/pipeline/copy/b/o",
                        "PUT /.cohort/outcomes/pipeline/copy/b/ok");
    }

    @Test
    void aSecondAttemptFindsAllThereAndOnlyLooks() throws Exception {
        String url = bench.storedJob(copying());
        assertThat(run(url)).as(printed()).isZero();
        between.resetRequests();

        assertThat(run(url)).isZero();

        assertThat(printed()).isEqualTo("copy of a: passed\n");
        assertThat(asked()).noneMatch(request -> request.startsWith("PUT") || request.startsWith("DELETE"));
    }

    @Test
    void aTornDownloadGoesOnWhereItBroke() throws Exception {
        String url = bench.storedJob(copying());
        between.stubFor(get(urlPathEqualTo(path(READS)))
                .inScenario("torn")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER))
                .willSetStateTo("mended"));

        assertThat(run(url)).as(printed()).isZero();

        assertThat(bench.result("copy", "a", "o")).isEqualTo("ACGT\n");
    }

    @Test
    void aDownloadThatIsTornAgainAndAgainMayPassLater() throws Exception {
        String url = bench.storedJob(copying());
        readsAre(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        assertThat(run(url)).isEqualTo(75);

        assertThat(printed()).startsWith("copy of a: failed. Input `reads`: Cannot read s3://");
        assertThat(bench.outcome("copy", "a").kind()).isEqualTo(FailureKind.STAGE_IN);
    }

    @Test
    void anInputThatIsReplacedAfterItWasFoundIsNotTaken() throws Exception {
        String url = bench.storedJob(copying());
        between.stubFor(head(urlPathEqualTo(path(READS)))
                .willReturn(aResponse().withHeader("ETag", "\"older\"").withHeader("Content-Length", "5")));

        assertThat(run(url)).isEqualTo(1);

        assertThat(printed())
                .startsWith("copy of a: failed. Input `reads`: s3://")
                .contains("another version");
        assertThat(bench.outcome("copy", "a").kind()).isEqualTo(FailureKind.INPUT_CHANGED);
        assertThat(bench.results("copy", "a")).isEmpty();
    }

    @Test
    void anInputThatMayNotBeReadIsToldWithWhatToAllow() throws Exception {
        String url = bench.storedJob(copying());
        readsAre(denied());

        assertThat(run(url)).isEqualTo(1);

        assertThat(printed())
                .startsWith("copy of a: failed. Input `reads`: Cannot read s3://")
                .contains("access denied (AccessDenied: Access Denied)")
                .contains("Allow these AWS credentials to read");
        assertThat(bench.outcome("copy", "a").kind()).isEqualTo(FailureKind.STAGE_IN);
    }

    @Test
    void aJobThatMayNotBeReadIsToldAndOneThatCannotBeReadNowMayPass() throws Exception {
        String url = bench.storedJob(copying());
        String job = path(bench.layout().job(Workbench.RUN, "job"));
        between.stubFor(get(urlPathEqualTo(job)).willReturn(denied()));
        assertThat(run(url)).isEqualTo(1);
        assertThat(printed())
                .startsWith("The task cannot begin: Cannot read s3://")
                .contains("access denied");

        between.stubFor(get(urlPathEqualTo(job)).willReturn(aResponse().withStatus(503)));
        assertThat(run(url)).isEqualTo(75);
        assertThat(printed()).contains("S3 asks for fewer requests");
    }

    @Test
    void credentialsThatThePlatformDoesNotGiveMayComeLater() throws Exception {
        String url = bench.storedJob(copying());
        assertThat(run(
                        url,
                        "AWS_ACCESS_KEY_ID",
                        "",
                        "AWS_SECRET_ACCESS_KEY",
                        "",
                        "AWS_PROFILE",
                        "nobody",
                        "AWS_EC2_METADATA_DISABLED",
                        "true",
                        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                        "http://127.0.0.1:1/role"))
                .as(printed())
                .isEqualTo(75);
        assertThat(printed())
                .startsWith("The task cannot begin: Cannot read s3://")
                .contains("the platform gave this container no credentials for its role");
    }

    @Test
    void aJobOfAnotherBucketThanThereIs() throws Exception {
        assertThat(run("s3://there-is-no-such-bucket/x/.cohort/runs/" + Workbench.RUN + "/jobs/job.json"))
                .isEqualTo(1);
        assertThat(printed()).contains("there is no bucket there-is-no-such-bucket");
    }

    @Test
    void thePayloadIsFetchedByItsDigest() throws Exception {
        byte[] script = "#!/bin/sh\necho from the payload > o\n".getBytes(StandardCharsets.UTF_8);
        TaskMaker task = copying().payload("step.sh", script).script();
        String url = bench.storedJob(task);

        assertThat(run(url)).as(printed()).isZero();

        assertThat(bench.result("copy", "a", "o")).isEqualTo("from the payload\n");
    }

    @Test
    void aPayloadOfOtherBytesIsNotRun() throws Exception {
        TaskMaker task = copying().payload("step.sh", new byte[] {'x'}).script();
        String url = bench.storedJob(task);
        bench.put(bench.layout().payload(task.payload()), "y");

        assertThat(run(url)).isEqualTo(1);

        assertThat(printed())
                .startsWith("copy of a: failed. The payload step.sh in the store is not the one that was planned");
    }

    private long fetched() {
        return asked().stream()
                .filter(request -> request.startsWith("GET /" + READS))
                .count();
    }

    @Test
    void twoWorkersOnOneHostFetchASharedInputOnce() throws Exception {
        String url = bench.storedJob(copying().cached("reads"));
        Process first = WorkerProcess.start(home.resolve("one"), Main.class.getName(), child(url, "0"));
        Process second = WorkerProcess.start(home.resolve("two"), Main.class.getName(), child(url, "1"));

        assertThat(first.waitFor()).as(Workbench.read(home.resolve("one"))).isZero();
        assertThat(second.waitFor()).as(Workbench.read(home.resolve("two"))).isZero();

        assertThat(fetched()).isEqualTo(1);
        assertThat(bench.result("copy", "a", "o")).isEqualTo("ACGT\n");
        assertThat(bench.result("copy", "b", "o")).isEqualTo("ACGT\n");
    }

    private Map<String, String> child(String jobUrl, String index) {
        Map<String, String> environment = environment(jobUrl);
        environment.put("AWS_BATCH_JOB_ARRAY_INDEX", index);
        environment.put("AWS_BATCH_JOB_ARRAY_SIZE", "3");
        return environment;
    }

    @Test
    void aSharedInputThatWasReplacedIsFetchedAgain() throws Exception {
        String url = bench.storedJob(copying().cached("reads"));
        assertThat(run(url)).as(printed()).isZero();
        bench.put(READS, "other\n");

        assertThat(run(url)).as(printed()).isZero();

        assertThat(bench.result("copy", "a", "o")).isEqualTo("other\n");
    }

    @Test
    void termEndsTheBodyAndLeavesAnOutcome() throws Exception {
        Path mark = home.resolve("mark");
        copying();
        String url = bench.storedJob(bench.step("long").run("touch " + mark + "; while :; do sleep 0.01 || :; done"));
        Process worker = start(url);
        Workbench.await(() -> Files.exists(mark));
        worker.destroy();

        assertThat(worker.waitFor()).isEqualTo(75);

        assertThat(bench.outcome("long", "a").kind()).isEqualTo(FailureKind.TERMINATED);
    }
}
