package dev.cohort.store.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * The JDK's own HTTP, as the SDK speaks it, with two flaws mended. Where a connection that was kept has been closed by the server, the
 * SDK's adapter throws what the SDK does not try again. And it asks S3 before each body whether to send it, which takes as long
 * as to send a small one.
 */
public record HttpConnections(SdkHttpClient connections) implements SdkHttpClient {
    /** Sent within the first round trip or two of a new connection, asked or not. */
    static final long SMALL = 64 * 1024;

    /** The same as a builder, so that the SDK closes what it made. */
    public record Builder(SdkHttpClient.Builder<?> connections) implements SdkHttpClient.Builder<Builder> {
        /**
         * @param connecting how long that may take
         * @param silence how long a connection may bring nothing
         */
        public static Builder patient(Duration connecting, Duration silence) {
            return new Builder(UrlConnectionHttpClient.builder()
                    .connectionTimeout(connecting)
                    .socketTimeout(silence));
        }

        @Override
        public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
            return new HttpConnections(connections.buildWithDefaults(defaults));
        }
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new Request(connections.prepareRequest(isSmall(request.httpRequest()) ? unasked(request) : request));
    }

    private static boolean isSmall(SdkHttpRequest request) {
        return request.firstMatchingHeader("Content-Length")
                .map(Long::valueOf)
                .filter(length -> length <= SMALL)
                .isPresent();
    }

    /** The signature does not cover this header. */
    private static HttpExecuteRequest unasked(HttpExecuteRequest request) {
        return HttpExecuteRequest.builder()
                .request(
                        request.httpRequest().toBuilder().removeHeader("Expect").build())
                .contentStreamProvider(request.contentStreamProvider().orElse(null))
                .metricCollector(request.metricCollector().orElse(null))
                .build();
    }

    /** A request whose trouble with the network is an IOException. */
    private record Request(ExecutableHttpRequest request) implements ExecutableHttpRequest {
        @Override
        public HttpExecuteResponse call() throws IOException {
            try {
                return request.call();
            } catch (UncheckedIOException e) {
                throw Objects.requireNonNull(e.getCause());
            }
        }

        @Override
        public void abort() {
            request.abort();
        }
    }

    @Override
    public String clientName() {
        return connections.clientName();
    }

    @Override
    public void close() {
        connections.close();
    }
}
