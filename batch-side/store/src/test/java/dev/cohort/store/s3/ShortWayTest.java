package dev.cohort.store.s3;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import dev.cohort.store.Content;
import dev.cohort.store.Location;
import dev.cohort.store.S3Settings;
import dev.cohort.store.Sha256;
import dev.cohort.store.Store;
import dev.cohort.store.StoreFailure.Kind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;
import software.amazon.awssdk.regions.Region;

/** Once the SDK's client has come to a bucket, small things go without it; what does not go well, it does. */
class ShortWayTest extends FaultyServer {
    /** Each request of the SDK's client has a number of its own. */
    private static final String OF_THE_SDK = "amz-sdk-invocation-id";

    @BeforeEach
    void learn() {
        learnTheWay();
    }

    private static RequestPatternBuilder shortly(RequestPatternBuilder asked) {
        return asked.withHeader(OF_THE_SDK, absent());
    }

    private static RequestPatternBuilder bySdk(RequestPatternBuilder asked) {
        return asked.withHeader(OF_THE_SDK, matching(".+"));
    }

    private static RequestPatternBuilder read() {
        return getRequestedFor(urlPathEqualTo(PATH));
    }

    private static RequestPatternBuilder written() {
        return putRequestedFor(urlPathEqualTo(PATH));
    }

    @Test
    void theFirstCallIsOfTheSdk() {
        stop();
        start();
        server.stubFor(get(PATH).willReturn(object(TEXT)));
        store.get(A).close();
        server.verify(1, bySdk(read()));
        store.get(A).close();
        server.verify(1, shortly(read()).withHeader("x-amz-checksum-mode", equalTo("ENABLED")));
    }

    @Test
    void whatIsSmallIsWrittenWithBothItsChecksums() {
        server.stubFor(put(PATH).willReturn(aResponse().withHeader("ETag", "\"v1\"")));
        store.put(A, Content.utf8(TEXT));
        server.verify(
                1,
                shortly(written())
                        .withHeader("x-amz-checksum-crc32c", equalTo(CRC32C))
                        .withHeader("x-amz-content-sha256", equalTo(sha256().hex()))
                        .withRequestBody(equalTo(TEXT)));
    }

    private static Sha256 sha256() {
        return Sha256.of(TEXT.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsLargeOrMustNotBeThereIsWrittenByTheSdk() {
        server.stubFor(put(PATH).willReturn(aResponse().withHeader("ETag", "\"v1\"")));
        store.put(A, Content.of(new byte[1 << 20]));
        store.putIfAbsent(A, Content.utf8(TEXT));
        server.verify(2, bySdk(written()));
        server.verify(0, shortly(written()));
    }

    @Test
    void whatBearsAMarkIsWrittenWithItWhetherOrNotItReplaces() {
        server.stubFor(put(PATH).willReturn(aResponse().withHeader("ETag", "\"v1\"")));
        Writing writing = s3.objects(S3Settings.DEFAULT).writing();
        Location.S3 object = new Location.S3("bucket", "a");
        new Upload(writing, object, Content.utf8(TEXT), false, Map.of("mark", "mine")).run();
        server.verify(1, written().withHeader("x-amz-meta-mark", equalTo("mine")));
    }

    @Test
    void whatWasRefusedGoesByTheSdkUntilThatComesThrough() {
        inTurn(get(PATH), error(503, "SlowDown"), get(PATH), object(TEXT));
        store.get(A).close();
        store.get(A).close();
        server.verify(2, shortly(read()));
        server.verify(1, bySdk(read()));
    }

    @Test
    void whatIsSaidOfTheObjectLeavesTheWayOpen() {
        server.stubFor(get(PATH).willReturn(error(404, "NoSuchKey")));
        assertFails(Kind.NOT_FOUND, "There is no a in the store s3://bucket", () -> store.get(A));
        assertFails(Kind.NOT_FOUND, "There is no a in the store s3://bucket", () -> store.get(A));
        server.verify(2, shortly(read()));
    }

    @Test
    void whatIsForbiddenIsToldInTheSameWords() {
        server.stubFor(any(anyUrl()).willReturn(error(403, "AccessDenied")));
        assertFails(Kind.DENIED, "Cannot read s3://bucket/a: access denied (AccessDenied", () -> store.get(A));
        server.verify(1, shortly(read()));
    }

    @Test
    void aServerThatHangsUpIsAskedAgain() {
        inTurn(
                put(PATH),
                aResponse().withFault(Fault.EMPTY_RESPONSE),
                put(PATH),
                aResponse().withHeader("ETag", "\"v1\""));
        assertThat(store.put(A, Content.utf8(TEXT)).file().etag()).isEqualTo("v1");
        server.verify(1, bySdk(written()));
    }

    @Test
    void credentialsThatDoNotComeAreAskedForAgain() {
        FailingOnce credentials = new FailingOnce();
        ClientOpening opening = new ClientOpening(client -> client.region(Region.US_EAST_1)
                .endpointOverride(URI.create(server.baseUrl()))
                .credentialsProvider(credentials));
        server.stubFor(any(anyUrl()).willReturn(object(TEXT)));
        try (S3 own = new S3(new Connection(Testing.TUNING, opening))) {
            Store known = own.store(new Location.S3("bucket", ""), S3Settings.DEFAULT);
            known.head(A);
            credentials.failing.set(true);
            assertThat(known.get(A).bytes()).hasSize(12);
        }
        assertThat(credentials.failing).isFalse();
        server.verify(1, bySdk(read()));
    }

    /** Of those who answer later, and may say then that they could not. */
    private static final class FailingOnce implements IdentityProvider<AwsCredentialsIdentity> {
        private final AtomicBoolean failing = new AtomicBoolean();

        @Override
        public Class<AwsCredentialsIdentity> identityType() {
            return AwsCredentialsIdentity.class;
        }

        @Override
        public CompletableFuture<AwsCredentialsIdentity> resolveIdentity(ResolveIdentityRequest request) {
            return failing.getAndSet(false)
                    ? CompletableFuture.failedFuture(new IllegalStateException("not now"))
                    : CompletableFuture.completedFuture(AwsCredentialsIdentity.create("key", "secret"));
        }
    }

    @Test
    void whoReadsPaysWhereThatIsWanted() {
        server.stubFor(get(PATH).willReturn(object(TEXT)));
        store(S3Settings.DEFAULT.payingForReads()).get(A).close();
        server.verify(1, shortly(read()).withHeader("x-amz-request-payer", equalTo("requester")));
    }

    @Test
    void aThreadThatIsToStopDoesNotBegin() {
        server.stubFor(get(PATH).willReturn(object(TEXT)));
        Thread.currentThread().interrupt();
        assertFails(Kind.INTERRUPTED, "Cannot read s3://bucket/a: it was interrupted", () -> store.get(A));
        assertThat(Thread.interrupted()).isTrue();
        server.verify(0, shortly(read()));
    }
}
