package dev.cohort.worker;

import dev.cohort.contract.GatherIdentity;
import dev.cohort.step.LaneFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What all lanes left: their files, and a list of them as TSV: sample, path and status, without a header. */
record FoundGather(List<OfLane> lanes) implements FoundInput {
    /** One lane's part. */
    record OfLane(String sample, FoundMade made) {}

    @Override
    public String identity() {
        GatherIdentity identity = new GatherIdentity();
        lanes.forEach(lane -> identity.lane(lane.sample, lane.made.identity()));
        return identity.identity();
    }

    @Override
    public Given stage(Attempt attempt, Path at) throws IOException {
        List<LaneFile> files = new ArrayList<>(lanes.size());
        StringBuilder list = new StringBuilder();
        for (OfLane lane : lanes) {
            Given given = lane.made.stage(attempt, at.resolve(lane.sample));
            String status = lane.made.made().outcome().status().word();
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
}
