package dev.cohort.batch.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.batch.Ended;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BatchApiTest {
    private final Account account = new Account();

    private List<String> list(String members) {
        return account.names(account.call(
                "listjobs", "{'jobQueue': 'q'%s}".formatted(members).replace('\'', '"')));
    }

    @Test
    void withoutAStatusOnlyRunningJobsAreListed() {
        String first = account.submit("first", "");
        IntStream.range(0, 4).forEach(i -> account.submit("more" + i, ""));
        account.tasks.end(first, 0);

        assertThat(list("")).containsExactly("more3", "more2", "more1", "more0");
        assertThat(list(", 'jobStatus': 'SUCCEEDED'")).containsExactly("first");
        assertThat(list(", 'jobStatus': 'RUNNABLE'")).isEmpty();
    }

    @Test
    void aFilterFindsJobsOfAnyStatus() {
        account.tasks.end(account.submit("run7-index", ""), 1);
        account.submit("RUN7-quant", "");
        account.submit("run8-index", "");

        assertThat(list(", 'filters': [{'name': 'JOB_NAME', 'values': ['run7*']}]"))
                .containsExactly("RUN7-quant", "run7-index");
        assertThat(list(", 'filters': [{'name': 'JOB_NAME', 'values': ['run8-index']}]"))
                .containsExactly("run8-index");
        assertThat(list(", 'filters': [{'name': 'JOB_DEFINITION', 'values': ['d']}]"))
                .hasSize(3);
        long now = account.time.instant().toEpochMilli();
        assertThat(list(", 'filters': [{'name': 'AFTER_CREATED_AT', 'values': ['" + now + "']}]"))
                .isEmpty();
        assertThat(list(", 'filters': [{'name': 'BEFORE_CREATED_AT', 'values': ['" + (now + 1) + "']}]"))
                .hasSize(3);
    }

    @Test
    void pagesFollowEachOtherWhateverComesMeanwhile() {
        IntStream.range(0, 4).forEach(i -> account.submit("j" + i, ""));
        JsonNode first = account.call("listjobs", "{\"jobQueue\": \"q\", \"maxResults\": 3}");
        account.call(
                "updatecomputeenvironment", "{\"computeEnvironment\": \"q\", \"computeResources\": {\"maxvCpus\": 9}}");
        account.submit("late", "");
        JsonNode second = account.call(
                "listjobs", "{\"jobQueue\": \"q\", \"maxResults\": 3, \"nextToken\": " + first.get("nextToken") + "}");

        assertThat(account.names(first)).containsExactly("j3", "j2", "j1");
        assertThat(account.names(second)).containsExactly("j0");
        assertThat(second.has("nextToken")).isFalse();
    }

    @Test
    void childrenAreListedByStatusInPages() {
        String id = account.submit("a", "'arrayProperties': {'size': 6}");
        account.tasks.end(id + ":1", 7);
        account.tasks.end(id + ":3", 7);

        JsonNode page = account.call(
                "listjobs", "{\"arrayJobId\": \"" + id + "\", \"jobStatus\": \"FAILED\", \"maxResults\": 1}");
        JsonNode next = account.call(
                "listjobs",
                "{\"arrayJobId\": \"" + id + "\", \"jobStatus\": \"FAILED\", \"nextToken\": " + page.get("nextToken")
                        + "}");

        assertThat(page.get("jobSummaryList").get(0).get("jobId").stringValue()).isEqualTo(id + ":1");
        assertThat(page.get("jobSummaryList")
                        .get(0)
                        .get("container")
                        .get("exitCode")
                        .intValue())
                .isEqualTo(7);
        assertThat(next.get("jobSummaryList")
                        .get(0)
                        .get("arrayProperties")
                        .get("index")
                        .intValue())
                .isEqualTo(3);
        assertThat(next.has("nextToken")).isFalse();
    }

    @Test
    void aNewJobIsListedOnlyAfterAWhileButDescribedAtOnce() {
        Account slow = new Account(Duration.ofSeconds(5));
        String id = slow.submit("a", "");
        assertThat(slow.names(slow.call("listjobs", "{\"jobQueue\": \"q\"}"))).isEmpty();
        assertThat(slow.described(id).get("status").stringValue()).isEqualTo("RUNNING");
        slow.time.pass(Duration.ofSeconds(5));
        assertThat(slow.names(slow.call("listjobs", "{\"jobQueue\": \"q\"}"))).containsExactly("a");
    }

    @Test
    void anArrayTellsHowItsChildrenStand() {
        String id = account.submit("a", "'arrayProperties': {'size': 6}");
        account.tasks.end(id + ":0", 0);
        JsonNode parent = account.described(id);
        assertThat(parent.get("status").stringValue()).isEqualTo("PENDING");
        assertThat(parent.get("arrayProperties").toString())
                .isEqualTo("{\"size\":6,\"statusSummary\":{\"SUBMITTED\":0,\"PENDING\":0,\"RUNNABLE\":1,\"STARTING\":0,"
                        + "\"RUNNING\":4,\"SUCCEEDED\":1,\"FAILED\":0}}");
        JsonNode child = account.described(id + ":0");
        assertThat(child.get("arrayProperties").toString()).isEqualTo("{\"index\":0}");
        assertThat(child.get("jobArn").stringValue())
                .isEqualTo("arn:aws:batch:eu-west-1:123456789012:job/" + id + ":0");
    }

    @Test
    void eachAttemptTellsWhyItEndedAndWhereItsLogIs() {
        String id = account.submit("a", "'retryStrategy': {'attempts': 2}");
        account.tasks.ends.get(id).accept(new Ended(null, null, "Host EC2 (i-1) terminated."));
        account.tasks.end(id, 3);
        JsonNode job = account.described(id);
        JsonNode attempts = job.get("attempts");

        assertThat(attempts.get(0).get("statusReason").stringValue()).isEqualTo("Host EC2 (i-1) terminated.");
        assertThat(attempts.get(0).get("container").has("exitCode")).isFalse();
        assertThat(attempts.get(1).get("container").get("exitCode").intValue()).isEqualTo(3);
        assertThat(attempts.get(1).get("container").get("logStreamName").stringValue())
                .isEqualTo("d/default/task-of-" + id + "-2");
        assertThat(job.get("container").get("exitCode").intValue()).isEqualTo(3);
        assertThat(job.get("statusReason").stringValue()).isEqualTo("Essential container in task exited");
    }

    @Test
    void aSubmissionOverridesItsDefinition() {
        String id = account.submit(
                "a",
                "'parameters': {'x': '2'}, 'containerOverrides': {'environment': [{'name': 'B', 'value': 'c'}],"
                        + " 'resourceRequirements': [{'type': 'VCPU', 'value': '0.5'}]}");
        JsonNode container = account.described(id).get("container");
        assertThat(container.get("command").toString()).isEqualTo("[\"say\",\"2\"]");
        assertThat(container.get("resourceRequirements").toString())
                .isEqualTo("[{\"type\":\"VCPU\",\"value\":\"0.5\"},{\"type\":\"MEMORY\",\"value\":\"100\"}]");
        assertThat(container.get("environment").values())
                .extracting(JsonNode::toString)
                .containsExactlyInAnyOrder("{\"name\":\"A\",\"value\":\"a\"}", "{\"name\":\"B\",\"value\":\"c\"}");
    }

    @Test
    void aBareNameMeansTheNewestActiveRevision() {
        account.call("registerjobdefinition", Account.DEFINITION);
        account.call("registerjobdefinition", Account.DEFINITION);
        account.call("deregisterjobdefinition", "{\"jobDefinition\": \"d:3\"}");
        String id = account.submit("a", "");
        assertThat(account.described(id).get("jobDefinition").stringValue()).endsWith("job-definition/d:2");
        JsonNode active =
                account.call("describejobdefinitions", "{\"jobDefinitionName\": \"d\", \"status\": \"ACTIVE\"}");
        assertThat(active.get("jobDefinitions").values())
                .extracting(definition -> definition.get("revision").intValue())
                .containsExactly(2, 1);
    }

    @Test
    void whatEcsRefusesLateIsTakenFirst() {
        String id = account.submit(
                "a", "'containerOverrides': {'environment': [{'name': 'X', 'value': '" + "x".repeat(8_192) + "'}]}");
        assertThat(account.described(id).get("status").stringValue()).isEqualTo("RUNNING");
    }

    @Test
    void whatWasCancelledOrTerminatedSaysSo() {
        IntStream.range(0, 4).forEach(i -> account.submit("busy" + i, ""));
        String waits = account.submit("waits", "");
        account.call("canceljob", "{\"jobId\": \"" + waits + "\", \"reason\": \"not needed\"}");
        JsonNode job = account.described(waits);
        assertThat(job.get("isCancelled").booleanValue()).isTrue();
        assertThat(job.get("statusReason").stringValue()).isEqualTo("not needed");

        String runs = account.submit("array", "'arrayProperties': {'size': 2}");
        account.call("terminatejob", "{\"jobId\": \"" + runs + "\", \"reason\": \"enough\"}");
        assertThat(account.described(runs + ":1").get("isTerminated").booleanValue())
                .isTrue();
        assertThat(account.described(runs).get("status").stringValue()).isEqualTo("FAILED");
    }

    @Test
    void cancelSaysNothingWhereItDoesNothing() {
        String id = account.submit("a", "");
        account.call("canceljob", "{\"jobId\": \"" + id + "\", \"reason\": \"too late\"}");
        JsonNode job = account.described(id);
        assertThat(job.get("isCancelled").booleanValue()).isFalse();
        assertThat(job.get("status").stringValue()).isEqualTo("RUNNING");
        account.call("canceljob", "{\"jobId\": \"unknown\", \"reason\": \"x\"}");
    }

    @Test
    void aJobWithoutRoomWaitsUntilItsEnvironmentGrows() {
        account.call(
                "updatecomputeenvironment", "{\"computeEnvironment\": \"q\", \"computeResources\": {\"maxvCpus\": 1}}");
        String id =
                account.submit("a", "'containerOverrides': {'resourceRequirements': [{'type': 'VCPU', 'value': '2'}]}");
        assertThat(account.described(id).get("statusReason").stringValue()).startsWith("MISCONFIGURATION:");
        account.call(
                "updatecomputeenvironment", "{\"computeEnvironment\": \"q\", \"computeResources\": {\"maxvCpus\": 2}}");
        assertThat(account.described(id).get("status").stringValue()).isEqualTo("RUNNING");
        assertThat(account.described(id).has("statusReason")).isFalse();
    }

    @Test
    void aDisabledEnvironmentStartsNothing() {
        account.call("updatecomputeenvironment", "{\"computeEnvironment\": \"q\", \"state\": \"DISABLED\"}");
        String id = account.submit("a", "");
        assertThat(account.described(id).get("status").stringValue()).isEqualTo("RUNNABLE");
        account.call("updatecomputeenvironment", "{\"computeEnvironment\": \"q\", \"state\": \"ENABLED\"}");
        assertThat(account.described(id).get("status").stringValue()).isEqualTo("RUNNING");
    }

    @Test
    void queuesAndEnvironmentsGoInOrder() {
        account.call("updatejobqueue", "{\"jobQueue\": \"q\", \"state\": \"DISABLED\"}");
        account.call("deletejobqueue", "{\"jobQueue\": \"q\"}");
        account.call("updatecomputeenvironment", "{\"computeEnvironment\": \"q\", \"state\": \"DISABLED\"}");
        account.call("deletecomputeenvironment", "{\"computeEnvironment\": \"q\"}");
        assertThat(account.call("describejobqueues", "{}").get("jobQueues")).isEmpty();
        assertThat(account.call("describecomputeenvironments", "{}").get("computeEnvironments"))
                .isEmpty();
    }

    @Test
    void tagsAreAddedAndTaken() {
        String id = account.submit("a", "'tags': {'run': '7'}");
        String arn = account.described(id).get("jobArn").stringValue();
        account.api.tag(arn, Answers.object().set("tags", Answers.map(java.util.Map.of("more", "x"))));
        assertThat(account.api.tags(arn).toString()).isEqualTo("{\"tags\":{\"run\":\"7\",\"more\":\"x\"}}");
        account.api.untag(arn, List.of("run"));
        assertThat(account.api.tags(arn).toString()).isEqualTo("{\"tags\":{\"more\":\"x\"}}");
    }

    @Test
    void whatWasSavedComesBack() {
        account.call("registerjobdefinition", Account.DEFINITION);
        Account later = new Account();
        later.api.restore(account.api.state());
        assertThat(later.api.state()).isEqualTo(account.api.state());
        assertThat(later.described(later.submit("a", "")).get("jobDefinition").stringValue())
                .endsWith("d:2");
    }
}
