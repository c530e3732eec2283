package dev.cohort.worker;

import dev.cohort.contract.GatherIdentity;
import dev.cohort.contract.Outcome;
import dev.cohort.step.LaneFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What all lanes left: their files, and a list of them as TSV: sample, path and status, without a header. */
record FoundGather(List<OfLane> lanes) implements FoundInput {
    /** One lane's part: null where it failed, and the gather does without. */
    record OfLane(String sample, @Nullable FoundMade made) {}

    @Override
    public String identity() {
        GatherIdentity identity = new GatherIdentity();
        for (OfLane lane : lanes) {
            if (lane.made == null) {
                identity.missing(lane.sample);
            } else {
                identity.lane(lane.sample, lane.made.identity());
            }
        }
        return identity.identity();
    }

    @Override
    public Given stage(Attempt attempt, Path at) throws IOException {
        List<LaneFile> files = new ArrayList<>(lanes.size());
        StringBuilder list = new StringBuilder();
        for (OfLane lane : lanes) {
            Given given = lane.made == null ? Given.nothing() : lane.made.stage(attempt, at.resolve(lane.sample));
            String status = status(lane.made);
            files.add(new LaneFile(lane.sample, given.text().isEmpty() ? null : Path.of(given.text()), status));
            list.append(lane.sample)
                    .append('\t')
                    .append(given.text())
                    .append('\t')
                    .append(status)
                    .append('\n');
        }
        Path tsv = at.resolveSibling(at.getFileName() + ".tsv");
        Files.writeString(tsv, list);
        return Given.gather(tsv, files);
    }

    private static String status(@Nullable FoundMade made) {
        return made == null
                ? Outcome.Status.FAILED.word()
                : made.made().outcome().status().word();
    }
}
