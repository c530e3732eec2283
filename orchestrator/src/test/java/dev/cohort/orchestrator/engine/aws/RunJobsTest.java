package dev.cohort.orchestrator.engine.aws;

import static dev.cohort.orchestrator.engine.aws.FakeAws.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.run.Submits;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The end of a run of which there is no plan. */
@Timeout(60)
class RunJobsTest {
    private final FakeAws aws = new FakeAws();
    private final AwsClients clients = aws.clients();

    @AfterEach
    void close() {
        clients.close();
        aws.close();
    }

    @Test
    void whatMayHaveBeenSubmittedIsLookedForInAllQueuesThatItMayBeIn() throws InterruptedException {
        aws.on("listjobs", "jobQueue", "usual", json("{'jobSummaryList': []}"));
        aws.on(
                "listjobs",
                "jobQueue",
                "big",
                json("{'jobSummaryList': [{'jobId': 'found', 'jobName': 'unclear', 'createdAt': 1}]}"));
        aws.on("terminatejob", json("{}"));

        new RunJobs(clients, Set.of("usual", "big"))
                .end(new Submits(Set.of("unclear"), Map.of("known", "id")), "cancelled");

        assertThat(aws.asked("terminatejob"))
                .containsExactlyInAnyOrder(
                        "{\"jobId\":\"id\",\"reason\":\"Cohort: cancelled\"}",
                        "{\"jobId\":\"found\",\"reason\":\"Cohort: cancelled\"}");
    }

    @Test
    void whatIsListedOnlyAfterAWhileIsEndedToo() throws InterruptedException {
        aws.on(
                "listjobs",
                json("{'jobSummaryList': []}"),
                json("{'jobSummaryList': [{'jobId': 'late', 'jobName': 'unclear', 'createdAt': 1}]}"));
        aws.on("terminatejob", json("{}"));

        new RunJobs(clients, Set.of("usual")).end(new Submits(Set.of("unclear"), Map.of()), "cancelled");

        assertThat(aws.asked("terminatejob")).containsExactly("{\"jobId\":\"late\",\"reason\":\"Cohort: cancelled\"}");
    }
}
