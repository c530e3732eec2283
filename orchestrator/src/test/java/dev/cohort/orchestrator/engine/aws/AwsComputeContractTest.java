package dev.cohort.orchestrator.engine.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.FailureKind;
import dev.cohort.orchestrator.catalog.GoodOutcomes;
import dev.cohort.orchestrator.engine.Compute;
import dev.cohort.orchestrator.engine.ComputeContract;
import dev.cohort.orchestrator.plan.Account;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.run.TaskCounts;
import dev.cohort.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** AWS's own clients over HTTP, to a local-batch in a process of its own that runs real processes. */
class AwsComputeContractTest extends ComputeContract {
    @TempDir
    private static Path home;

    private static LocalBatchServer server;
    private static AwsClients clients;

    @BeforeAll
    static void start() throws IOException {
        server = LocalBatchServer.ofScripts(home);
        clients = server.clients();
    }

    @AfterAll
    static void stop() throws IOException {
        clients.close();
        server.close();
    }

    @Override
    protected Account account() {
        return Account.of(LocalBatchServer.QUEUE);
    }

    @Override
    protected Compute open(RunPlan ofPlan, Store store) {
        return new AwsCompute(ofPlan, clients, new GoodOutcomes(store, ofPlan), false);
    }

    @Test
    void whatEndsWellAndLeavesNothingHasFailed() throws Exception {
        script("first", "test $1 != s1 || exit 3");
        Files.createFile(folder.resolve("scripts").resolve("first.silent"));
        submit(pipeline(step("first", "")), 3);

        assertThat(ended("first")).isEqualTo(new TaskCounts(0, 0, 3, 0, 0, 0));
        assertThat(compute().failures(id("first")))
                .filteredOn(end -> end.kind() == FailureKind.PLATFORM)
                .extracting(Compute.TaskEnd::index)
                .containsExactlyInAnyOrder(0, 2);
        assertThat(compute().failures(id("first")))
                .extracting(Compute.TaskEnd::reason)
                .contains(
                        "AWS Batch calls it SUCCEEDED, but it left no outcome; is /opt/cohort/bin/worker the entrypoint of its"
                                + " image, and may its role write to the store?");
    }

    @Test
    void lanesThatWaitedInVainHaveNotComeTooLate() throws Exception {
        script("first", "test $1 != s1 || exit 3");
        script("second", "");
        submit(pipeline(twoSteps()), 3);
        ended("first");

        assertThat(ended("second")).isEqualTo(new TaskCounts(2, 0, 0, 1, 0, 0));
        assertThat(isAnyTooLate()).isFalse();
    }

    @Test
    void lanesThatSomebodyStoppedHaveNotComeTooLate() throws Exception {
        script("first", waitFor("go"));
        script("second", "");
        submit(pipeline(twoSteps()), 3);
        when("first", counts -> counts.running() == 3);
        compute().terminate(id("second"), "enough");
        let("go");
        ended("first");

        assertThat(ended("second")).isEqualTo(TaskCounts.upstream(3));
        assertThat(isAnyTooLate()).isFalse();
    }

    @Test
    void whatNoMachineCanHoldIsToldAfterAWhile() throws Exception {
        script("first", "");
        submit(pipeline(step("first", "resources: { cpus: 64 }")), 2);

        do {
            when("first", counts -> true);
        } while (view("first").stuck() == null);
        assertThat(view("first").stuck()).startsWith("MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT");
        compute().terminate(id("first"), "enough");
        assertThat(ended("first")).isEqualTo(TaskCounts.upstream(2));
    }

    @Test
    void anImageThatCantBePulledIsToldSo() throws Exception {
        script("first", "");
        submit(pipeline(step("first", "").replace("test/any", "nowhere/any")), 2);

        assertThat(ended("first")).isEqualTo(new TaskCounts(0, 0, 2, 0, 0, 0));
        assertThat(kindOfFailure("first")).isEqualTo(FailureKind.IMAGE_PULL);
    }

    @Test
    void aJobIsFoundByWhoeverComesLaterAndOneThatIsNotThereIsNot() throws Exception {
        script("lonely", waitFor("never"));
        submit(pipeline(step("lonely", "")), 2);

        try (Compute other = open(plan(), store())) {
            assertThat(other.find(plan(), plan().jobs()))
                    .containsExactly(Map.entry(job("lonely").name(), id("lonely")));
        }
        compute().terminate(id("lonely"), "enough");
        ended("lonely");
    }

    @Test
    void aTasksLogIsReadAttemptByAttempt() throws Exception {
        script("first", "echo trying $1; if test ! -e $cd_to/$1.tried; then : > $cd_to/$1.tried; exit 9; fi");
        submit(pipeline(step("first", "retry: { attempts: 2, on-exit: [9] }")), 2);
        ended("first");

        JobLogs logs = new JobLogs(clients);
        String task = JobLogs.taskId(id("first"), true, 1);
        JobLogs.Told told = logs.look(task).orElseThrow();
        assertThat(told.status()).isEqualTo("SUCCEEDED");
        assertThat(told.reason()).isNull();
        assertThat(told.attempts()).hasSize(2);
        List<String> second = new ArrayList<>();
        logs.read(told.attempts().get(1), line -> second.add(line.text()));
        assertThat(second).containsExactly("this is first s1, attempt 2", "trying s1");
        List<String> all = new ArrayList<>();
        logs.follow(task, null, line -> all.add(line.text()));
        assertThat(all)
                .containsExactly(
                        "this is first s1, attempt 1", "trying s1", "this is first s1, attempt 2", "trying s1");
        assertThat(logs.look("no-such-job")).isEmpty();
    }
}
