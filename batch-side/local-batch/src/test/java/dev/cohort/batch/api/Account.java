package dev.cohort.batch.api;

import dev.cohort.batch.FakeExecutor;
import dev.cohort.batch.Layout;
import dev.cohort.batch.LocalBatch;
import dev.cohort.batch.ManualTime;
import dev.cohort.batch.Resources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An account with a queue {@code q} of 4 cpus and a definition {@code d}, whose jobs run until the test ends them. */
@NullUnmarked
final class Account {
    private static final JsonMapper JSON = new JsonMapper();

    final FakeExecutor tasks = new FakeExecutor();
    final ManualTime time = new ManualTime();
    final BatchApi api;

    Account() {
        this(Duration.ZERO);
    }

    Account(Duration listingDelay) {
        LocalBatch batch = new LocalBatch(Layout.EMPTY, tasks, Runnable::run, time);
        api = new BatchApi(
                new ApiSettings(
                        new Arns("eu-west-1", Arns.EXAMPLE_ACCOUNT),
                        new Resources(4, 8_000),
                        ApiSettings.AWS_SHORTEST_TIMEOUT,
                        listingDelay,
                        time),
                batch,
                (id, attempt) -> "task-of-" + id + "-" + attempt);
        api.ensureQueue("q");
        call("registerjobdefinition", DEFINITION);
    }

    static final String DEFINITION = """
            {"jobDefinitionName": "d", "type": "container", "parameters": {"x": "1"},
             "containerProperties": {"image": "i", "command": ["say", "Ref::x"],
               "environment": [{"name": "A", "value": "a"}, {"name": "B", "value": "b"}],
               "resourceRequirements": [{"type": "VCPU", "value": "1"}, {"type": "MEMORY", "value": "100"}]}}
            """;

    ObjectNode call(String operation, String request) {
        return api.call(operation, (ObjectNode) JSON.readTree(request));
    }

    /** Submits with these members more than the least, and returns the id. */
    String submit(String name, String members) {
        String more = members.isEmpty() ? "" : ", " + members;
        return call(
                        "submitjob",
                        "{'jobName': '%s', 'jobQueue': 'q', 'jobDefinition': 'd'%s}"
                                .formatted(name, more)
                                .replace('\'', '"'))
                .get("jobId")
                .stringValue();
    }

    JsonNode described(String id) {
        return call("describejobs", "{\"jobs\": [\"" + id + "\"]}").get("jobs").get(0);
    }

    /** The names in one page of a list. */
    List<String> names(JsonNode page) {
        List<String> names = new ArrayList<>();
        page.get("jobSummaryList")
                .values()
                .forEach(job -> names.add(job.get("jobName").stringValue()));
        return names;
    }
}
