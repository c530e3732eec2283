package dev.cohort.orchestrator.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A folder in which a test writes files, types commands and looks at what lies there afterwards. */
final class Workbench {
    private final Path folder;
    private Map<String, String> secrets = Map.of();

    Workbench(Path folder) {
        this.folder = folder;
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    /** With these in the environment of whoever types. */
    Workbench knowing(Map<String, String> values) {
        secrets = values;
        return this;
    }

    Workbench file(String name, String text) {
        try {
            Path file = path(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code run p.yaml --sample-list-file s.txt} and more arguments. */
    TypedCommand run(String... more) {
        List<String> arguments = new ArrayList<>(List.of("run", "p.yaml", "--sample-list-file", "s.txt"));
        arguments.addAll(Arrays.asList(more));
        return type(arguments.toArray(String[]::new));
    }

    TypedCommand type(String... arguments) {
        return TypedCommand.run(folder, secrets, Arrays.asList(arguments));
    }

    /** A result of the pipeline {@code p}: {@code step/sample/file}. */
    String result(String path) {
        try {
            return Files.readString(path("cohort-store/results/p/" + path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean hasResult(String path) {
        return Files.exists(path("cohort-store/results/p/" + path));
    }

    /** How often a step wrote into a file outside of the store that counts its runs. */
    long lines(String name) {
        try (Stream<String> lines = Files.lines(path(name))) {
            return lines.count();
        } catch (IOException e) {
            return 0;
        }
    }
}
