package dev.cohort.store.s3;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;

/**
 * Asks S3 once, on a way that the SDK's client has gone before, without what that does for each request: for a small file it costs more
 * than the file. Whatever does not go well is for the SDK's client, which asks again, and knows about redirects, clocks, pauses and errors.
 */
final class ShortWay {
    /** What they say is about the object. */
    private static final Set<Integer> OF_THE_OBJECT = Set.of(404, 412, 416);

    private final Ways ways;
    private final SdkHttpClient http;
    private final IdentityProvider<? extends AwsCredentialsIdentity> credentials;
    private final Signer signer = new Signer();

    ShortWay(Ways ways, SdkHttpClient http, IdentityProvider<? extends AwsCredentialsIdentity> credentials) {
        this.ways = ways;
        this.http = http;
        this.credentials = credentials;
    }

    /** A good answer, if there was one. */
    Optional<Reply> send(ShortRequest request) {
        if (Thread.currentThread().isInterrupted()) return Optional.empty();
        return ways.to(request.object().bucket()).flatMap(way -> send(request, way));
    }

    private Optional<Reply> send(ShortRequest request, Way way) {
        try {
            return good(
                    request, Reply.of(http.prepareRequest(signed(request, way)).call()));
        } catch (IOException | RuntimeException e) {
            ways.forget(request.object().bucket());
            return Optional.empty();
        }
    }

    private HttpExecuteRequest signed(ShortRequest request, Way way) {
        AwsCredentialsIdentity who = credentials.resolveIdentity().join();
        return HttpExecuteRequest.builder()
                .request(way.with(request, signer.headers(request, way, who, Instant.now())))
                .contentStreamProvider(request.body())
                .build();
    }

    private Optional<Reply> good(ShortRequest request, Reply reply) {
        if (reply.head().isSuccessful()) return Optional.of(reply);
        reply.end();
        if (!OF_THE_OBJECT.contains(reply.head().statusCode()))
            ways.forget(request.object().bucket());
        return Optional.empty();
    }
}
