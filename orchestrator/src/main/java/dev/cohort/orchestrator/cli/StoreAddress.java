package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.orchestrator.plan.Locations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Reads what the user calls the store. */
final class StoreAddress {
    private static final String BUCKET = "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]";

    private static final int LONGEST_SHOWN = 400;

    private static final Set<String> OF_THE_KERNEL = Set.of("proc", "sysfs", "cgroup", "cgroup2");

    private StoreAddress() {}

    /** The address without a slash at its end, a directory's from the root; empty when it is none, which is told. */
    static Optional<String> read(String said, Console console, Problems problems) {
        String text = said.replaceAll("/+$", "");
        Optional<String> fault = fault(said, text);
        fault.ifPresent(why -> problems.add(Problem.error("the store " + Visible.quote(said) + " " + why)
                .hint("give a directory, or s3://BUCKET/PREFIX")));
        if (fault.isPresent()) {
            return Optional.empty();
        }
        return Optional.of(Locations.isUrl(text) ? text : console.path(said).toString());
    }

    /** Why nothing can be written there; a store need not be there yet. S3 says so itself, when the claim is written. */
    static Optional<String> whyUnwritable(String store) {
        if (Locations.isUrl(store)) {
            return Optional.empty();
        }
        Path nearest = Path.of(store).toAbsolutePath();
        while (!Files.exists(nearest) && nearest.getParent() != null) {
            nearest = nearest.getParent();
        }
        if (Files.isDirectory(nearest) && Files.isWritable(nearest) && !isOfTheKernel(nearest)) {
            return Optional.empty();
        }
        return Optional.of("the store " + Visible.quote(store, LONGEST_SHOWN) + " can't be written: "
                + Visible.quote(nearest.toString(), LONGEST_SHOWN)
                + why(nearest));
    }

    private static String why(Path nearest) {
        if (!Files.isDirectory(nearest)) {
            return " is no directory";
        }
        return isOfTheKernel(nearest) ? " holds no files of users" : " is read-only, or not yours to write";
    }

    /** There root may write, it is said, and yet nobody can make a directory. */
    private static boolean isOfTheKernel(Path directory) {
        try {
            return OF_THE_KERNEL.contains(Files.getFileStore(directory).type());
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<String> fault(String said, String text) {
        if (said.isBlank()) {
            return Optional.of("is empty");
        }
        if (said.chars().anyMatch(Character::isISOControl)) {
            return Optional.of("holds a control character");
        }
        if (!Locations.isUrl(text)) {
            return text.matches("s3:/?[^/].*|s3:/*")
                    ? Optional.of("is no address: `s3://` is followed by a bucket")
                    : Optional.empty();
        }
        if (!text.startsWith("s3://")) {
            return Optional.of("is of a kind that Cohort does not know");
        }
        String bucket = text.substring("s3://".length()).split("/", 2)[0];
        return bucket.matches(BUCKET)
                ? Optional.empty()
                : Optional.of("names no bucket: " + Visible.quote(bucket) + " can't be one");
    }
}
