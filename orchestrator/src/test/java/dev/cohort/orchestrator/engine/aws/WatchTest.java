package dev.cohort.orchestrator.engine.aws;

import static dev.cohort.orchestrator.engine.aws.FakeAws.error;
import static dev.cohort.orchestrator.engine.aws.FakeAws.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.cohort.contract.FailureKind;
import dev.cohort.orchestrator.catalog.GoodOutcomes;
import dev.cohort.orchestrator.engine.Compute.FailedAttempt;
import dev.cohort.orchestrator.engine.Compute.TaskEnd;
import dev.cohort.orchestrator.engine.ComputeFailure;
import dev.cohort.orchestrator.engine.JobView;
import dev.cohort.orchestrator.plan.Account;
import dev.cohort.orchestrator.plan.Holdings;
import dev.cohort.orchestrator.plan.PlannedJob;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.run.Plans;
import dev.cohort.orchestrator.run.TaskCounts;
import dev.cohort.store.Location;
import dev.cohort.store.Store;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How often AWS is asked, and what is made of its answers. */
@Timeout(60)
class WatchTest {
    private static final List<String> ID = List.of("id");

    @TempDir
    private Path folder;

    private final FakeAws aws = new FakeAws();
    private final AwsClients clients = aws.clients();
    private final StillPauses pauses = new StillPauses();
    private RunPlan plan = Plans.of(Plans.CHAIN, "s0");
    private Watch watch = watch();

    @BeforeEach
    void planned() {
        plan = Plans.of(Plans.CHAIN, folder.toString(), Holdings.none(), "s0", "s1", "s2", "s3");
        watch = watch();
        watch.add(first(), "id");
    }

    private Watch watch() {
        return watch(false);
    }

    private Watch watch(boolean takenOver) {
        Store store = Store.open(Location.of(Path.of(plan.settings().store())));
        return new Watch(plan, new GoodOutcomes(store, plan), new BatchCalls(clients), pauses, takenOver);
    }

    private PlannedJob first() {
        return plan.jobs().get(0);
    }

    @AfterEach
    void close() {
        clients.close();
        aws.close();
    }

    private ResponseDefinitionBuilder job(String status, String summary) {
        return json("{'jobs': [" + job("id", status, summary) + "]}");
    }

    private String job(String id, String status, String summary) {
        return "{'jobId': '" + id + "', 'jobName': '" + first().name() + "', 'status': '" + status
                + "', 'arrayProperties': {'size': 4, 'statusSummary': {" + summary + "}}}";
    }

    private static ResponseDefinitionBuilder failed(String... children) {
        return json("{'jobSummaryList': [" + String.join(",", children) + "]}");
    }

    private static String child(int index, String reason, String more) {
        return "{'jobId': 'id:" + index + "', 'jobName': 'j', 'status': 'FAILED', 'statusReason': '" + reason
                + "', 'arrayProperties': {'index': " + index + "}" + more + "}";
    }

    private JobView look() {
        return watch.look(ID).stream().findFirst().orElse(new JobView("id", false, TaskCounts.pending(4)));
    }

    private JobView lookLater() {
        pauses.pass(Duration.ofSeconds(30));
        return look();
    }

    @Test
    void aStatusThatNobodyKnowsIsOnlyWaitedFor() {
        aws.on("describejobs", job("HIBERNATING", "'HIBERNATING': 2, 'RUNNING': 1, 'SUCCEEDED': 1"));

        assertThat(look()).isEqualTo(new JobView("id", false, new TaskCounts(1, 0, 0, 0, 1, 2)));
    }

    @Test
    void looksAreRareWhileNothingHappensAndSoonAfterItDid() {
        aws.on("describejobs", job("PENDING", "'RUNNING': 4"));
        look();
        look();
        assertThat(aws.asked("describejobs")).as("the first look is at once").hasSize(1);

        IntStream.range(0, 600).forEach(second -> {
            pauses.pass(Duration.ofSeconds(1));
            look();
        });
        assertThat(aws.asked("describejobs")).hasSizeBetween(22, 28);

        int before = aws.asked("describejobs").size();
        watch.polls().soon();
        pauses.pass(Duration.ofSeconds(3));
        look();
        assertThat(aws.asked("describejobs")).hasSize(before + 1);
    }

