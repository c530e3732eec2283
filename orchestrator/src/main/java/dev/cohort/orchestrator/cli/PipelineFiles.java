package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.diag.NearestName;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Source;
import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.orchestrator.spec.SourceDecoder;
import dev.cohort.orchestrator.spec.Sources;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Pipelines from the disk, and those that are shipped in the jar and go by their bare name. */
final class PipelineFiles implements Sources {
    private static final String SHIPPED = "/pipelines/";
    private static final int LARGEST = 4 << 20;
    private static final String STANDARD_INPUT = "-";

    private final Console console;

    PipelineFiles(Console console) {
        this.console = console;
    }

    @Override
    public Optional<Source> read(String location, Problems problems) {
        if (location.equals(STANDARD_INPUT)) {
            return SourceDecoder.decode("standard input", standardInput(), problems);
        }
        return shipped(location)
                .map(bytes -> SourceDecoder.decode(location + ".yaml", bytes, problems))
                .orElseGet(() -> file(location, problems));
    }

    /** The directory that relative paths in a pipeline start from; those in a shipped one start where the command was started. */
    String base(String location) {
        Path parent = location.equals(STANDARD_INPUT) || shipped(location).isPresent()
                ? console.directory()
                : console.path(location).getParent();
        return (parent == null ? console.directory() : parent).toString();
    }

    /** No more than is needed to tell that it is too much. */
    private byte[] standardInput() {
        try {
            return console.in().readNBytes(LARGEST);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<byte[]> shipped(String location) {
        if (!shippedNames().contains(location) || Files.isRegularFile(console.path(location))) {
            return Optional.empty();
        }
        return Optional.of(resource(SHIPPED + location + ".yaml"));
    }

    static List<String> shippedNames() {
        return new String(resource(SHIPPED + "index.txt"), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    private static byte[] resource(String name) {
        try (InputStream in = PipelineFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Source> file(String location, Problems problems) {
        Path path = console.path(location);
        try {
            if (Files.isRegularFile(path) && Files.size(path) > LARGEST) {
                problems.add(Problem.error(Visible.text(location) + " is larger than 4 MiB, which no pipeline needs"));
                return Optional.empty();
            }
            return SourceDecoder.decode(location, Files.readAllBytes(path), problems);
        } catch (IOException e) {
            problems.add(missing(location, path));
            return Optional.empty();
        }
    }

    private static Problem missing(String location, Path path) {
        if (Files.isDirectory(path)) {
            return Problem.error(Visible.quote(location) + " is a directory, not a pipeline file")
                    .hint("name a file in it");
        }
        if (Files.exists(path)) {
            return Problem.error("the pipeline file " + Visible.quote(location) + " can't be read")
                    .hint("check its permissions");
        }
        boolean bare = !location.contains("/") && !location.contains(".");
        return Problem.error("there is no pipeline " + (bare ? "" : "file ") + Visible.quote(location))
                .hint(
                        bare
                                ? NearestName.of(location, shippedNames())
                                        .map(near -> "did you mean `" + near + "`?")
                                        .orElse("give the path of a file, or one of the shipped pipelines: "
                                                + String.join(", ", shippedNames()))
                                : "the path starts from the directory that the command was started in");
    }
}
