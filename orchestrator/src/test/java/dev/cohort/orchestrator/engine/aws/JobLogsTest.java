package dev.cohort.orchestrator.engine.aws;

import static dev.cohort.orchestrator.engine.aws.FakeAws.error;
import static dev.cohort.orchestrator.engine.aws.FakeAws.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.cohort.orchestrator.engine.ComputeFailure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Logs as CloudWatch hands them out: in pages, some of them empty, and without an end that says so. */
class JobLogsTest {
    private final FakeAws aws = new FakeAws();
    private final AwsClients clients = aws.clients();
    private final JobLogs logs = new JobLogs(clients);
    private final List<String> lines = new ArrayList<>();

    @AfterEach
    void close() {
        clients.close();
        aws.close();
    }

    private static ResponseDefinitionBuilder page(String token, String... lines) {
        List<String> events = new ArrayList<>();
        for (String line : lines) {
            events.add("{'timestamp': 5, 'message': '" + line + "'}");
        }
        return json("{'events': [" + String.join(",", events) + "], 'nextForwardToken': '" + token + "'}");
    }

    private static ResponseDefinitionBuilder task(String status, String more) {
        return json("{'jobs': [{'jobId': 'id:3', 'jobName': 'j', 'status': '" + status + "'" + more + "}]}");
    }

    private static final String RUNNING =
            ", 'container': {'logStreamName': 's/1', 'logConfiguration': {'logDriver': 'awslogs',"
                    + " 'options': {'awslogs-group': '/lab'}}}";

    @Test
    void anEmptyPageIsNotTheEndAndATokenThatComesAgainIs() {
        aws.onLogs(page("a", "one"), page("b"), page("c", "two"), page("c"));

        logs.read(new JobLogs.Attempt(1, "/aws/batch/job", "s/1"), line -> lines.add(line.text()));

        assertThat(lines).containsExactly("one", "two");
    }

    @Test
    void anAttemptThatNeverPrintedHasNothing() {
        aws.onLogs(error(400, "ResourceNotFoundException", "The specified log stream does not exist."));

        logs.read(new JobLogs.Attempt(1, "/aws/batch/job", "s/1"), line -> lines.add(line.text()));
        logs.read(new JobLogs.Attempt(1, "/aws/batch/job", null), line -> lines.add(line.text()));

        assertThat(lines).isEmpty();
    }

    @Test
    void whyATaskFailedIsKnownWithoutItsLog() {
        aws.on(
                "describejobs",
                task(
                        "FAILED",
                        ", 'statusReason': 'Task failed to start', 'container': {'reason': 'CannotPullContainerError: x'},"
                                + " 'attempts': [{'container': {'reason': 'CannotPullContainerError: x'}}]"));

        JobLogs.Told told = logs.look("id:3").orElseThrow();

        assertThat(told.reason()).isEqualTo("AWS Batch: Task failed to start; CannotPullContainerError: x");
        assertThat(told.attempts()).containsExactly(new JobLogs.Attempt(1, "/aws/batch/job", null));
    }

    private String standing(String more) {
        aws.on("describejobs", task("FAILED", more));
        return logs.look("id:3").orElseThrow().standing();
    }

    @Test
    void howATaskEndedIsToldInTheWordsByWhichItIsCounted() {
        assertThat(standing(", 'statusReason': 'Dependent Job failed'"))
                .isEqualTo("was not started: AWS Batch: Dependent Job failed");
        assertThat(standing(", 'isTerminated': true, 'statusReason': 'Cohort: cancelled'"))
                .isEqualTo("was not started: cancelled");
        assertThat(standing(", 'isTerminated': true, 'startedAt': 1, 'statusReason': 'Cohort: cancelled'"))
                .isEqualTo("was stopped: cancelled");
        assertThat(standing(", 'startedAt': 1, 'container': {'exitCode': 1}"))
                .isEqualTo("failed: AWS Batch: exit code 1");
    }

    @Test
    void aTaskIsFollowedThroughItsAttemptsUntilItEnds() throws InterruptedException {
        String second = RUNNING.replace("s/1", "s/2")
                + ", 'attempts': [{'startedAt': 1, 'container': {'logStreamName': 's/1', 'exitCode': 75}}]";
        aws.on(
                "describejobs",
                task("RUNNABLE", ""),
                task("RUNNING", RUNNING),
                task("RUNNING", second),
                task("SUCCEEDED", second));
        aws.onLogs(
                page("a", "first"), page("a"), page("a", "more"), page("a"), page("b", "second"), page("b"), page("b"));

        logs.follow("id:3", null, line -> lines.add(line.text()));

        assertThat(lines).containsExactly("first", "more", "second");
        assertThat(logs.look("id:3").orElseThrow().attempts())
                .containsExactly(new JobLogs.Attempt(1, "/lab", "s/1"), new JobLogs.Attempt(2, "/lab", "s/2"));
    }

    @Test
    void aLogThatMayNotBeReadIsTold() {
        aws.onLogs(error(400, "AccessDeniedException", "User: ann is not authorized to perform: logs:GetLogEvents"));

        assertThatThrownBy(() -> logs.read(new JobLogs.Attempt(1, "/lab", "s/1"), line -> true))
                .isInstanceOfSatisfying(
                        ComputeFailure.class,
                        fault -> assertThat(fault.hint())
                                .contains(
                                        "let the role or user that you are do `logs:GetLogEvents`; `aws sts get-caller-identity` shows who"
                                                + " you are"))
                .hasMessageStartingWith("the log s/1 can't be read: AWS does not allow it");
    }
}
