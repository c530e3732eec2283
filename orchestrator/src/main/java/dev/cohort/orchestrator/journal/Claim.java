package dev.cohort.orchestrator.journal;

import dev.cohort.contract.Fields;
import dev.cohort.contract.Json;
import dev.cohort.contract.RunId;
import dev.cohort.orchestrator.run.Owner;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * One entry of who may write the results of a name; the last one counts.
 *
 * @param held false where the run has let it go
 */
public record Claim(long number, boolean held, RunId run, Owner owner, Instant at) {
    /** Before anybody had it. */
    static final long NONE = 0;

    public boolean isFirst() {
        return number == NONE + 1;
    }

    public boolean isNextAfter(Claim before) {
        return number == before.number + 1;
    }

    Json toJson() {
        return Json.object()
                .put("contract", Fields.CONTRACT)
                .put("number", number)
                .put("held", Json.flag(held))
                .put("run", run.text())
                .put("owner", owner.toJson())
                .put("at", at.toString())
                .build();
    }

    static Claim fromJson(Json json) {
        Fields claim = json.fields("claim").checkContract();
        return claim.make(() -> new Claim(
                claim.whole("number"),
                claim.flag("held"),
                new RunId(claim.text("run")),
                Owner.fromJson(claim.object("owner")),
                time(claim)));
    }

    private static Instant time(Fields claim) {
        try {
            return Instant.parse(claim.text("at"));
        } catch (DateTimeException notATime) {
            throw claim.fault("at", "is not a time such as 2026-01-31T12:00:00Z");
        }
    }
}
