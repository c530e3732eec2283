package dev.cohort.orchestrator.engine.aws;

import static dev.cohort.orchestrator.engine.aws.FakeAws.error;
import static dev.cohort.orchestrator.engine.aws.FakeAws.json;
import static dev.cohort.orchestrator.engine.aws.FakeAws.nothing;
import static dev.cohort.orchestrator.engine.aws.FakeAws.reset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.cohort.contract.Json;
import dev.cohort.orchestrator.engine.Compute;
import dev.cohort.orchestrator.engine.ComputeFailure;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each job exactly once, whatever AWS answers, or does not. */
@Timeout(60)
class SubmissionsTest {
    private static final ResponseDefinitionBuilder BUSY = error(429, "TooManyRequestsException", "Too Many Requests");
    private static final ResponseDefinitionBuilder TAKEN = json("{'jobName': 'j', 'jobId': 'new'}");
    private static final ResponseDefinitionBuilder NONE = json("{'jobSummaryList': []}");
    private static final String THERE = "{'jobId': '%s', 'jobName': '%s', 'createdAt': %d, 'status': 'RUNNABLE'}";

    private final FakeAws aws = new FakeAws();
    private final AwsClients clients = aws.patientClients();
    private final StillPauses pauses = new StillPauses();
    private final Submissions submissions = new Submissions(new BatchCalls(clients), pauses);

    @AfterEach
    void close() {
        clients.close();
        aws.close();
    }

    @BeforeEach
    void tellOfNoEnvironment() {
        aws.on("describejobs", json("{'jobs': []}"));
    }

    private Compute.Licence licence = () -> {};

    private String submit() throws InterruptedException {
        Json request = Json.object()
                .put("jobName", "j")
                .put("jobQueue", "q")
                .put("jobDefinition", "d:1")
                .build();
        return submissions.submit(sought("j"), request, licence);
    }

    private static Sought sought(String name) {
        return new Sought("q", name, Map.of("COHORT_JOB", "s3://ours/" + name));
    }

    private static String described(String id, String address) {
        return "{'jobId': '" + id + "', 'jobName': 'j', 'container': {'environment': [{'name': 'COHORT_JOB', 'value': '"
                + address + "'}]}}";
    }

    private static ResponseDefinitionBuilder listed(String... jobs) {
        return json("{'jobSummaryList': [" + String.join(",", jobs) + "]}");
    }

    private static String job(String id, String name, long at) {
        return THERE.formatted(id, name, at);
    }

    @Test
    void aStormOfRefusalsIsWaitedOutLongerAndLonger() throws InterruptedException {
        ResponseDefinitionBuilder[] answers = Stream.concat(Collections.nCopies(12, BUSY).stream(), Stream.of(TAKEN))
                .toArray(ResponseDefinitionBuilder[]::new);
        aws.on("submitjob", answers);

        assertThat(submit()).isEqualTo("new");
        assertThat(aws.asked("submitjob")).hasSize(13);
        assertThat(aws.asked("listjobs")).as("a refusal is clear").isEmpty();
        assertThat(pauses.waits).startsWith(Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofMillis(1000));
        assertThat(pauses.waits).endsWith(Duration.ofSeconds(10));
    }

    @Test
    void refusalsThatDoNotEndAreTold() {
        aws.on("submitjob", BUSY);

        assertThatThrownBy(this::submit)
                .isInstanceOfSatisfying(
                        ComputeFailure.class,
                        fault -> assertThat(fault.isEnvironment()).isFalse())
                .hasMessage("the job j can't be submitted: AWS asks for fewer calls, and did so too often");
        assertThat(aws.asked("submitjob")).hasSize(61);
    }

    static Stream<ResponseDefinitionBuilder> unclear() {
        return Stream.of(
                reset(), nothing(), error(500, "ServerException", "oops"), error(503, "ServiceUnavailable", "oops"));
    }

    @ParameterizedTest
    @MethodSource("unclear")
    void aSubmissionThatWasTakenThoughNobodySaidSoIsFoundAndNotRepeated(ResponseDefinitionBuilder answer)
            throws InterruptedException {
        aws.on("submitjob", answer, TAKEN);
        aws.on("listjobs", NONE, listed(job("first", "j", 1)));

        assertThat(submit()).isEqualTo("first");
        assertThat(aws.asked("submitjob")).hasSize(1);
        assertThat(aws.asked("listjobs")).hasSize(2).allMatch(body -> body.contains("JOB_NAME"));
        assertThat(pauses.waits).containsExactly(Duration.ofSeconds(35));
    }

