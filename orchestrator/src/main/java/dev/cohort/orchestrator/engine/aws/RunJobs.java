package dev.cohort.orchestrator.engine.aws;

import dev.cohort.orchestrator.run.Submits;

/** The jobs of a run by what its journal says of them, for whoever has no plan of it. */
public final class RunJobs {
    private final BatchCalls calls;
    private final String queue;

    /** @param queue where what was only intended is looked for */
    public RunJobs(AwsClients clients, String queue) {
        this.calls = new BatchCalls(clients);
        this.queue = queue;
    }

    /** Ends them all, also what may have been submitted and nobody wrote down. */
    public void end(Submits submits, String reason) {
        submits.ids().values().forEach(id -> calls.terminate(id, EndReasons.ours(reason)));
        submits.open()
                .forEach(name ->
                        calls.named(queue, name).forEach(job -> calls.terminate(job.jobId(), EndReasons.ours(reason))));
    }
}
