package dev.cohort.store.s3;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.head;
import static com.github.tomakehurst.wiremock.client.WireMock.headRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.cohort.store.ByteRange;
import dev.cohort.store.Content;
import dev.cohort.store.Expect;
import dev.cohort.store.Key;
import dev.cohort.store.Location;
import dev.cohort.store.Prefix;
import dev.cohort.store.S3Settings;
import dev.cohort.store.S3Settings.Encryption;
import dev.cohort.store.Sha256;
import dev.cohort.store.Store;
import dev.cohort.store.StoreFailure;
import dev.cohort.store.StoreFailure.Kind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What S3 and the network do on bad days, and what users are told of it. */
class FaultsTest {
    private static final Key A = Key.of("a");
    private static final String PATH = "/bucket/a";
    private static final String TEXT = "hello, world";

    @TempDir
    Path local;

    WireMockServer server;
    S3 s3;
    Store store;

    @BeforeEach
    void start() {
        server =
                new WireMockServer(WireMockConfiguration.options().dynamicPort().extensions(new EchoedMark()));
        server.start();
        s3 = new S3(Testing.connection(URI.create(server.baseUrl()), Testing.TUNING));
        store = store(S3Settings.DEFAULT);
    }

    private Store store(S3Settings settings) {
        return s3.store(new Location.S3("bucket", ""), settings);
    }

    @AfterEach
    void stop() {
        s3.close();
        server.stop();
    }

    private static ResponseDefinitionBuilder object(String text) {
        return headers(text.length()).withBody(text);
    }

    private static ResponseDefinitionBuilder headers(int length) {
        return aResponse().withHeader("ETag", "\"v1\"").withHeader("Content-Length", String.valueOf(length));
    }

    private static ResponseDefinitionBuilder error(int status, String code) {
        return aResponse()
                .withStatus(status)
                .withHeader("x-amz-request-id", "REQ1")
                .withBody("<Error><Code>" + code + "</Code><Message>So says S3.</Message></Error>");
    }

    /** Answers with the mark of what was last put. */
    private static final class EchoedMark implements ResponseDefinitionTransformerV2 {
        static final String NAME = "echoed-mark";
        private final AtomicReference<String> mark = new AtomicReference<>("");

        @Override
        public ResponseDefinition transform(ServeEvent event) {
            String put = event.getRequest().getHeader("x-amz-meta-cohort-put");
            if (put != null) mark.set(put);
            return ResponseDefinitionBuilder.like(event.getResponseDefinition())
                    .withHeader("x-amz-meta-cohort-put", mark.get())
                    .build();
        }

        @Override
        public boolean applyGlobally() {
            return false;
        }

        @Override
        public String getName() {
            return NAME;
        }
    }

    /** First this, then that. */
    private void inTurn(
            MappingBuilder first, ResponseDefinitionBuilder one, MappingBuilder second, ResponseDefinitionBuilder two) {
        server.stubFor(first.inScenario("turns")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(one)
                .willSetStateTo("then"));
        server.stubFor(second.inScenario("turns").whenScenarioStateIs("then").willReturn(two));
    }

