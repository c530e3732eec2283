package dev.cohort.store.s3;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Where a bucket answers, and for which region what it is asked has to be signed.
 *
 * @param base how the paths of its objects begin, with a slash at its end
 */
record Way(String protocol, String host, int port, String base, String region) {
    private static final Pattern PLAINLY_SIGNED =
            Pattern.compile("AWS4-HMAC-SHA256 Credential=[^, ]+/\\d{8}/([^/, ]+)/s3/aws4_request,.*");

    /** The way that a request of the SDK's client has gone; empty for one that was signed for something else than a plain bucket. */
    static Optional<Way> of(SdkHttpRequest request, String bucket, String key) {
        Matcher signed = PLAINLY_SIGNED.matcher(
                request.firstMatchingHeader("Authorization").orElse(""));
        if (!signed.matches()) return Optional.empty();
        return base(request, bucket, Escaped.path(key))
                .map(base -> new Way(request.protocol(), request.host(), request.port(), base, signed.group(1)));
    }

    /** Empty where the request has named the bucket, or the key, in a way of which we do not know. */
    private static Optional<String> base(SdkHttpRequest request, String bucket, String key) {
        String path = request.encodedPath();
        if (!path.endsWith(key)) return Optional.empty();
        String before = path.substring(0, path.length() - key.length());
        String base = before.endsWith("/") ? before : before + "/";
        boolean isNamed = request.host().startsWith(bucket + ".") || base.endsWith("/" + bucket + "/");
        return isNamed ? Optional.of(base) : Optional.empty();
    }

    /** As a request says it in its header. */
    String authority() {
        boolean usual = port == (protocol.equals("https") ? 443 : 80);
        return usual ? host : host + ":" + port;
    }

    String path(ShortRequest request) {
        return base + Escaped.path(request.object().key());
    }

    /** @param headers all of them, with the signature */
    SdkHttpRequest with(ShortRequest request, Map<String, String> headers) {
        SdkHttpRequest.Builder whole = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(request.method()))
                .protocol(protocol)
                .host(host)
                .port(port)
                .encodedPath(path(request));
        headers.forEach(whole::putHeader);
        return whole.build();
    }
}
