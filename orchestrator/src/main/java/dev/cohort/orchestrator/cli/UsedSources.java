package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Source;
import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.orchestrator.spec.SourceDecoder;
import dev.cohort.orchestrator.spec.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files that a pipeline may use: by their paths from its folder, and shipped ones by their bare name. */
final class UsedSources implements Sources {
    private final PipelineFiles files;
    private final List<String> shippedNames = PipelineFiles.shippedNames();

    /** The folder of the pipeline. */
    private final Path folder;

    /** The same as the user typed it, for names that they know again. */
    private final Path shown;

    /** By what they are in the end, so that a file is one whatever link leads to it. */
    private final Map<Path, Source> known = new HashMap<>();

    UsedSources(PipelineFiles files, Path folder, Path shown) {
        this.files = files;
        this.folder = folder;
        this.shown = shown;
    }

    /** So that a file is known which uses itself over others. */
    UsedSources with(Path path, Source source) {
        known.put(identity(path), source);
        return this;
    }

    @Override
    public Optional<Source> read(String location, Problems problems) {
        Path path = folder.resolve(location).normalize();
        boolean shipped = shippedNames.contains(location) && !Files.exists(path);
        Path identity = shipped ? Path.of(location) : identity(path);
        Source before = known.get(identity);
        if (before != null) {
            return Optional.of(before);
        }
        Optional<Source> read = shipped ? files.read(location, problems) : file(location, path, problems);
        read.ifPresent(source -> known.put(identity, source));
        return read;
    }

    private static Path identity(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path;
        }
    }

    /** No pipe and no device: reading those may never end. */
    private Optional<Source> file(String location, Path path, Problems problems) {
        if (!Files.isRegularFile(path)) {
            boolean there = Files.exists(path);
            problems.add(Problem.error(
                            there
                                    ? Visible.quote(location) + " is no pipeline file"
                                    : "there is no pipeline file " + Visible.quote(location))
                    .hint(PipelineFiles.near(location, path)
                                    .map(near -> near + " ")
                                    .orElse("")
                            + "it was looked for at " + shown.resolve(location).normalize()
                            + "; a path starts from the folder of the file that names it"));
            return Optional.empty();
        }
        try {
            String name = shown.resolve(location).normalize().toString();
            return SourceDecoder.decode(name, PipelineFiles.start(path), problems);
        } catch (IOException e) {
            problems.add(FileFaults.unreadable("pipeline file", location, path, e));
            return Optional.empty();
        }
    }
}
