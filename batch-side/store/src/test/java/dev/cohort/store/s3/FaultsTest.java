package dev.cohort.store.s3;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.head;
import static com.github.tomakehurst.wiremock.client.WireMock.headRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.store.Content;
import dev.cohort.store.Location;
import dev.cohort.store.Prefix;
import dev.cohort.store.S3Settings;
import dev.cohort.store.Store;
import dev.cohort.store.StoreFailure.Kind;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What users are told when S3 refuses, or is not there at all. */
class FaultsTest extends FaultyServer {
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403 | AccessDenied | DENIED | access denied | Allow these AWS credentials to read, write and list there",
                "403 | InvalidAccessKeyId | NO_CREDENTIALS | S3 does not know these AWS credentials | aws sts get-caller-identity",
                "403 | SignatureDoesNotMatch | NO_CREDENTIALS | S3 does not know these AWS credentials | belong to this endpoint",
                "400 | ExpiredToken | NO_CREDENTIALS | the AWS credentials have expired | Log in again",
                "403 | RequestTimeTooSkewed | DENIED | the clock of this machine differs too much from that of S3 | timedatectl",
                "403 | InvalidObjectState | DENIED | it is archived and cannot be read before it is restored | aws s3api restore-object",
                "404 | NoSuchBucket | NO_BUCKET | there is no bucket bucket | aws s3 mb s3://bucket",
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
                "Cannot list s3://bucket: " + reason,
                () -> store.list(Prefix.ALL).count());
        assertFails(kind, "Cannot delete s3://bucket/a: " + reason, () -> store.delete(A));
    }

    @Test
    void aHeadThatFindsNothingAsksOnceForTheBucket() {
        server.stubFor(head(urlPathEqualTo(PATH)).willReturn(aResponse().withStatus(404)));
        server.stubFor(head(urlPathEqualTo("/bucket")).willReturn(aResponse().withStatus(404)));
        assertFails(
                Kind.NO_BUCKET,
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
