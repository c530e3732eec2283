package dev.cohort.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Which way a request of the SDK's client has gone, and that others find it by that. */
class WayTest {
    private static final String PLAIN =
            "AWS4-HMAC-SHA256 Credential=KEY/20260101/eu-west-3/s3/aws4_request, SignedHeaders=host";

    private static Optional<Way> way(String url, String key, String authorization) {
        return Way.of(
                SdkHttpRequest.builder()
                        .method(SdkHttpMethod.GET)
                        .uri(URI.create(url))
                        .putHeader("Authorization", authorization)
                        .build(),
                "bucket",
                key);
    }

    @ParameterizedTest
    @CsvSource({
        "https://bucket.s3.eu-west-3.amazonaws.com/a/b, a/b, /, bucket.s3.eu-west-3.amazonaws.com",
        "https://bucket.s3.eu-west-3.amazonaws.com/?list-type=2, '', /, bucket.s3.eu-west-3.amazonaws.com",
        "https://bucket.s3-fips.dualstack.us-gov-west-1.amazonaws.com, '', /, bucket.s3-fips.dualstack.us-gov-west-1.amazonaws.com",
        "http://localhost:9000/bucket/a%20b/%C3%A9, a b/é, /bucket/, localhost:9000",
        "http://localhost:9000/bucket?list-type=2, '', /bucket/, localhost:9000",
        "http://localhost:80/s3/bucket/a, a, /s3/bucket/, localhost",
    })
    void whereTheBucketAnswersIsLearnt(String url, String key, String base, String authority) {
        assertThat(way(url, key, PLAIN)).hasValueSatisfying(way -> {
            assertThat(way.base()).isEqualTo(base);
            assertThat(way.authority()).isEqualTo(authority);
            assertThat(way.region()).isEqualTo("eu-west-3");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://name-123.s3-accesspoint.eu-west-3.amazonaws.com/a",
                "http://localhost:9000/another/a",
                "http://localhost:9000/bucket/A"
            })
    void whatIsNamedInAnotherWayIsNot(String url) {
        assertThat(way(url, "a", PLAIN)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AWS4-HMAC-SHA256 Credential=KEY/20260101/eu-west-3/s3express/aws4_request, SignedHeaders=host",
                "AWS4-ECDSA-P256-SHA256 Credential=KEY/20260101/s3/aws4_request, SignedHeaders=host"
            })
    void neitherIsWhatIsSignedInAnotherWay(String authorization) {
        assertThat(way("http://localhost:9000/bucket/a", "a", authorization)).isEmpty();
    }

    @Test
    void keysAreEscapedAsTheyAreSigned() {
        assertThat(Escaped.path("a b/+é*~.txt")).isEqualTo("a%20b/%2B%C3%A9%2A~.txt");
    }
}