    @Test
    void aHundredJobsAreOneCall() {
        aws.on("describejobs", json("{'jobs': []}"));
        List<String> ids = IntStream.range(0, 250).mapToObj(i -> "id" + i).toList();
        ids.forEach(id -> watch.add(first(), id));

        assertThat(watch.look(ids)).as("what was never seen says nothing").isEmpty();
        assertThat(aws.asked("describejobs")).hasSize(3);
    }

    @Test
    void thoseThatFailedAreListedWhenThereAreMoreOnly() {
        aws.on(
                "describejobs",
                job("PENDING", "'RUNNING': 3, 'FAILED': 1"),
                job("PENDING", "'RUNNING': 3, 'FAILED': 1"),
                job("PENDING", "'RUNNING': 2, 'FAILED': 2"));
        String own = child(1, "Essential container in task exited", ", 'container': {'exitCode': 1}");
        aws.on(
                "listjobs",
                failed(own),
                json("{'jobSummaryList': [" + own + "], 'nextToken': 'more'}"),
                failed(child(2, "Dependent Job failed", "")));

        assertThat(look().counts()).isEqualTo(new TaskCounts(0, 0, 1, 0, 3, 0));
        assertThat(lookLater().counts()).isEqualTo(new TaskCounts(0, 0, 1, 0, 3, 0));
        assertThat(aws.asked("listjobs")).hasSize(1);
        assertThat(lookLater().counts()).isEqualTo(new TaskCounts(0, 0, 1, 1, 2, 0));
        assertThat(aws.asked("listjobs")).hasSize(3);
        assertThat(watch.failures("id"))
                .containsExactlyInAnyOrder(
                        new TaskEnd(
                                1, TaskEnd.How.FAILED, "AWS Batch: Essential container in task exited; exit code 1"),
                        new TaskEnd(2, TaskEnd.How.UPSTREAM, "AWS Batch: Dependent Job failed", FailureKind.UPSTREAM));
        assertThat(aws.asked("listjobs"))
                .as("what was just listed is not listed again")
                .hasSize(3);
    }

    @Test
    void aJobThatHasEndedIsNotOverBeforeAllOfItIsListed() {
        aws.on("describejobs", job("FAILED", "'FAILED': 4"));
        String child = child(0, "Dependent Job failed", "");
        aws.on(
                "listjobs",
                failed(child),
                failed(
                        child,
                        child(1, "Dependent Job failed", ""),
                        child(2, "Dependent Job failed", ""),
                        child(3, "Dependent Job failed", "")));

        assertThat(look()).isEqualTo(new JobView("id", true, false, new TaskCounts(0, 0, 0, 1, 3, 0), null));
        assertThat(lookLater()).isEqualTo(new JobView("id", true, TaskCounts.upstream(4)));
    }

    @Test
    void aJobThatHasFailedIsOverAtOnceThoughWhatItLeftIsLookedAtWithTheOthersOfItsStep() {
        watch.add(first(), "other");
        aws.on(
                "describejobs",
                json("{'jobs': [" + job("id", "FAILED", "'SUCCEEDED': 3, 'FAILED': 1") + ","
                        + job("other", "PENDING", "'RUNNING': 4") + "]}"));
        aws.on("listjobs", failed(child(1, "Essential container in task exited", ", 'container': {'exitCode': 1}")));

        List<JobView> views = watch.look(List.of("id", "other"));

        assertThat(views)
                .extracting(JobView::id, JobView::over, JobView::ended)
                .containsExactly(tuple("id", true, false), tuple("other", false, false));
        assertThat(views.get(0).counts()).isEqualTo(new TaskCounts(3, 0, 1, 0, 0, 0));
    }

