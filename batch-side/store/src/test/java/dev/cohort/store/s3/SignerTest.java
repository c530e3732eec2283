package dev.cohort.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.store.Location;
import dev.cohort.store.Sha256;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** The examples that AWS has published for Signature Version 4 with objects of S3, digit for digit. */
class SignerTest {
    private static final AwsCredentialsIdentity WE =
            AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    private static final Way WAY = new Way("https", "examplebucket.s3.amazonaws.com", 443, "/", "us-east-1");
    private static final Instant THEN = Instant.parse("2013-05-24T00:00:00.999Z");

    private final Signer signer = new Signer();

    private static ShortRequest request(String method, String key, Map<String, String> headers, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new ShortRequest(
                method,
                new Location.S3("examplebucket", key),
                new TreeMap<>(headers),
                Sha256.of(bytes),
                () -> new ByteArrayInputStream(bytes));
    }

    private static ShortRequest range() {
        return request("GET", "test.txt", Map.of("range", "bytes=0-9"), "");
    }

    private Map<String, String> signed(ShortRequest request, AwsCredentialsIdentity who) {
        return signer.headers(request, WAY, who, THEN);
    }

    @Test
    void aRangeOfAnObject() {
        assertThat(signed(range(), WE))
                .containsEntry(
                        "authorization",
                        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                                + " SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
                                + " Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    }

    @Test
    void anObjectThatIsPut() {
        Map<String, String> headers =
                Map.of("date", "Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class", "REDUCED_REDUNDANCY");
        ShortRequest put = request("PUT", "test$file.text", headers, "Welcome to Amazon S3.");
        assertThat(signed(put, WE).get("authorization"))
                .endsWith("Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
    }

    @Test
    void theKeyThatIsKeptServesNobodyElse() {
        String ours = signed(range(), WE).get("authorization");
        AwsCredentialsIdentity they = AwsBasicCredentials.create(WE.accessKeyId(), "another");
        assertThat(signed(range(), they).get("authorization")).isNotEqualTo(ours);
        assertThat(signed(range(), WE)).containsEntry("authorization", ours);
    }

    @Test
    void aSessionIsNamedAndSigned() {
        AwsCredentialsIdentity role = AwsSessionCredentials.create(WE.accessKeyId(), WE.secretAccessKey(), "of a role");
        Map<String, String> headers = signed(range(), role);
        assertThat(headers).containsEntry("x-amz-security-token", "of a role");
        assertThat(headers.get("authorization")).contains(";x-amz-security-token,");
    }
}
