package dev.cohort.orchestrator.engine.aws;

import static dev.cohort.orchestrator.engine.aws.FakeAws.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.run.TaskCounts;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one look costs, and what it says where it does not ask about all. */
@Timeout(60)
class JobCountsTest {
    private static final String PAGE = IntStream.range(0, 100)
            .mapToObj(index -> "{'jobId': 'id:" + index + "', 'jobName': 'j', 'status': 'FAILED', 'startedAt': 5,"
                    + " 'statusReason': 'Essential container in task exited', 'arrayProperties': {'index': " + index
                    + "}}")
            .collect(Collectors.joining(","));

    private final FakeAws aws = new FakeAws();
    private final AwsClients clients = aws.clients();

    @AfterEach
    void close() {
        clients.close();
        aws.close();
    }

    private static String failed(String id, int tasks) {
        return "{'jobId': '" + id + "', 'jobName': 'j', 'status': 'FAILED', 'arrayProperties': {'size': 10000,"
                + " 'statusSummary': {'FAILED': " + tasks + ", 'SUCCEEDED': " + (10_000 - tasks) + "}}}";
    }

    @Test
    void ofVeryManyThatFailedSomeAreAskedAbout() {
        aws.on("describejobs", json("{'jobs': [" + failed("id", 4_000) + "]}"));
        aws.on("listjobs", json("{'jobSummaryList': [" + PAGE + "], 'nextToken': 'more'}"));

        assertThat(new JobCounts(clients).of(List.of("id")))
                .isEqualTo(Map.of("id", new JobCounts.Seen(new TaskCounts(6_000, 0, 4_000, 0, 0, 0), 3_000)));
        assertThat(aws.asked("listjobs")).hasSize(10);
    }

    @Test
    void ofManyJobsThatFailedSoAreSomeOnly() {
        List<String> ids = IntStream.range(0, 80).mapToObj(i -> "id" + i).toList();
        aws.on(
                "describejobs",
                json("{'jobs': [" + ids.stream().map(id -> failed(id, 100)).collect(Collectors.joining(",")) + "]}"));
        aws.on("listjobs", json("{'jobSummaryList': [" + PAGE + "]}"));

        Map<String, JobCounts.Seen> seen = new JobCounts(clients).of(ids);

        assertThat(aws.asked("listjobs")).hasSize(50);
        assertThat(seen.values()).allMatch(job -> job.counts().failed() == 100);
        assertThat(seen.values().stream().mapToInt(JobCounts.Seen::unlisted).sum())
                .isEqualTo(3_000);
    }

    @Test
    void aListThatLagsBehindIsNoFailureYet() {
        aws.on("describejobs", json("{'jobs': [" + failed("id", 150) + "]}"));
        aws.on("listjobs", json("{'jobSummaryList': [" + PAGE + "]}"));

        assertThat(new JobCounts(clients).of(List.of("id")))
                .containsEntry("id", new JobCounts.Seen(new TaskCounts(9_850, 0, 100, 0, 50, 0), 0));
    }
}
