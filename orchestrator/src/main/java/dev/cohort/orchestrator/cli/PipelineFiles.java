package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.catalog.NearFiles;
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

    /** The files that a pipeline may use, which was read before. */
    Sources beside(String location, Source pipeline) {
        Path folder = Path.of(base(location));
        if (location.equals(STANDARD_INPUT) || shipped(location).isPresent()) {
            return new UsedSources(this, folder, Path.of(""));
        }
        Path parent = Path.of(location).getParent();
        return new UsedSources(this, folder, parent == null ? Path.of("") : parent)
                .with(console.path(location), pipeline);
    }

    /** The directory that relative paths in a pipeline start from; those in a shipped one start where the command was started. */
    String base(String location) {
        Path parent = location.equals(STANDARD_INPUT) || shipped(location).isPresent()
                ? console.directory()
                : console.path(location).getParent();
        return (parent == null ? console.directory() : parent).toString();
    }

    private byte[] standardInput() {
        try {
            return start(console.in());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** No more than is needed to tell that it is too much. */
    private static byte[] start(InputStream in) throws IOException {
        return in.readNBytes(SourceDecoder.MOST_BYTES + 1);
    }

    /** The bytes of a file that is read as text, or so many of them that it is seen to be too large. */
    static byte[] start(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return start(in);
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
            return SourceDecoder.decode(location, start(path), problems);
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
                .hint((bare ? nearShipped(location) : Optional.<String>empty())
                        .or(() -> near(location, path))
                        .orElse(
                                bare
                                        ? "give the path of a file, or one of the shipped pipelines: "
                                                + String.join(", ", shippedNames())
                                        : "the path starts from the directory that the command was started in"));
    }

    private static Optional<String> nearShipped(String location) {
        return NearestName.of(location, shippedNames()).map(near -> "did you mean `" + near + "`?");
    }

    /** A hint at a file that may be a pipeline. */
    static Optional<String> near(String location, Path path) {
        return NearFiles.hint(location, path, name -> name.endsWith(".yaml") || name.endsWith(".yml"));
    }
}
