package dev.cohort.worker;

import dev.cohort.step.LaneFile;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One input as the body sees it.
 *
 * @param text what {@code inputs.NAME} stands for: a value, a path, or nothing for an optional file that is not there
 * @param isFile whether the text is a path
 * @param lanes all lanes' files where the input is a gather
 */
record Given(
        String text,
        boolean isFile,
        List<Path> files,
        @Nullable List<LaneFile> lanes) {
    Given {
        files = List.copyOf(files);
    }

    static Given value(String text) {
        return new Given(text, false, List.of(), null);
    }

    static Given file(Path file) {
        return new Given(file.toString(), true, List.of(file), null);
    }

    /** A file or a directory that lies elsewhere. */
    static Given at(String location) {
        return new Given(location, true, List.of(Path.of(location)), null);
    }

    /** What a directory or glob output left, below one directory. */
    static Given directory(Path directory, List<Path> files) {
        return new Given(directory.toString(), true, files, null);
    }

    /** An optional output that the producer did not make. */
    static Given nothing() {
        return new Given("", true, List.of(), null);
    }

    /** All of its files, for a body that takes them one by one. */
    List<String> paths() {
        return (lanes == null ? files.stream() : lanes.stream().flatMap(lane -> lane.file().stream()))
                .map(Path::toString)
                .toList();
    }

    static Given gather(Path list, List<LaneFile> lanes) {
        return new Given(list.toString(), true, List.of(), List.copyOf(lanes));
    }
}
