package dev.cohort.store.s3;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.head;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import dev.cohort.store.Content;
import dev.cohort.store.S3Settings;
import dev.cohort.store.S3Settings.Encryption;
import dev.cohort.store.Sha256;
import dev.cohort.store.StoreFailure.Kind;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What goes wrong while objects are written, and who has won where that was left open. */
class WritingFaultsTest extends FaultyServer {
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
        server.verify(putRequestedFor(urlPathEqualTo(PATH)).withHeader("x-amz-checksum-crc32c", equalTo(CRC32C)));
    }

    @Test
    void itIsSentAsItIsAndNotInChunks() {
        server.stubFor(put(PATH).willReturn(aResponse().withHeader("ETag", "\"v1\"")));
        store.put(A, Content.utf8(TEXT));
        server.verify(putRequestedFor(urlPathEqualTo(PATH))
                .withHeader("Content-Encoding", absent())
                .withRequestBody(equalTo(TEXT)));
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
}
