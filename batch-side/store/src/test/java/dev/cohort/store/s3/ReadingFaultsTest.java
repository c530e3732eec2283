package dev.cohort.store.s3;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.head;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import dev.cohort.store.ByteRange;
import dev.cohort.store.Expect;
import dev.cohort.store.Prefix;
import dev.cohort.store.S3Settings;
import dev.cohort.store.Store;
import dev.cohort.store.StoreFailure.Kind;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong while objects are read, and how far that is borne. */
class ReadingFaultsTest extends FaultyServer {
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
                "Cannot read s3://bucket/a: the connection broke 8 times at byte 0",
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
    void soDoesWhoLooksListsOrStages() {
        server.stubFor(any(anyUrl()).willReturn(error(403, "AccessDenied")));
        server.stubFor(any(anyUrl())
                .withHeader("x-amz-request-payer", equalTo("requester"))
                .willReturn(object(TEXT)));
        server.stubFor(get(urlPathEqualTo("/bucket"))
                .withHeader("x-amz-request-payer", equalTo("requester"))
                .willReturn(aResponse().withBody("<ListBucketResult><KeyCount>0</KeyCount></ListBucketResult>")));
        Store paying = store(S3Settings.DEFAULT.payingForReads());
        assertThat(paying.head(A)).isPresent();
        assertThat(paying.list(Prefix.ALL)).isEmpty();
        assertThat(paying.stageIn(A, local.resolve("a"), Expect.ANYTHING).path())
                .hasContent(TEXT);
        assertFails(Kind.DENIED, "s3://bucket/a", () -> store.head(A));
    }
}
