package dev.cohort.orchestrator.view;

import dev.cohort.contract.Json;
import dev.cohort.orchestrator.plan.Downloads;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the tasks of a run fetch from S3, in one sentence, or for programs. */
public final class DownloadText {
    private DownloadText() {}

    /**
     * Nothing where nothing is fetched.
     *
     * @param onQueue whether the tasks run on AWS, where reading from S3 costs little
     */
    public static List<String> lines(Downloads downloads, boolean onQueue) {
        return downloads.isNone()
                ? List.of()
                : List.of("Tasks " + (onQueue ? "read" : "fetch") + " from S3 " + what(downloads, onQueue) + ".");
    }

    private static String what(Downloads downloads, boolean onQueue) {
        if (downloads.files() == 0) {
            return "only what the run makes itself";
        }
        return Amounts.count(downloads.files(), "file") + " (" + size(downloads) + ")"
                + (downloads.shared() == 0
                        ? ""
                        : ", " + Amounts.count(downloads.shared()) + " of them once "
                                + (onQueue ? "a host" : "for all tasks"))
                + (downloads.ofItself() ? ", and what the run makes itself" : "");
    }

    private static String size(Downloads downloads) {
        if (downloads.unsized() == downloads.files()) {
            return "of unknown size";
        }
        return Amounts.bytes(downloads.bytes())
                + (downloads.unsized() == 0 ? "" : ", and " + Amounts.count(downloads.unsized()) + " of unknown size");
    }

    static @Nullable Json json(Downloads downloads) {
        return downloads.isNone()
                ? null
                : Json.object()
                        .put("files", downloads.files())
                        .put("bytes", downloads.bytes())
                        .put("filesOfUnknownSize", downloads.unsized())
                        .put("oncePerHost", downloads.shared())
                        .put("whatTheRunMakes", downloads.ofItself())
                        .build();
    }
}
