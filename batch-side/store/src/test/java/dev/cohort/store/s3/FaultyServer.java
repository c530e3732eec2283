package dev.cohort.store.s3;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.cohort.store.Key;
import dev.cohort.store.Location;
import dev.cohort.store.S3Settings;
import dev.cohort.store.Sha256;
import dev.cohort.store.Store;
import dev.cohort.store.StoreFailure;
import dev.cohort.store.StoreFailure.Kind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A store on a server that fails as told, and the words of the tests that tell it. */
abstract class FaultyServer {
    static final Key A = Key.of("a");
    static final String PATH = "/bucket/a";
    static final String TEXT = "hello, world";
    static final String CRC32C = "aZmkHw==";

    @TempDir
    Path local;

    WireMockServer server;
    S3 s3;
    Store store;

    @BeforeEach
    void start() {
        server =
                new WireMockServer(WireMockConfiguration.options().dynamicPort().extensions(new EchoedMark()));
        server.start();
        s3 = new S3(Testing.connection(URI.create(server.baseUrl()), Testing.TUNING));
        store = store(S3Settings.DEFAULT);
    }

    final Store store(S3Settings settings) {
        return s3.store(new Location.S3("bucket", ""), settings);
    }

    /** By a call that goes well; nothing is left of it. */
    final void learnTheWay() {
        server.stubFor(any(anyUrl()).willReturn(object(TEXT)));
        store.head(A);
        server.resetAll();
    }

    @AfterEach
    void stop() {
        s3.close();
        server.stop();
    }

    static ResponseDefinitionBuilder object(String text) {
        return headers(text.length()).withBody(text);
    }

    static ResponseDefinitionBuilder headers(int length) {
        return aResponse().withHeader("ETag", "\"v1\"").withHeader("Content-Length", String.valueOf(length));
    }

    static ResponseDefinitionBuilder error(int status, String code) {
        return aResponse()
                .withStatus(status)
                .withHeader("x-amz-request-id", "REQ1")
                .withBody("<Error><Code>" + code + "</Code><Message>So says S3.</Message></Error>");
    }

    /** Answers with the mark of what was last put. */
    static final class EchoedMark implements ResponseDefinitionTransformerV2 {
        static final String NAME = "echoed-mark";
        private final AtomicReference<String> mark = new AtomicReference<>("");

        @Override
        public ResponseDefinition transform(ServeEvent event) {
            String put = event.getRequest().getHeader("x-amz-meta-cohort-put");
            if (put != null) mark.set(put);
            return ResponseDefinitionBuilder.like(event.getResponseDefinition())
                    .withHeader("x-amz-meta-cohort-put", mark.get())
                    .build();
        }

        @Override
        public boolean applyGlobally() {
            return false;
        }

        @Override
        public String getName() {
            return NAME;
        }
    }

    /** First this, then that. */
    final void inTurn(
            MappingBuilder first, ResponseDefinitionBuilder one, MappingBuilder second, ResponseDefinitionBuilder two) {
        server.stubFor(first.inScenario("turns")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(one)
                .willSetStateTo("then"));
        server.stubFor(second.inScenario("turns").whenScenarioStateIs("then").willReturn(two));
    }

    static void assertFails(Kind kind, String words, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StoreFailure.class,
                        e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind))
                .hasMessageContaining(words);
    }

    static String base64Sha256(String text) {
        String hex = Sha256.of(text.getBytes(StandardCharsets.UTF_8)).hex();
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }
}
