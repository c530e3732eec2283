package dev.cohort.orchestrator.engine.aws;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.ScenarioMappingBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URI;
import java.util.List;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;

/** A server that answers AWS's own clients as a test says, call by call, and keeps what they asked. */
public final class FakeAws implements AutoCloseable {
    private final WireMockServer server =
            new WireMockServer(options().dynamicPort().containerThreads(8));
    private int scenarios;

    public FakeAws() {
        server.start();
    }

    /** Clients that give up at the first fault. */
    AwsClients clients() {
        return clients("eu-west-1");
    }

    public AwsClients clients(String region) {
        URI endpoint = URI.create(server.baseUrl());
        return new AwsClients(
                region,
                builder -> {
                    LocalBatchServer.at(builder, endpoint);
                    builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                            .retryStrategy(AwsRetryStrategy.doNotRetry())
                            .build());
                },
                new StillPauses());
    }

    /** As they are made for users. */
    AwsClients patientClients() {
        return LocalBatchServer.clients(URI.create(server.baseUrl()));
    }

    public static ResponseDefinitionBuilder json(String body) {
        return aResponse().withHeader("Content-Type", "application/json").withBody(body.replace('\'', '"'));
    }

    public static ResponseDefinitionBuilder error(int status, String code, String message) {
        return json("{'message': '" + message + "'}").withStatus(status).withHeader("x-amzn-ErrorType", code);
    }

    static ResponseDefinitionBuilder reset() {
        return aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER);
    }

    static ResponseDefinitionBuilder nothing() {
        return aResponse().withFault(Fault.EMPTY_RESPONSE);
    }

    /** Answers an operation so, each time in its turn, and from then on as the last time. */
    public void on(String operation, ResponseDefinitionBuilder... answers) {
        inTurn("/v1/" + operation, answers);
    }

    /** CloudWatch Logs has one path for all that it can do. */
    public void onLogs(ResponseDefinitionBuilder... answers) {
        inTurn("/", answers);
    }

    private void inTurn(String path, ResponseDefinitionBuilder... answers) {
        String scenario = path + scenarios++;
        for (int i = 0; i < answers.length; i++) {
            ScenarioMappingBuilder stub = post(urlPathEqualTo(path))
                    .inScenario(scenario)
                    .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "after " + i)
                    .willReturn(answers[i]);
            server.stubFor(i == answers.length - 1 ? stub : stub.willSetStateTo("after " + (i + 1)));
        }
    }

    /** Answers an operation so where a field of the request has this value. */
    void on(String operation, String field, String value, ResponseDefinitionBuilder answer) {
        server.stubFor(post(urlPathEqualTo("/v1/" + operation))
                .withRequestBody(matchingJsonPath("$." + field, equalTo(value)))
                .willReturn(answer));
    }

    /** The bodies of the requests for an operation, in their order. */
    public List<String> asked(String operation) {
        return server.findAll(postRequestedFor(urlPathEqualTo("/v1/" + operation))).stream()
                .map(LoggedRequest::getBodyAsString)
                .toList();
    }

    @Override
    public void close() {
        server.stop();
    }
}