    private String alone(String status, String... attempts) {
        return "{'jobs': [{'jobId': 'id', 'jobName': '" + first().name() + "', 'status': '" + status
                + "', 'attempts': [" + String.join(",", attempts) + "]}]}";
    }

    private static String attempt(String reason, int exitCode) {
        return "{'startedAt': 1, 'statusReason': '" + reason + "', 'container': {'exitCode': " + exitCode + "}}";
    }

    /** Of an array AWS says so of each child alone, by a call. */
    @Test
    void ofAJobThatIsNoArrayTheAttemptsComeAlong() {
        plan = Plans.of(Plans.CHAIN, folder.toString(), Holdings.none(), "s0");
        watch = watch();
        watch.add(first(), "id");
        String reclaimed = attempt("Host EC2 (i-1) terminated.", 1);
        String may = attempt("Essential container in task exited", 75);
        String good = attempt("Essential container in task exited", 0);
        aws.on(
                "describejobs",
                json(alone("RUNNABLE", reclaimed)),
                json(alone("RUNNING", reclaimed, may)),
                json(alone("SUCCEEDED", reclaimed, may, good)));

        assertThat(look().counts()).isEqualTo(TaskCounts.pending(1).retried(1));
        assertThat(lookLater().counts()).isEqualTo(new TaskCounts(0, 0, 0, 0, 1, 0).retried(2));
        assertThat(watch.retries("id"))
                .containsExactly(
                        new FailedAttempt(
                                0, 1, FailureKind.SPOT_RECLAIMED, "AWS Batch: Host EC2 (i-1) terminated.; exit code 1"),
                        new FailedAttempt(0, 2, null, "AWS Batch: Essential container in task exited; exit code 75"));
        assertThat(lookLater().counts().retries())
                .as("the last was the good one")
                .isEqualTo(2);
        assertThat(aws.asked("listjobs")).isEmpty();
    }

    @Test
    void ofAJobThatHasEndedTheTasksAreListedOnce() {
        aws.on("describejobs", job("FAILED", "'SUCCEEDED': 2, 'FAILED': 2"));
        aws.on(
                "listjobs",
                failed(
                        child(1, "Essential container in task exited", ", 'container': {'exitCode': 1}"),
                        child(2, "Dependent Job failed", "")),
                error(500, "ServerException", "oops"));
        look();
        lookLater();

        for (int often = 0; often < 2; often++) {
            assertThat(watch.failures("id"))
                    .extracting(TaskEnd::index, TaskEnd::how, TaskEnd::reason, TaskEnd::kind)
                    .contains(
                            tuple(
                                    1,
                                    TaskEnd.How.FAILED,
                                    "AWS Batch: Essential container in task exited; exit code 1",
                                    null),
                            tuple(2, TaskEnd.How.UPSTREAM, "AWS Batch: Dependent Job failed", FailureKind.UPSTREAM));
        }
        assertThat(aws.asked("listjobs")).hasSize(1);
    }

    @Test
    void aListThatLagsBehindIsNotKept() {
        aws.on("describejobs", job("FAILED", "'SUCCEEDED': 2, 'FAILED': 2"));
        aws.on("listjobs", failed());
        for (int looks = 0; looks < 6; looks++) {
            lookLater();
        }
        aws.on("listjobs", failed(child(1, "Dependent Job failed", ""), child(2, "Dependent Job failed", "")));

        for (int often = 0; often < 2; often++) {
            assertThat(watch.failures("id")).extracting(TaskEnd::reason).contains("AWS Batch: Dependent Job failed");
        }
        assertThat(aws.asked("listjobs"))
                .as("five last ones, and one that is complete")
                .hasSize(6);
    }

    @Test
    void ofAJobThatWentWellNoTasksAreListed() {
        aws.on("describejobs", job("SUCCEEDED", "'SUCCEEDED': 4"));
        aws.on("listjobs", error(500, "ServerException", "oops"));
        look();

        assertThat(watch.failures("id")).extracting(TaskEnd::reason).allMatch(why -> why.contains("left no outcome"));
        assertThat(aws.asked("listjobs")).isEmpty();
    }

