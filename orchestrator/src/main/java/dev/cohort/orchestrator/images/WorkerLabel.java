package dev.cohort.orchestrator.images;

import dev.cohort.contract.WorkerImage;
import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.orchestrator.images.registry.RegisteredImage;
import java.util.Optional;

/** What an image's labels say of the worker in it. */
public final class WorkerLabel {
    private WorkerLabel() {}

    /** Why jobs of this Cohort can't run in an image; empty where they can. */
    public static Optional<String> fault(RegisteredImage image) {
        String contract = image.labels().get(WorkerImage.CONTRACT_LABEL);
        if (!image.labels().containsKey(WorkerImage.VERSION_LABEL)) {
            return Optional.of("has no worker of Cohort in it (no label " + WorkerImage.VERSION_LABEL + ")");
        }
        return Integer.toString(WorkerImage.CONTRACT).equals(contract)
                ? Optional.empty()
                : Optional.of("has a worker of another Cohort (contract "
                        + Visible.text(String.valueOf(contract)) + ", where this one writes contract "
                        + WorkerImage.CONTRACT + ")");
    }

    /** Which Cohort's. */
    public static String version(RegisteredImage image) {
        return Visible.text(image.labels().getOrDefault(WorkerImage.VERSION_LABEL, "none"));
    }
}
