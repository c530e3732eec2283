package dev.cohort.orchestrator.catalog;

import dev.cohort.contract.ListedFile;
import dev.cohort.orchestrator.plan.Holdings;
import dev.cohort.orchestrator.spec.OutputSpec;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** How many files and bytes one step left for those of its outputs that others read, lane by lane, in a few bytes each. */
final class LeftFiles {
    private final List<Output> outputs = new ArrayList<>();

    LeftFiles(Collection<OutputSpec> outputs, Set<String> read, int lanes) {
        outputs.stream()
                .filter(output -> read.contains(output.name()))
                .forEach(output -> this.outputs.add(new Output(output, lanes)));
    }

    /** What a listing has of a task's own files. */
    void set(int lane, List<ListedFile> own) {
        outputs.forEach(output -> output.set(lane, own));
    }

    Holdings.Amount of(int lane, String name) {
        return outputs.stream()
                .filter(output -> output.name.equals(name))
                .findFirst()
                .map(output -> new Holdings.Amount(output.files[lane], output.bytes[lane]))
                .orElse(Holdings.Amount.NOTHING);
    }

    /**
     * The files of one output, told from others by their paths: which output a file belongs to stands in the outcome, which is
     * not opened for this.
     */
    private static final class Output {
        private final String name;
        private final PathMatcher matcher;
        private final int[] files;
        private final long[] bytes;

        Output(OutputSpec output, int lanes) {
            this.name = output.name();
            String path = output.path().render(reference -> "**");
            this.matcher = FileSystems.getDefault()
                    .getPathMatcher("glob:" + (output.kind() == OutputSpec.Kind.DIRECTORY ? path + "**" : path));
            this.files = new int[lanes];
            this.bytes = new long[lanes];
        }

        void set(int lane, List<ListedFile> own) {
            List<ListedFile> mine = own.stream()
                    .filter(file -> matcher.matches(Path.of(file.path())))
                    .toList();
            files[lane] = mine.size();
            bytes[lane] = mine.stream().mapToLong(ListedFile::size).sum();
        }
    }
}
