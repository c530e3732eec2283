package dev.cohort.orchestrator.cli;

import dev.cohort.contract.RunId;
import dev.cohort.orchestrator.catalog.StoredRequest;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.journal.Claim;
import dev.cohort.orchestrator.run.Owner;
import dev.cohort.orchestrator.run.Presence;
import dev.cohort.orchestrator.run.RunProgress;
import dev.cohort.orchestrator.view.Amounts;
import dev.cohort.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Why the results of a name can't be written just now: who or what holds the claim on it, and what to do about that. */
final class ClaimRefusal {
    private static final String OTHER_NAME = "; or file these results under another --name";

    private final Console console;
    private final Store store;
    private final String name;

    ClaimRefusal(Console console, Store store, String name) {
        this.console = console;
        this.store = store;
        this.name = name;
    }

    /** Whether anybody could attach to a run on a queue, or cancel it: without its request nobody knows in which account it is. */
    static boolean canBeEnded(Store store, RunId run) {
        return new StoredRequest(store, run).read(new Problems()).isPresent();
    }

    /**
     * @param presence of whoever works on the run that holds the claim
     * @param now how that run stands
     * @param unknown how many of its jobs are not done and AWS Batch does not know
     */
    Problem of(Claim holder, Presence presence, RunProgress now, int unknown) {
        return now.isOnQueue() ? ofJobs(holder, presence, now, unknown) : ofProcess(holder, presence);
    }

    private Problem error(Claim holder, String why) {
        return Problem.error("the run " + holder.run() + " writes the results of `" + name + "`: " + why);
    }

    private Problem ofProcess(Claim holder, Presence presence) {
        Problem held = error(holder, shown(holder.owner(), holder));
        return presence == Presence.ALIVE
                ? held.hint(typed("attach", holder) + " shows how it goes, " + typed("cancel", holder) + " ends it"
                        + OTHER_NAME)
                : held.hint("whether it still runs can't be seen from here: type " + typed("attach", holder) + " or "
                        + typed("cancel", holder) + " on " + holder.owner().host()
                        + "; if that process is known to be gone, --take-over goes on without it");
    }

    private Problem ofJobs(Claim holder, Presence presence, RunProgress now, int unknown) {
        String queue =
                Objects.requireNonNull(Objects.requireNonNull(now.started()).queue());
        String who = presence == Presence.GONE
                ? jobs(now, queue, unknown)
                : shown(Objects.requireNonNull(now.owner()), holder) + ", looks after its jobs in the queue " + queue;
        boolean isLost = !now.isAllDone() && !canBeEnded(store, holder.run());
        if (isLost) {
            return error(holder, who).hint(ofLost(holder.run(), queue));
        }
        return error(holder, who)
                .hint(
                        unknown > 0 && presence != Presence.ALIVE
                                ? ofUnknown(holder)
                                : ofKnown(holder, presence == Presence.ELSEWHERE && now.isAllDone()));
    }

    private String ofUnknown(Claim holder) {
        return typed("attach", holder)
                + " finds out what became of them, and brings that run to its end; if AWS_PROFILE"
                + " is that of the run, --take-over goes on without it at once";
    }

    private String ofKnown(Claim holder, boolean mayBeTaken) {
        return typed("attach", holder) + " shows how its jobs go, " + typed("cancel", holder) + " ends them"
                + OTHER_NAME
                + (mayBeTaken ? "; if that process is known to be gone, --take-over goes on without it" : "");
    }

    /** Nobody works on it; it is its jobs that may write, or what may be one. */
    private static String jobs(RunProgress now, String queue, int unknown) {
        long underWay = now.submits().ids().keySet().stream()
                        .filter(job -> !now.job(job).isDone())
                        .count()
                - unknown;
        int unclear = now.submits().open().size();
        List<String> parts = new ArrayList<>();
        if (underWay > 0) {
            parts.add(Counts.count(underWay, "job") + " of it in the queue " + queue
                    + (underWay == 1 ? " has" : " have") + " not ended");
        }
        if (unclear > 0) {
            parts.add("of " + Counts.count(unclear, "job") + " nobody knows whether the queue " + queue + " has "
                    + (unclear == 1 ? "it" : "them"));
        }
        if (unknown > 0) {
            parts.add("AWS Batch does not know " + Counts.count(unknown, "job") + " of it");
        }
        return String.join(", and ", parts);
    }

    private static String ofLost(RunId run, String queue) {
        return "what it was asked to do can't be read, so that nobody can attach to it or cancel it; see with `aws batch"
                + " list-jobs --job-queue " + Typed.word(queue) + " --filters name=JOB_NAME,values="
                + Typed.word(run + "-*")
                + "` that none of its jobs is left there, and type the same command again with --take-over";
    }

    private static String shown(Owner owner, Claim holder) {
        return owner.shown() + ", since " + Amounts.time(holder.at());
    }

    private String typed(String command, Claim holder) {
        return "`" + Typed.command(console, store, command, holder.run()) + "`";
    }
}
