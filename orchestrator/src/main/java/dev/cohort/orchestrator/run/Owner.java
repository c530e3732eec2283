package dev.cohort.orchestrator.run;

import dev.cohort.contract.Fields;
import dev.cohort.contract.Json;
import dev.cohort.orchestrator.diag.Visible;

/**
 * The process that works on a run, told from all others that ever were: a number is given again, but not with the same start.
 *
 * @param boot of the system; another after each start of the machine
 * @param space the space that process numbers are counted in, as a container has its own
 * @param start when the process began, in ticks since the boot, which no setting of a clock changes
 */
public record Owner(String host, String boot, String space, long pid, long start, String user, String version) {

    /** As a message names it; others may have written what a journal says of it. */
    public String shown() {
        return Visible.text("process " + pid + " of " + user + " on " + host);
    }

    public Json toJson() {
        return Json.object()
                .put("host", host)
                .put("boot", boot)
                .put("space", space)
                .put("pid", pid)
                .put("start", start)
                .put("user", user)
                .put("version", version)
                .build();
    }

    public static Owner fromJson(Fields owner) {
        return new Owner(
                owner.text("host"),
                owner.text("boot"),
                owner.text("space"),
                owner.whole("pid"),
                owner.whole("start"),
                owner.text("user"),
                owner.text("version"));
    }
}
