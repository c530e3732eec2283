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
    public long bytes() {
        return lanes.stream()
                .mapToLong(lane -> lane.made == null ? 0 : lane.made.bytes())
                .sum();
    }

    @Override
    public Given inPlace(Attempt attempt, Path at) {
        List<LaneFile> files = lanes.stream()
                .map(lane -> file(
                        lane,
                        lane.made == null ? Given.nothing() : lane.made.inPlace(attempt, at.resolve(lane.sample))))
                .toList();
        return Given.gather(list(at), files);
    }

    private static LaneFile file(OfLane lane, Given given) {
        return new LaneFile(lane.sample, given.text().isEmpty() ? null : Path.of(given.text()), status(lane.made));
    }

    private static Path list(Path at) {
        return at.resolveSibling(at.getFileName() + ".tsv");
    }

    @Override
    public Given stage(Attempt attempt, Path at) throws IOException {
        List<LaneFile> files = new ArrayList<>(lanes.size());
        StringBuilder list = new StringBuilder();
        for (OfLane lane : lanes) {
            Given given = lane.made == null ? Given.nothing() : lane.made.stage(attempt, at.resolve(lane.sample));
            LaneFile file = file(lane, given);
            files.add(file);
            list.append(lane.sample)
                    .append('\t')
                    .append(given.text())
                    .append('\t')
                    .append(file.status())
                    .append('\n');
        }
        Path tsv = list(at);
        Files.writeString(tsv, list);
        return Given.gather(tsv, files);
    }

    private static String status(@Nullable FoundMade made) {
        return made == null
                ? Outcome.Status.FAILED.word()
                : made.made().outcome().status().word();
    }
}
