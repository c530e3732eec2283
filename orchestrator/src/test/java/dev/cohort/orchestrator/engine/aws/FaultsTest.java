package dev.cohort.orchestrator.engine.aws;

import static dev.cohort.orchestrator.engine.aws.FakeAws.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.cohort.orchestrator.engine.ComputeFailure;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What users are told when AWS can't be asked, or says no. */
class FaultsTest {
    private static ComputeFailure told(ResponseDefinitionBuilder answer) {
        try (FakeAws aws = new FakeAws();
                AwsClients clients = aws.clients()) {
            aws.on("terminatejob", answer);
            return told(clients);
        }
    }

    private static ComputeFailure told(AwsClients clients) {
        return catchThrowableOfType(ComputeFailure.class, () -> new BatchCalls(clients).terminate("job-1", "enough"));
    }

    private static void isOfTheEnvironment(ComputeFailure failure, String message, String hint) {
        assertThat(failure.isEnvironment()).isTrue();
        assertThat(failure).hasMessage("the job job-1 can't be ended: " + message);
        assertThat(failure.hint()).contains(hint);
    }

    private static void isOfTheService(ComputeFailure failure, String message, String hint) {
        assertThat(failure.isEnvironment()).isFalse();
        assertThat(failure).hasMessage("the job job-1 can't be ended: " + message);
        assertThat(failure.hint()).contains(hint);
    }

    @Test
    void expiredCredentials() {
        isOfTheEnvironment(
                told(error(403, "ExpiredTokenException", "The security token included in the request is expired")),
                "the AWS credentials have expired",
                "get new ones, for instance with `aws sso login`");
    }

    @Test
    void unknownCredentials() {
        isOfTheEnvironment(
                told(error(403, "UnrecognizedClientException", "The security token is invalid.")),
                "AWS does not know these credentials",
                "look at AWS_PROFILE and AWS_ACCESS_KEY_ID; `aws sts get-caller-identity` shows who you are");
    }

    @Test
    void whatIsNotAllowedIsToldWithItsAction() {
        String words = "User: arn:aws:iam::1:user/ann is not authorized to perform: batch:TerminateJob on resource: x";
        isOfTheEnvironment(
                told(error(403, "AccessDeniedException", words)),
                "AWS does not allow it: " + words,
                "let the role or user that you are do `batch:TerminateJob`; `aws sts get-caller-identity` shows who you are");
    }

    @Test
    void aQueueThatIsNotThere() {
        isOfTheEnvironment(
                told(error(400, "ClientException", "JobQueue arn:aws:batch:x does not exist.")),
                "there is no such queue: JobQueue arn:aws:batch:x does not exist.",
                "look at --queue and --region; `aws batch describe-job-queues` lists those that are there");
    }

    @Test
    void tooManyCalls() {
        isOfTheService(
                told(error(429, "TooManyRequestsException", "Too Many Requests")),
                "AWS asks for fewer calls, and did so too often",
                "try again in a while");
    }

    @Test
    void aServerThatFails() {
        isOfTheService(told(error(500, "ServerException", "oops")), "AWS has failed: oops", "try again in a while");
    }

    private static final URI NOBODY = URI.create("http://127.0.0.1:1");

    @Test
    void nobodyWhoListens() {
        try (AwsClients clients = LocalBatchServer.clients(NOBODY)) {
            ComputeFailure failure = catchThrowableOfType(
                    ComputeFailure.class,
                    () -> BatchCalls.told(
                            "the job job-1 can't be ended",
                            () -> clients.submitting().terminateJob(r -> r.jobId("job-1"))));
            isOfTheService(
                    failure,
                    "no answer came from http://127.0.0.1:1: nobody listens there (Connection refused)",
                    "look at the network, at --region, at HTTPS_PROXY and at AWS_ENDPOINT_URL_BATCH");
        }
    }

    @Test
    void whoOnlyLooksIsToldSoonThatNobodyListens() {
        try (AwsClients clients = LocalBatchServer.clients(NOBODY)) {
            ComputeFailure failure =
                    catchThrowableOfType(ComputeFailure.class, () -> Queues.look(clients, List.of("mixed")));
            assertThat(failure)
                    .hasMessage("the job queues can't be looked at: no answer came from http://127.0.0.1:1: nobody"
                            + " listens there (Connection refused)")
                    .hasStackTraceContaining("SDK Attempt Count: 4)");
        }
    }

    @Test
    void logsAreAskedForAtAnAddressOfTheirOwn() {
        try (AwsClients clients = LocalBatchServer.clients(NOBODY)) {
            ComputeFailure failure = catchThrowableOfType(
                    ComputeFailure.class,
                    () -> BatchCalls.told("no log", () -> clients.logs().getLogEvents(r -> r.logStreamName("a"))));
            assertThat(failure.hint())
                    .contains(
                            "look at the network, at --region, at HTTPS_PROXY and at AWS_ENDPOINT_URL_CLOUDWATCH_LOGS");
        }
    }

    @Test
    void aHostThatIsNotThere() {
        try (AwsClients clients = LocalBatchServer.clients(URI.create("https://batch.nowhere.invalid"))) {
            assertThat(catchThrowableOfType(
                            ComputeFailure.class,
                            () -> BatchCalls.told(
                                    "x", () -> clients.submitting().terminateJob(r -> r.jobId("job-1")))))
                    .hasMessage("x: no answer came from https://batch.nowhere.invalid: the network knows no such host");
        }
    }

    @Test
    void moreCanBeSaidToIt() {
        assertThat(ComputeFailure.service("x", "try again", null).and("or not").hint())
                .contains("try again; or not");
        assertThat(ComputeFailure.environment("x", null, null).and("or not").hint())
                .contains("or not");
    }
}
