package dev.cohort.batch.api;

import dev.cohort.batch.Layout;
import dev.cohort.batch.LocalBatch;
import dev.cohort.batch.RefusedJob;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/** AWS Batch's operations by their paths; one call at a time. */
public final class BatchApi {
    private final Tags tags = new Tags();
    private final Environments environments;
    private final Queues queues;
    private final Definitions definitions;
    private final JobCalls jobs;
    private final LocalBatch batch;
    private final Map<String, UnaryOperator<ObjectNode>> operations;

    /** @param batch its layout is this API's from now on */
    public BatchApi(ApiSettings settings, LocalBatch batch, LogStreams logs) {
        this.batch = batch;
        environments = new Environments(settings.arns(), tags, settings.machine());
        queues = new Queues(settings.arns(), tags, environments);
        definitions = new Definitions(settings.arns(), tags);
        jobs = new JobCalls(settings, tags, queues, definitions, batch, logs);
        operations = Map.ofEntries(
                changing("createcomputeenvironment", environments::create),
                changing("updatecomputeenvironment", environments::update),
                changing("deletecomputeenvironment", this::deleteEnvironment),
                reading("describecomputeenvironments", environments::describe),
                changing("createjobqueue", queues::create),
                changing("updatejobqueue", queues::update),
                changing("deletejobqueue", queues::delete),
                reading("describejobqueues", queues::describe),
                reading("registerjobdefinition", definitions::register),
                reading("deregisterjobdefinition", definitions::deregister),
                reading("describejobdefinitions", definitions::describe),
                reading("submitjob", jobs::submit),
                reading("describejobs", jobs::describe),
                reading("listjobs", jobs::list),
                reading("canceljob", jobs::cancel),
                reading("terminatejob", jobs::terminate));
    }

    private interface Operation {
        ObjectNode answer(Request request);
    }

    private static Map.Entry<String, UnaryOperator<ObjectNode>> reading(String name, Operation operation) {
        return Map.entry(name, request -> operation.answer(new Request(request)));
    }

    /** Changes queues or environments, of which the scheduler has to hear. */
    private Map.Entry<String, UnaryOperator<ObjectNode>> changing(String name, Operation operation) {
        return reading(name, request -> {
            ObjectNode answer = operation.answer(request);
            layOut();
            return answer;
        });
    }

    private void layOut() {
        batch.layout(new Layout(environments.capacities(), queues.queues(), Layout.Patience.USUAL));
    }

    private ObjectNode deleteEnvironment(Request request) {
        queues.requireUnused(request.text("computeEnvironment"));
        return environments.delete(request);
    }

    /** The answer to a request; a mistake is an {@link ApiFault}. */
    public synchronized ObjectNode call(String operation, ObjectNode request) {
        UnaryOperator<ObjectNode> known = operations.get(operation);
        if (known == null) {
            throw new ApiFault(404, "UnknownOperationException", "There is no operation " + operation + " here.");
        }
        try {
            return known.apply(request);
        } catch (RefusedJob refused) {
            throw ApiFault.client(String.valueOf(refused.getMessage()));
        }
    }

    /** Makes a queue, and a compute environment of the same name as large as the machine, unless there is such a queue. */
    public synchronized void ensureQueue(String name) {
        if (queues.registry().has(name)) {
            return;
        }
        if (!environments.registry().has(name)) {
            ObjectNode resources = Answers.object().put("type", "EC2").put("maxvCpus", Integer.MAX_VALUE);
            ObjectNode environment =
                    Answers.object().put("computeEnvironmentName", name).put("type", "MANAGED");
            environment.set("computeResources", resources);
            call("createcomputeenvironment", environment);
        }
        ObjectNode queue = Answers.object().put("jobQueueName", name).put("priority", 1);
        queue.putArray("computeEnvironmentOrder").addObject().put("order", 1).put("computeEnvironment", name);
        call("createjobqueue", queue);
    }

    /** Compute environments, queues, definitions and their tags, for {@link #restore}; jobs are not in it. */
    public synchronized ObjectNode state() {
        ObjectNode state = Answers.object();
        state.set("computeEnvironments", environments.registry().saved());
        state.set("jobQueues", queues.registry().saved());
        state.set("jobDefinitions", definitions.saved());
        return state;
    }

    public synchronized void restore(ObjectNode state) {
        environments.registry().restore(state.get("computeEnvironments"));
        queues.registry().restore(state.get("jobQueues"));
        definitions.restore(state.get("jobDefinitions"));
        layOut();
    }

    public synchronized ObjectNode tags(String arn) {
        ObjectNode answer = Answers.object();
        answer.set("tags", Answers.map(tags.of(arn)));
        return answer;
    }

    public synchronized ObjectNode tag(String arn, ObjectNode request) {
        tags.tag(arn, new Request(request).map("tags"));
        return Answers.object();
    }

    public synchronized ObjectNode untag(String arn, List<String> keys) {
        tags.untag(arn, keys);
        return Answers.object();
    }
}