    @ParameterizedTest
    @MethodSource("unclear")
    void aSubmissionThatWasNotTakenIsRepeatedOnceTwoLooksFoundNothing(ResponseDefinitionBuilder answer)
            throws InterruptedException {
        aws.on("submitjob", answer, TAKEN);
        aws.on("listjobs", NONE);

        assertThat(submit()).isEqualTo("new");
        assertThat(aws.asked("submitjob")).hasSize(2);
        assertThat(aws.asked("listjobs")).hasSize(2);
        assertThat(pauses.waits).containsExactly(Duration.ofSeconds(35));
    }

    @Test
    void whatStaysUnclearIsTold() {
        aws.on("submitjob", reset());
        aws.on("listjobs", NONE);

        assertThatThrownBy(this::submit)
                .isInstanceOfSatisfying(
                        ComputeFailure.class, fault -> assertThat(fault.hint()).contains("try again in a while"))
                .hasMessage("the job j can't be submitted: AWS never said whether it took it, and it is not there");
        assertThat(aws.asked("submitjob")).hasSize(5);
    }

    @Test
    void ofSeveralTheOldestStays() throws InterruptedException {
        aws.on("submitjob", reset());
        aws.on("listjobs", listed(job("late", "j", 3), job("old", "j", 1), job("other", "J", 0), job("mid", "j", 2)));
        aws.on("terminatejob", json("{}"));

        assertThat(submit()).isEqualTo("old");
        assertThat(aws.asked("terminatejob"))
                .hasSize(2)
                .allMatch(body -> body.contains("Cohort: submitted twice; old stays"))
                .anyMatch(body -> body.contains("\"mid\""))
                .anyMatch(body -> body.contains("\"late\""));
    }

    @Test
    void aJobByTheNameThatWorksForAnotherStoreIsNeitherTakenNorEnded() throws InterruptedException {
        aws.on("submitjob", reset(), TAKEN);
        aws.on("listjobs", listed(job("theirs", "j", 1)));
        aws.on("describejobs", json("{'jobs': [" + described("theirs", "s3://theirs/j") + "]}"));

        assertThat(submit()).isEqualTo("new");
        assertThat(aws.asked("submitjob")).hasSize(2);
        assertThat(aws.asked("terminatejob")).isEmpty();
    }

    @Test
    void oursIsFoundAmongThoseOfOtherStores() throws InterruptedException {
        aws.on("listjobs", listed(job("theirs", "j", 1), job("ours", "j", 2)));
        aws.on(
                "describejobs",
                json("{'jobs': [" + described("ours", "s3://ours/j") + "," + described("theirs", "s3://theirs/j")
                        + "]}"));

        assertThat(submissions.find(sought("j"))).contains("ours");
        assertThat(aws.asked("terminatejob")).isEmpty();
    }

    @Test
    void aListIsReadToItsLastPage() throws InterruptedException {
        aws.on("submitjob", reset());
        aws.on("listjobs", json("{'jobSummaryList': [], 'nextToken': 'more'}"), listed(job("first", "j", 1)));

        assertThat(submit()).isEqualTo("first");
        assertThat(aws.asked("listjobs")).hasSize(2);
        assertThat(pauses.waits).isEmpty();
    }

    @Test
    void jobsOfWhoeverIsGoneAreLookedForWithOneWaitForAllOfThem() throws InterruptedException {
        aws.on("listjobs", NONE);

        for (int i = 0; i < 100; i++) {
            assertThat(submissions.find(sought("j" + i))).isEmpty();
        }
        assertThat(pauses.waits.stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(Duration.ofSeconds(35));
        assertThat(aws.asked("listjobs")).hasSize(200);
    }

    @Test
    void noMoreThanFortyAreSubmittedASecond() throws InterruptedException {
        aws.on("submitjob", TAKEN);
        for (int i = 0; i < 81; i++) {
            submit();
        }
        assertThat(Duration.ofNanos(pauses.nanos())).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void whoLostTheRunSubmitsNothingMore() {
        aws.on("submitjob", BUSY, TAKEN);
        AtomicInteger asked = new AtomicInteger();
        licence = () -> {
            if (asked.incrementAndGet() == 2) {
                throw new IllegalStateException("taken over");
            }
        };

        assertThatThrownBy(this::submit).hasMessage("taken over");
        assertThat(aws.asked("submitjob")).hasSize(1);
    }

    @Test
    void whatAwsRefusesIsNotTriedAgain() {
        aws.on("submitjob", error(400, "ClientException", "The job queue q is DISABLED and takes no jobs."));

        assertThatThrownBy(this::submit)
                .isInstanceOf(ComputeFailure.class)
                .hasMessage(
                        "the job j can't be submitted: AWS refused it: The job queue q is DISABLED and takes no jobs.");
        assertThat(List.of(aws.asked("submitjob").size(), aws.asked("listjobs").size()))
                .containsExactly(1, 0);
    }
}