    @Test
    void aJobThatWentWellIsNotOverBeforeItsCountsSaySo() {
        aws.on(
                "describejobs",
                job("SUCCEEDED", ""),
                job("SUCCEEDED", "'SUCCEEDED': 3, 'RUNNING': 1"),
                job("SUCCEEDED", "'SUCCEEDED': 4"));
        aws.on("listjobs", failed());

        assertThat(look()).satisfies(view -> {
            assertThat(view.over()).isFalse();
            assertThat(view.counts().upstream()).isZero();
        });
        assertThat(lookLater().over()).isFalse();
        assertThat(lookLater().over()).isTrue();
    }

    @Test
    void anArrayThatWaitedInVainForAWholeJobNeedsNoChildren() {
        aws.on("describejobs", job("FAILED", ""));
        aws.on("listjobs", failed());

        assertThat(look()).isEqualTo(new JobView("id", true, TaskCounts.upstream(4)));
    }

    @Test
    void whatWasStoppedIsNobodysFailure() {
        aws.on("describejobs", job("FAILED", "'FAILED': 4"));
        aws.on(
                "listjobs",
                failed(
                        child(0, "Cohort: cancelled", ", 'startedAt': 5"),
                        child(1, "Cohort: cancelled", ""),
                        child(2, "Host EC2 (instance i-1) terminated.", ", 'startedAt': 5"),
                        child(3, "Dependent Job failed", "")));

        assertThat(look().counts()).isEqualTo(new TaskCounts(0, 0, 1, 2, 0, 0, 1));
        assertThat(watch.failures("id"))
                .filteredOn(end -> end.how() == TaskEnd.How.FAILED)
                .extracting(TaskEnd::kind)
                .containsExactly(FailureKind.SPOT_RECLAIMED);
    }

    /** Of a run that knows which queue it went to. */
    private void inQueue(String arn) {
        plan = Plans.of(
                Plans.graph(Plans.CHAIN),
                folder.toString(),
                Account.of("mixed").queueArn(arn),
                Holdings.none(),
                "s0",
                "s1",
                "s2",
                "s3");
        watch = watch();
        watch.add(first(), "id");
    }

    private void hasQueues(String... arns) {
        aws.on(
                "describejobqueues",
                json("{'jobQueues': ["
                        + Stream.of(arns)
                                .map(arn -> "{'jobQueueName': 'mixed', 'jobQueueArn': '" + arn + "'}")
                                .collect(Collectors.joining(","))
                        + "]}"));
    }

    private void lookAndSeeNothing(int looks) {
        aws.on("describejobs", json("{'jobs': []}"));
        for (int i = 0; i < looks; i++) {
            assertThat(lookLater().ended()).isFalse();
        }
    }

    private void isWhatItLeft() {
        assertThat(lookLater()).isEqualTo(new JobView("id", true, new TaskCounts(0, 0, 4, 0, 0, 0)));
        assertThat(watch.failures("id"))
                .hasSize(4)
                .extracting(TaskEnd::reason)
                .containsOnly("AWS Batch does not know its job any more, and it left no outcome");
        assertThat(watch.unknown()).isEmpty();
    }

    private static final String ARN = "arn:aws:batch:eu-west-1:123456789012:job-queue/mixed";

    @Test
    void aJobThatIsNotKnownWhereItsQueueIsIsWhatItLeft() {
        inQueue(ARN);
        hasQueues(ARN);
        lookAndSeeNothing(5);

        isWhatItLeft();
        assertThat(aws.asked("describejobqueues")).hasSize(1);
    }

    @Test
    void aJobThatIsNotKnownIsWhatItLeftIfSomebodySaysThatThisIsItsAccount() {
        watch = watch(true);
        watch.add(first(), "id");
        lookAndSeeNothing(5);

        isWhatItLeft();
        assertThat(aws.asked("describejobqueues")).isEmpty();
    }