    private void assertFails(Kind kind, String words, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StoreFailure.class,
                        e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind))
                .hasMessageContaining(words);
    }

    private static String base64Sha256(String text) {
        String hex = Sha256.of(text.getBytes(StandardCharsets.UTF_8)).hex();
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }

    @Test
    void aTornBodyGoesOnWhereItBrokeAndWithThatVersionOnly() {
        inTurn(
                get(PATH).withHeader("Range", absent()),
                headers(12).withBody(TEXT.substring(0, 5)),
                get(PATH).withHeader("Range", equalTo("bytes=5-11")).withHeader("If-Match", equalTo("\"v1\"")),
                object(TEXT.substring(5)).withStatus(206).withHeader("Content-Range", "bytes 5-11/12"));
        assertThat(store.get(A).bytes()).asString(StandardCharsets.UTF_8).isEqualTo(TEXT);
    }

    @Test
    void aStagedFileGoesOnTheSameWay() {
        inTurn(
                get(PATH).withHeader("Range", absent()),
                headers(12).withBody(TEXT.substring(0, 5)),
                get(PATH).withHeader("Range", equalTo("bytes=5-11")),
                object(TEXT.substring(5)).withStatus(206).withHeader("Content-Range", "bytes 5-11/12"));
        assertThat(store.stageIn(A, local.resolve("a"), Expect.ANYTHING).path()).hasContent(TEXT);
    }

    @Test
    void whatWasReplacedWhileTheConnectionWasBrokenIsChanged() {
        inTurn(
                get(PATH).withHeader("Range", absent()),
                headers(12).withBody("hello"),
                get(PATH).withHeader("Range", equalTo("bytes=5-11")),
                error(412, "PreconditionFailed"));
        assertFails(
                Kind.CHANGED,
                "s3://bucket/a is no longer what it was: another version instead of version v1. Run again",
                () -> store.stageIn(A, local.resolve("a"), Expect.ANYTHING));
        assertThat(local.resolve("a")).doesNotExist();
    }

    @Test
    void aConnectionThatBreaksAgainAndAgainIsToldWithTheByte() {
        server.stubFor(get(PATH).willReturn(headers(12).withBody("hello")));
        server.stubFor(get(PATH)
                .withHeader("Range", matching(".*"))
                .willReturn(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)));
        assertFails(
                Kind.UNREACHABLE,
                "Cannot read s3://bucket/a: ",
                () -> store.get(A).bytes());
    }

    @Test
    void aBodyThatStaysShortIsToldWithTheByte() {
        server.stubFor(get(PATH).willReturn(headers(12)));
        assertFails(
                Kind.UNREACHABLE,
                "Cannot read s3://bucket/a: the connection broke 4 times at byte 0",
                () -> store.get(A).bytes());
    }

    @Test
    void aSlowBodyArrives() {
        server.stubFor(get(PATH).willReturn(object(TEXT).withChunkedDribbleDelay(4, 80)));
        assertThat(store.get(A).bytes()).asString(StandardCharsets.UTF_8).isEqualTo(TEXT);
    }

    @Test
    void bytesThatAreNotWhatS3NotedAreRefusedAndLeaveNothing() {
        server.stubFor(
                get(PATH).willReturn(object("hellO, world").withHeader("x-amz-checksum-sha256", base64Sha256(TEXT))));
        assertFails(
                Kind.CORRUPT,
                "s3://bucket/a did not come with the bytes that S3 noted: SHA-256 ",
                () -> store.stageIn(A, local.resolve("a"), Expect.ANYTHING));
        assertThat(local.resolve("a")).doesNotExist();
        assertFails(
                Kind.CORRUPT,
                "Try again; if it stays so, do not use it.",
                () -> store.get(A).bytes());
    }

    @ParameterizedTest
    @CsvSource({"crc64nvme, rosUhgp5mIg=", "crc32c, 4waSgw==", "crc32, y/Q5Jg=="})
    void allChecksumsOfS3AreChecked(String name, String ofDigits) {
        String header = "x-amz-checksum-" + name;
        server.stubFor(get(PATH).willReturn(object("123456789").withHeader(header, ofDigits)));
        assertThat(store.get(A).bytes()).hasSize(9);
        server.stubFor(get(PATH).willReturn(object("123456780").withHeader(header, ofDigits)));
        assertFails(Kind.CORRUPT, "instead of " + ofDigits, () -> store.get(A).bytes());
    }

    @Test
    void aChecksumOfPartsIsNoChecksumOfTheWhole() {
        server.stubFor(get(PATH)
                .willReturn(object(TEXT)
                        .withHeader("x-amz-checksum-type", "COMPOSITE")
                        .withHeader("x-amz-checksum-crc32", "AAAAAA==-3")));
        assertThat(store.get(A).bytes()).hasSize(12);
    }

    @ParameterizedTest
    @CsvSource({"503, SlowDown", "500, InternalError", "429, TooManyRequests"})
    void whatPassesIsTriedAgain(int status, String code) {
        inTurn(get(PATH), error(status, code), get(PATH), object(TEXT));
        assertThat(store.get(A).bytes()).hasSize(12);
    }

    @Test
    void whoIsAskedToSlowDownTooOftenIsTold() {
        server.stubFor(any(anyUrl()).willReturn(error(503, "SlowDown")));
        assertFails(
                Kind.UNREACHABLE,
                "Cannot read s3://bucket/a: S3 asks for fewer requests, and did so too often (SlowDown: So says S3.; request REQ1)."
                        + " Try again later.",
                () -> store.get(A).close());
        server.verify(Testing.TUNING.patience().attempts(), getRequestedFor(urlPathEqualTo(PATH)));
    }

    @Test
    void aResetWhileWritingIsTriedAgain() {
        inTurn(
                put(PATH),
                aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
                put(PATH),
                aResponse().withHeader("ETag", "\"v1\""));
        assertThat(store.put(A, Content.utf8(TEXT)).file().etag()).isEqualTo("v1");
    }

    @Test
    void aServerThatAlwaysHangsUpIsTold() {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
        assertFails(
                Kind.UNREACHABLE,
                "Cannot write s3://bucket/a: the connection broke (",
                () -> store.put(A, Content.utf8(TEXT)));
    }

    @Test
    void itIsWrittenWithItsChecksum() {
        server.stubFor(put(PATH).willReturn(aResponse().withHeader("ETag", "\"v1\"")));
        store.put(A, Content.utf8(TEXT));
        server.verify(
                putRequestedFor(urlPathEqualTo(PATH)).withHeader("x-amz-checksum-sha256", equalTo(base64Sha256(TEXT))));
    }

    @Test
    void aSmallBodyIsSentUnaskedAndALargeOneIsNot() {
        server.stubFor(put(PATH).willReturn(aResponse().withHeader("ETag", "\"v1\"")));
        store.put(A, Content.utf8(TEXT));
        server.verify(1, putRequestedFor(urlPathEqualTo(PATH)).withHeader("Expect", absent()));
        store.put(A, Content.of(new byte[1 << 20]));
        server.verify(1, putRequestedFor(urlPathEqualTo(PATH)).withHeader("Expect", equalTo("100-continue")));
    }

    @Test
    void ofTwoWhoPutAtOnceTheLaterTriesAgainAndLearnsThatItLost() {
        inTurn(put(PATH), error(409, "ConditionalRequestConflict"), put(PATH), error(412, "PreconditionFailed"));
        server.stubFor(
                head(urlPathEqualTo(PATH)).willReturn(object("").withHeader("x-amz-meta-cohort-put", "another")));
        assertThat(store.putIfAbsent(A, Content.utf8(TEXT))).isEmpty();
    }

    @Test
    void aConflictThatStaysIsTold() {
        server.stubFor(put(PATH).willReturn(error(409, "ConditionalRequestConflict")));
        assertFails(
                Kind.UNREACHABLE,
                "Cannot write s3://bucket/a: others write it at the same time (ConditionalRequestConflict",
                () -> store.putIfAbsent(A, Content.utf8(TEXT)));
    }

    /** The second try finds what the first one has put: an answer may be lost after the deed. */
    @Test
    void whereTheAnswerWasLostAndOurOwnIsThereWeHaveWon() {
        inTurn(
                put(PATH),
                aResponse().withFault(Fault.EMPTY_RESPONSE),
                put(PATH),
                error(412, "PreconditionFailed").withTransformers(EchoedMark.NAME));
        server.stubFor(head(urlPathEqualTo(PATH)).willReturn(object("").withTransformers(EchoedMark.NAME)));
        assertThat(store.putIfAbsent(A, Content.utf8(TEXT))).hasValueSatisfying(won -> {
            assertThat(won.file().etag()).isEqualTo("v1");
            assertThat(won.sha256()).isEqualTo(Sha256.of(TEXT.getBytes(StandardCharsets.UTF_8)));
        });
    }

    @Test
    void whereTheAnswerWasLostAndAnothersIsThereWeHaveLost() {
        inTurn(put(PATH), aResponse().withFault(Fault.EMPTY_RESPONSE), put(PATH), error(412, "PreconditionFailed"));
        server.stubFor(
                head(urlPathEqualTo(PATH)).willReturn(object("").withHeader("x-amz-meta-cohort-put", "another")));
        assertThat(store.putIfAbsent(A, Content.utf8(TEXT))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403 | AccessDenied | DENIED | access denied | Allow these AWS credentials to read, write and list there",
                "403 | InvalidAccessKeyId | DENIED | S3 does not know these AWS credentials | aws sts get-caller-identity",
                "403 | SignatureDoesNotMatch | DENIED | S3 does not know these AWS credentials | belong to this endpoint",
                "400 | ExpiredToken | DENIED | the AWS credentials have expired | Log in again",
                "403 | RequestTimeTooSkewed | DENIED | the clock of this machine differs too much from that of S3 | timedatectl",
                "403 | InvalidObjectState | DENIED | it is archived and cannot be read before it is restored | aws s3api restore-object",
                "404 | NoSuchBucket | NOT_FOUND | there is no bucket bucket | aws s3 mb s3://bucket",
                "501 | NotImplemented | UNSUPPORTED | this server cannot do that | a server that can",
                "400 | KMS.DisabledException | DENIED | its KMS key does not serve | its state and its policy",
                "400 | InvalidRequest | BROKEN | S3 refused it | by its code"
            })
    void whatS3RefusesIsToldWithAWayOut(int status, String code, Kind kind, String reason, String advice) {
        server.stubFor(any(anyUrl()).willReturn(error(status, code)));
        assertFails(
                kind,
                "Cannot read s3://bucket/a: " + reason + " (" + code,
                () -> store.get(A).close());
        assertFails(kind, advice, () -> store.put(A, Content.utf8(TEXT)));
        assertFails(
                kind,
                "Cannot list s3://bucket/: " + reason,
                () -> store.list(Prefix.ALL).count());
        assertFails(kind, "Cannot delete s3://bucket/a: " + reason, () -> store.delete(A));
    }

    @Test
    void aHeadThatFindsNothingAsksOnceForTheBucket() {
        server.stubFor(head(urlPathEqualTo(PATH)).willReturn(aResponse().withStatus(404)));
        server.stubFor(head(urlPathEqualTo("/bucket")).willReturn(aResponse().withStatus(404)));
        assertFails(
                Kind.NOT_FOUND,
                "There is no bucket bucket. Check its name, or make it: aws s3 mb s3://bucket",
                () -> store.head(A));
        server.stubFor(head(urlPathEqualTo("/bucket")).willReturn(aResponse()));
        server.resetRequests();
        assertThat(store.head(A)).isEmpty();
        assertThat(store.head(A)).isEmpty();
        server.verify(1, headRequestedFor(urlPathEqualTo("/bucket")));
    }

    @Test
    void aHeadThatIsForbiddenIsTold() {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(403)));
        assertFails(Kind.DENIED, "Cannot look at s3://bucket/a: access denied (", () -> store.head(A));
    }

    @Test
    void aBucketInAnotherRegionIsToldWithItsRegion() {
        server.stubFor(any(anyUrl())
                .willReturn(error(301, "PermanentRedirect").withHeader("x-amz-bucket-region", "eu-west-3")));
        assertFails(
                Kind.UNREACHABLE,
                "Cannot read s3://bucket/a: its bucket lies in another region, eu-west-3 (PermanentRedirect",
                () -> store.get(A).close());
    }

    @Test
    void aServerThatFallsSilentIsTold() {
        Tuning.Patience usual = Testing.TUNING.patience();
        Tuning.Patience little = new Tuning.Patience(
                2,
                usual.firstPause(),
                usual.longestPause(),
                usual.connecting(),
                Duration.ofMillis(200),
                usual.attempt(),
                usual.call());
        Tuning impatient = new Tuning(Testing.TUNING.sizes(), little, 2);
        server.stubFor(any(anyUrl()).willReturn(object(TEXT).withFixedDelay(3_000)));
        try (S3 quick = new S3(Testing.connection(URI.create(server.baseUrl()), impatient))) {
            Store silent = quick.store(new Location.S3("bucket", ""), S3Settings.DEFAULT);
            assertFails(
                    Kind.UNREACHABLE,
                    "Cannot read s3://bucket/a: S3 fell silent (Read timed out)",
                    () -> silent.get(A).close());
        }
    }

    @Test
    void aRangeBehindTheEndIsEmpty() {
        server.stubFor(get(PATH).willReturn(error(416, "InvalidRange")));
        server.stubFor(head(urlPathEqualTo(PATH)).willReturn(object("")));
        assertThat(store.get(A, ByteRange.of(5, 5), Expect.ANYTHING).bytes()).isEmpty();
        assertFails(
                Kind.CHANGED,
                "s3://bucket/a is no longer what it was: version v1 instead of version v0",
                () -> store.get(A, ByteRange.of(5, 5), Expect.etag("v0")));
    }

    @Test
    void whoReadsPaysWhereThatIsWanted() {
        server.stubFor(get(PATH).willReturn(object(TEXT)));
        store(S3Settings.DEFAULT.payingForReads()).get(A).close();
        server.verify(1, getRequestedFor(urlPathEqualTo(PATH)).withHeader("x-amz-request-payer", equalTo("requester")));
        store.get(A).close();
        server.verify(1, getRequestedFor(urlPathEqualTo(PATH)).withHeader("x-amz-request-payer", absent()));
    }

    @Test
    void whatIsWrittenIsEncryptedAsChosen() {
        server.stubFor(put(PATH).willReturn(aResponse().withHeader("ETag", "\"v1\"")));
        store(S3Settings.DEFAULT.encrypted(Encryption.kms("alias/ours"))).put(A, Content.utf8(TEXT));
        server.verify(putRequestedFor(urlPathEqualTo(PATH))
                .withHeader("x-amz-server-side-encryption", equalTo("aws:kms"))
                .withHeader("x-amz-server-side-encryption-aws-kms-key-id", equalTo("alias/ours"))
                .withHeader("x-amz-server-side-encryption-bucket-key-enabled", equalTo("true")));
        store(S3Settings.DEFAULT.encrypted(Encryption.SSE_S3)).put(A, Content.utf8(TEXT));
        server.verify(putRequestedFor(urlPathEqualTo(PATH))
                .withHeader("x-amz-server-side-encryption", equalTo("AES256"))
                .withHeader("x-amz-server-side-encryption-aws-kms-key-id", absent()));
    }

    @Test
    void anAnswerWithoutVersionIsNoAnswerOfS3() {
        server.stubFor(get(PATH).willReturn(aResponse().withBody(TEXT)));
        assertFails(
                Kind.UNREACHABLE,
                "Cannot read s3://bucket/a: the answer names no size or no version, so it is hardly from S3",
                () -> store.get(A).close());
    }

    @Test
    void nobodyAtTheEndpointIsTold() {
        server.stop();
        assertFails(
                Kind.UNREACHABLE,
                "Cannot read s3://bucket/a: nobody listens there (Connection refused). Try again; if it stays so, look at the"
                        + " network, at HTTPS_PROXY and at AWS_ENDPOINT_URL_S3.",
                () -> store.get(A).close());
    }
}
