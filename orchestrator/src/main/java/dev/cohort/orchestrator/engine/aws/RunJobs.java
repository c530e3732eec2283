package dev.cohort.orchestrator.engine.aws;

import dev.cohort.orchestrator.run.Submits;
import java.util.Set;

/** The jobs of a run by what its journal says of them, for whoever has no plan of it. */
public final class RunJobs {
    private final BatchCalls calls;
    private final Submissions submissions;
    private final Set<String> queues;

    /** @param queues where what was only intended is looked for */
    public RunJobs(AwsClients clients, Set<String> queues) {
        this.calls = new BatchCalls(clients);
        this.submissions = new Submissions(calls, clients.pauses());
        this.queues = Set.copyOf(queues);
    }

    /** Ends them all, also what may have been submitted and nobody wrote down. */
    public void end(Submits submits, String reason) throws InterruptedException {
        submits.ids().values().forEach(id -> calls.terminate(id, EndReasons.ours(reason)));
        for (String name : submits.open()) {
            for (String queue : queues) {
                submissions
                        .find(Sought.named(queue, name))
                        .ifPresent(id -> calls.terminate(id, EndReasons.ours(reason)));
            }
        }
    }
}