    @Test
    void jobsThatAreNotKnownAreToldOfWhileItIsNotClearWhatBecameOfThem() {
        inQueue(ARN);
        hasQueues(ARN);
        lookAndSeeNothing(2);
        assertThat(watch.unknown()).as("a new one may be known soon").isEmpty();

        lookAndSeeNothing(1);
        assertThat(watch.unknown()).contains("AWS Batch does not know 1 job of this run");

        aws.on("describejobs", job("PENDING", "'RUNNING': 4"));
        assertThat(lookLater().counts().running()).isEqualTo(4);
        assertThat(watch.unknown()).isEmpty();
    }

    @Test
    void aJobThatIsNotKnownWhereItsQueueIsNotIsOfAnotherAccountAndNotLost() {
        inQueue(ARN);
        hasQueues(ARN.replace("123456789012", "999999999999"));
        lookAndSeeNothing(5);

        ComputeFailure failure = catchThrowableOfType(ComputeFailure.class, this::lookLater);

        assertThat(failure)
                .hasMessage("AWS Batch does not know the job id of this run, which it keeps for a week, and its queue "
                        + ARN + " is not there");
        assertThat(failure.isEnvironment()).isTrue();
        assertThat(failure.hint())
                .contains(
                        "look at AWS_PROFILE and --region: these may be of another account; if they are those of the run,"
                                + " --take-over counts what its jobs left as done, and the rest as failed");
    }

    @Test
    void ofManyJobsOfAStepThatAwsHasForgottenOneListingTells() {
        AtomicInteger listings = new AtomicInteger();
        Store store = Store.open(Location.of(folder));
        Store counted = (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    listings.addAndGet(method.getName().equals("list") ? 1 : 0);
                    return method.invoke(store, arguments);
                });
        watch = new Watch(plan, new GoodOutcomes(counted, plan), new BatchCalls(clients), pauses, true);
        aws.on("describejobs", json("{'jobs': []}"));
        List<String> ids = IntStream.range(0, 30).mapToObj(i -> "id" + i).toList();
        ids.forEach(id -> watch.add(first(), id));

        for (int i = 0; i < 6; i++) {
            pauses.pass(Duration.ofSeconds(30));
            watch.look(ids);
        }

