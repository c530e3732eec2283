package dev.cohort.orchestrator.images.registry;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** As whom registries are asked, and what is made of odd answers: tokens, ECR, content that lies elsewhere. */
@Timeout(60)
class RegistryAccessTest {
    private static final String ECR = "123456789012.dkr.ecr.eu-west-1.amazonaws.com";
    private static final String CONFIG =
            "{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{\"Labels\":{\"a\":\"b\"}}}";
    private static final String MANIFEST =
            "{\"schemaVersion\":2,\"config\":{\"digest\":\"" + RealRegistry.digest(CONFIG) + "\"}}";
    private static final String TAG = "/v2/cohort/base/manifests/1";
    private static final String BLOB = "/v2/cohort/base/blobs/" + RealRegistry.digest(CONFIG);

    private final List<Integer> waits = new ArrayList<>();
    private WireMockServer server;

    @BeforeEach
    void start() {
        server = new WireMockServer(WireMockConfiguration.options().dynamicPort());
        server.start();
        System.setProperty("aws.endpointUrlEcr", server.baseUrl());
        System.setProperty("aws.accessKeyId", "key");
        System.setProperty("aws.secretAccessKey", "secret");
    }

    @AfterEach
    void stop() {
        server.stop();
        System.clearProperty("aws.endpointUrlEcr");
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    private Registry registry(Logins logins) {
        return registry(server.baseUrl(), logins, Map.of());
    }

    private Registry registry(String place, Logins logins, Map<String, String> environment) {
        Proxies proxies = new Proxies(environment, null);
        return new Registry(new RegistryHttp(name -> URI.create(place), logins, proxies), "amd64", waits::add);
    }

    private RegisteredImage find(Logins logins, String host) throws InterruptedException {
        return registry(logins).find("cohort/base", host + "/cohort/base:1");
    }

    private RegistryFailure unfound(Logins logins, String host) {
        return catchThrowableOfType(RegistryFailure.class, () -> find(logins, host));
    }

    private static Optional<Login> nobody(String registry) {
        return Optional.empty();
    }

    private void serve(String authorization) {
        server.stubFor(
                get(TAG).withHeader("Authorization", equalTo(authorization)).willReturn(okJson(MANIFEST)));
        server.stubFor(
                get(BLOB).withHeader("Authorization", equalTo(authorization)).willReturn(okJson(CONFIG)));
    }

    private void challenge(String words) {
        server.stubFor(
                any(urlMatching("/v2/.*")).atPriority(9).willReturn(status(401).withHeader("WWW-Authenticate", words)));
    }

    private void ecr(ResponseDefinitionBuilder answer) {
        server.stubFor(post(urlEqualTo("/")).willReturn(answer));
    }

    private static ResponseDefinitionBuilder fault(String type, String message) {
        return status(400)
                .withHeader("x-amzn-ErrorType", type)
                .withBody("{\"__type\":\"" + type + "\",\"message\":\"" + message + "\"}");
    }

    @Test
    void aTokenIsFetchedOnceFromWhereTheRegistrySays() throws InterruptedException {
        challenge("Bearer realm=\"" + server.baseUrl()
                + "/token\",service=\"hub\",scope=\"repository:cohort/base:pull\"");
        server.stubFor(get(urlPathEqualTo("/token")).willReturn(okJson("{\"token\":\"t0\"}")));
        serve("Bearer t0");

        assertThat(find(RegistryAccessTest::nobody, "quay.io").labels()).containsEntry("a", "b");

        server.verify(
                1,
                getRequestedFor(urlEqualTo("/token?service=hub&scope=repository%3Acohort%2Fbase%3Apull"))
                        .withHeader("Authorization", absent()));
    }

    @Test
    void inEcrTheCredentialsOfAwsSignInOnce() throws InterruptedException {
        challenge("Basic realm=\"https://" + ECR + "/\",service=\"ecr.amazonaws.com\"");
        String token = Base64.getEncoder().encodeToString("AWS:pw".getBytes(StandardCharsets.UTF_8));
        ecr(okJson("{\"authorizationData\":[{\"authorizationToken\":\"" + token + "\"}]}"));
        serve("Basic " + token);
        Logins logins = new EcrLogins();

        assertThat(find(logins, ECR).pinned()).isEqualTo(ECR + "/cohort/base@" + RealRegistry.digest(MANIFEST));
        assertThat(find(logins, ECR).labels()).containsEntry("a", "b");

        server.verify(
                1,
                postRequestedFor(urlEqualTo("/"))
                        .withHeader(
                                "X-Amz-Target", equalTo("AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken")));
        assertThat(logins.of("quay.io")).isEmpty();
    }

    @Test
    void whoMayNotSignInToEcrIsToldWhatItTakes() {
        challenge("Basic realm=\"https://" + ECR + "/\"");
        ecr(fault("AccessDeniedException", "User: lab is not authorized to perform: ecr:GetAuthorizationToken"));

        RegistryFailure failure = unfound(new EcrLogins(), ECR);

        assertThat(failure.why())
                .isEqualTo(
                        "ECR does not let these credentials sign in: AccessDeniedException: User: lab is not authorized"
                                + " to perform: ecr:GetAuthorizationToken");
        assertThat(failure.hint())
                .isEqualTo("renew the credentials, or let them do ecr:GetAuthorizationToken and ecr:BatchGetImage");
    }

    @Test
    void whoMayNotReadInEcrIsToldSo() {
        server.stubFor(any(anyUrl())
                .willReturn(
                        status(403).withBody("{\"errors\":[{\"code\":\"DENIED\",\"message\":\"not authorized\"}]}")));

        RegistryFailure failure = unfound(RegistryAccessTest::nobody, ECR);

        assertThat(failure.why())
                .isEqualTo("there is no repository cohort/base at " + ECR + ", or no right to read it");
        assertThat(failure.hint()).isEqualTo("push it there, or let these credentials do ecr:BatchGetImage on it");
    }

    @Test
    void contentThatLiesElsewhereIsFetchedThereByNobody() throws InterruptedException {
        challenge("Basic realm=\"x\"");
        serve("Basic bGFiOnB3");
        server.stubFor(get(BLOB)
                .withHeader("Authorization", equalTo("Basic bGFiOnB3"))
                .willReturn(status(307).withHeader("Location", "/bucket/blob?signature=1")));
        server.stubFor(get(urlEqualTo("/bucket/blob?signature=1"))
                .withHeader("Authorization", absent())
                .willReturn(okJson(CONFIG)));

        assertThat(find(registry -> Optional.of(new Login("lab", "pw")), "quay.io")
                        .labels())
                .containsEntry("a", "b");
    }

    @Test
    void whatIsNotWhatItsDigestSaysIsRefused() {
        server.stubFor(get(TAG).willReturn(okJson(MANIFEST)));
        server.stubFor(get(BLOB).willReturn(okJson(CONFIG.replace("amd64", "evil1"))));

        assertThat(unfound(RegistryAccessTest::nobody, "quay.io").why())
                .isEqualTo("its registry quay.io (asked at " + server.baseUrl().substring("http://".length())
                        + ") can't be reached: what it sends is not what its digest says");
    }

    @Test
    void aMomentOfFailureIsOutlivedAndALongerOneTold() throws InterruptedException {
        server.stubFor(get(BLOB).willReturn(okJson(CONFIG)));
        server.stubFor(get(TAG).inScenario("moment")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(status(503))
                .willSetStateTo("over"));
        server.stubFor(get(TAG).inScenario("moment").whenScenarioStateIs("over").willReturn(okJson(MANIFEST)));
        assertThat(find(RegistryAccessTest::nobody, "quay.io").labels()).containsEntry("a", "b");

        assertThat(waits).containsExactly(0);
        waits.clear();

        server.stubFor(get(TAG).willReturn(status(503)));
        RegistryFailure failing = unfound(RegistryAccessTest::nobody, "quay.io");
        assertThat(failing.why()).startsWith("its registry quay.io answers 503");
        assertThat(failing.isUnanswered()).isTrue();
        assertThat(waits).containsExactly(0, 1, 2, 3);
    }

    @Test
    void aRegistryThatIsAskedTooOftenIsLeftAloneForLongerAndLonger() throws InterruptedException {
        server.stubFor(get(BLOB).willReturn(okJson(CONFIG)));
        server.stubFor(get(TAG).inScenario("crowd")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(status(429))
                .willSetStateTo("over"));
        server.stubFor(get(TAG).inScenario("crowd").whenScenarioStateIs("over").willReturn(okJson(MANIFEST)));
        assertThat(find(RegistryAccessTest::nobody, "quay.io").labels()).containsEntry("a", "b");
        assertThat(waits).containsExactly(0);
        waits.clear();

        server.stubFor(get(TAG).willReturn(status(429)));
        RegistryFailure refused = unfound(RegistryAccessTest::nobody, "quay.io");
        assertThat(refused.why()).isEqualTo("its registry quay.io has been asked too often");
        assertThat(refused.hint()).isEqualTo("wait a while, or log in there: docker login quay.io");
        assertThat(refused.isUnanswered()).isTrue();
        assertThat(waits).containsExactly(0, 1, 2, 3);
    }

    private RegistryFailure unreached(String place, Map<String, String> environment) {
        return catchThrowableOfType(
                RegistryFailure.class,
                () -> registry(place, RegistryAccessTest::nobody, environment)
                        .find("lab/tool", "docker.io/lab/tool:1"));
    }

    @Test
    void whereNobodyListensIsToldInWords() {
        RegistryFailure failure = unreached("http://127.0.0.1:1", Map.of());
        assertThat(failure.why())
                .isEqualTo("its registry docker.io (asked at 127.0.0.1:1) can't be reached: nobody listens there");
        assertThat(failure.hint())
                .isEqualTo(
                        "see that this is the registry's name and that this machine reaches it; HTTPS_PROXY and NO_PROXY"
                                + " are heard");
        assertThat(failure.isUnanswered()).isTrue();
    }

    @Test
    void aHostThatTheNetworkDoesNotKnowIsToldInWords() {
        assertThat(unreached("https://registry.nowhere.invalid", Map.of()).why())
                .isEqualTo(
                        "its registry docker.io (asked at registry.nowhere.invalid) can't be reached: the network knows no"
                                + " such host");
    }

    @Test
    void aProxyIsHeardAndNamed() {
        assertThat(unreached("https://registry.nowhere.invalid", Map.of("HTTPS_PROXY", "http://127.0.0.1:1"))
                        .why())
                .isEqualTo(
                        "its registry docker.io (asked at registry.nowhere.invalid, by the proxy 127.0.0.1:1) can't be"
                                + " reached: nobody listens there");
    }

    @Test
    void nonsenseIsToldAsSuch() {
        server.stubFor(get(TAG).willReturn(okJson("<html>")));
        assertThat(unfound(RegistryAccessTest::nobody, "quay.io").why())
                .startsWith("its registry quay.io answers in a way that makes no sense: ");

        server.stubFor(get(TAG).willReturn(okJson("{\"schemaVersion\":1}")));
        assertThat(unfound(RegistryAccessTest::nobody, "quay.io").why())
                .isEqualTo("it is stored in a form that is out of use (schema 1)");
    }

    @Test
    void aPasswordIsNotPrinted() {
        assertThat(new Login("lab", "pw")).hasToString("lab:…");
    }
}
