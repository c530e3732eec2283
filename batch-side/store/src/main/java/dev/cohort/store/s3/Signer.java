package dev.cohort.store.s3;

import dev.cohort.store.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/**
 * Signs what is asked of an object as AWS describes it under the name of Signature Version 4, in headers. The SDK's signer does the same for all
 * services, and took as long as the rest of a small request.
 */
final class Signer {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";

    private volatile @Nullable Key last;
    private volatile Second second = Second.of(Instant.EPOCH);

    /** A key that serves for a day and a region; it is made of the secret by four steps, so it is kept. */
    private record Key(String secret, String day, String region, byte[] bytes) {
        boolean isOf(String otherSecret, String otherDay, String otherRegion) {
            return secret.equals(otherSecret) && day.equals(otherDay) && region.equals(otherRegion);
        }

        @Override
        public String toString() {
            return "Key";
        }
    }

    /** Many requests are signed within one, and to write it takes longer than the rest. */
    private record Second(long number, String text) {
        /** Such as 20130524T000000Z. */
        static Second of(Instant when) {
            String text = when.truncatedTo(ChronoUnit.SECONDS).toString();
            return new Second(when.getEpochSecond(), text.replace("-", "").replace(":", ""));
        }
    }

    /** All headers of a request: its own, and those by which S3 knows who sends it, when, and that nobody has changed it. */
    SortedMap<String, String> headers(ShortRequest request, Way way, AwsCredentialsIdentity who, Instant when) {
        String time = time(when);
        SortedMap<String, String> headers = new TreeMap<>(request.headers());
        headers.put("host", way.authority());
        headers.put("x-amz-content-sha256", request.sha256().hex());
        headers.put("x-amz-date", time);
        if (who instanceof AwsSessionCredentialsIdentity session)
            headers.put("x-amz-security-token", session.sessionToken());
        headers.put("authorization", authorization(request, way, headers, who, time));
        return headers;
    }

    private String time(Instant when) {
        Second known = second;
        if (known.number == when.getEpochSecond()) return known.text;
        Second next = Second.of(when);
        second = next;
        return next.text;
    }

    private String authorization(
            ShortRequest request, Way way, SortedMap<String, String> headers, AwsCredentialsIdentity who, String time) {
        String day = time.substring(0, 8);
        String scope = day + "/" + way.region() + "/s3/aws4_request";
        String names = String.join(";", headers.keySet());
        String hash = Sha256.of(utf8(canonical(request, way, headers, names))).hex();
        byte[] key = key(who.secretAccessKey(), day, way.region());
        String signature = HexFormat.of().formatHex(hmac(key, String.join("\n", ALGORITHM, time, scope, hash)));
        return ALGORITHM + " Credential=" + who.accessKeyId() + "/" + scope + ", SignedHeaders=" + names
                + ", Signature=" + signature;
    }

    private static String canonical(ShortRequest request, Way way, SortedMap<String, String> headers, String names) {
        StringBuilder lines = new StringBuilder(1024);
        lines.append(request.method()).append('\n').append(way.path(request)).append("\n\n");
        headers.forEach((name, value) ->
                lines.append(name).append(':').append(value.strip()).append('\n'));
        return lines.append('\n')
                .append(names)
                .append('\n')
                .append(request.sha256().hex())
                .toString();
    }

    private byte[] key(String secret, String day, String region) {
        Key known = last;
        if (known != null && known.isOf(secret, day, region)) return known.bytes;
        Key made = new Key(secret, day, region, derived(secret, day, region));
        last = made;
        return made.bytes;
    }

    private static byte[] derived(String secret, String day, String region) {
        byte[] ofDay = hmac(utf8("AWS4" + secret), day);
        return hmac(hmac(hmac(ofDay, region), "s3"), "aws4_request");
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(utf8(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