        assertThat(watch.look(ids)).hasSize(30).allMatch(JobView::ended);
        assertThat(listings).hasValue(1);
    }

    @Test
    void aJobOfWhichNobodyKnowsTheQueueMayBeOfAnotherAccount() {
        lookAndSeeNothing(5);

        assertThatThrownBy(this::lookLater)
                .isInstanceOf(ComputeFailure.class)
                .hasMessage("AWS Batch does not know the job id of this run, which it keeps for a week");
    }

    @Test
    void anAwsThatFailsForAWhileIsBorne() {
        aws.on(
                "describejobs",
                error(500, "ServerException", "oops"),
                error(429, "TooManyRequestsException", "slow down"),
                FakeAws.reset(),
                job("PENDING", "'RUNNING': 4"));

        assertThat(look().counts()).isEqualTo(TaskCounts.pending(4));
        assertThat(watch.silence()).contains("the jobs can't be looked at: AWS has failed: oops");
        lookLater();
        assertThat(watch.silence()).isPresent();
        lookLater();
        assertThat(watch.silence()).hasValueSatisfying(why -> assertThat(why).contains("no answer came from http://"));
        assertThat(lookLater().counts().running()).isEqualTo(4);
        assertThat(watch.silence()).isEmpty();
    }

    @Test
    void tasksThatCantBeListedAreAskedForAgainForAWhile() {
        aws.on("describejobs", job("PENDING", "'RUNNING': 3, 'FAILED': 1"));
        aws.on("listjobs", error(429, "TooManyRequestsException", "slow down"));

        assertThat(listing())
                .satisfies(failure -> assertThat(failure.isPassing()).isTrue());
        int asked = aws.asked("listjobs").size();
        listing();
        assertThat(aws.asked("listjobs")).as("not at once").hasSize(asked);
        pauses.pass(Duration.ofMinutes(8));
        assertThat(listing().isPassing()).isTrue();
        pauses.pass(Duration.ofMinutes(8));
        assertThat(listing())
                .hasMessage("the tasks of the job id can't be listed: AWS asks for fewer calls, and did so too often")
                .satisfies(failure -> assertThat(failure.isPassing()).isFalse());
    }

    @Test
    void aRefusalThatAListAtALookMadeGoodIsNotCountedLater() {
        aws.on("describejobs", job("PENDING", "'RUNNING': 3, 'FAILED': 1"));
        ResponseDefinitionBuilder hiccup = error(500, "ServerException", "oops");
        aws.on("listjobs", hiccup, failed(child(0, "so", "")), hiccup);
        listing();
        assertThat(watch.silence()).isPresent();

        pauses.pass(Duration.ofMinutes(14));
        look();
        assertThat(watch.silence()).isEmpty();
        pauses.pass(Duration.ofMinutes(2));
        look();

        assertThat(listing().isPassing()).isTrue();
    }

    @Test
    void aRefusalThatNobodyCameBackToIsNotCountedLater() {
        aws.on("describejobs", job("PENDING", "'RUNNING': 3, 'FAILED': 1"));
        aws.on("listjobs", error(500, "ServerException", "oops"));
        listing();

        pauses.pass(Duration.ofHours(1));
        assertThat(watch.silence()).isEmpty();
        assertThat(listing().isPassing()).isTrue();
    }

    @Test
    void thatTheTasksOfAnotherJobCanBeListedIsNoReasonToWaitForEver() {
        watch.add(first(), "other");
        aws.on("describejobs", "jobs[0]", "other", json("{'jobs': [" + job("other", "FAILED", "'FAILED': 4") + "]}"));
        aws.on("describejobs", "jobs[0]", "id", job("FAILED", "'FAILED': 4"));
        aws.on("listjobs", "arrayJobId", "other", failed(child(0, "so", "")));
        aws.on("listjobs", "arrayJobId", "id", error(500, "ServerException", "oops"));

        for (int minute = 0; minute < 15; minute++) {
            assertThat(watch.failures("other")).isNotEmpty();
            assertThat(listing().isPassing()).isTrue();
            assertThat(watch.silence()).contains("the tasks of the job id can't be listed: AWS has failed: oops");
            pauses.pass(Duration.ofMinutes(1));
        }
        pauses.pass(Duration.ofMinutes(1));
        assertThat(watch.failures("other")).isNotEmpty();
        assertThat(listing().isPassing()).isFalse();
    }

    @Test
    void tasksThatMayNotBeListedAreNotWaitedFor() {
        aws.on("describejobs", job("PENDING", "'RUNNING': 3, 'FAILED': 1"));
        aws.on("listjobs", error(403, "ExpiredTokenException", "expired"));

        assertThat(listing().isPassing()).isFalse();
    }

    private ComputeFailure listing() {
        return catchThrowableOfType(ComputeFailure.class, () -> watch.failures("id"));
    }

    @Test
    void anAwsThatFailsForLongIsTold() {
        aws.on("describejobs", error(500, "ServerException", "oops"));
        look();
        pauses.pass(Duration.ofMinutes(16));

        assertThatThrownBy(this::look)
                .isInstanceOf(ComputeFailure.class)
                .hasMessage("the jobs can't be looked at: AWS has failed: oops");
    }

    @Test
    void expiredCredentialsAreToldAtOnce() {
        aws.on("describejobs", error(403, "ExpiredTokenException", "expired"));

        assertThatThrownBy(this::look)
                .isInstanceOf(ComputeFailure.class)
                .hasMessage("the jobs can't be looked at: the AWS credentials have expired");
    }
}
