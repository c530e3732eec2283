package dev.cohort.orchestrator.goldens;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * A directory of inputs, each with its expected output beside it under the same name with another ending. Refreshing
 * rewrites the expected files and still fails, so that no run blesses its own output.
 *
 * @param inputs the endings of inputs, such as {@code .yaml}; none for all files that are no expected ones
 */
public record GoldenFiles(Path directory, String expectedEnding, List<String> inputs, boolean refresh) {
    public GoldenFiles {
        inputs = List.copyOf(inputs);
    }

    /** What comes out for an input. */
    @FunctionalInterface
    public interface Output {
        String of(Path input) throws Exception;
    }

    /** A directory below the goldens of this module, with expected files {@code <case>.expected}. */
    public static GoldenFiles in(String directory) {
        return new GoldenFiles(
                Path.of("src/test/resources/goldens").resolve(directory),
                ".expected",
                List.of(),
                KeptFile.isRefreshing());
    }

    public GoldenFiles expecting(String ending) {
        return new GoldenFiles(directory, ending, inputs, refresh);
    }

    /** Only files with these endings are inputs; others may lie beside them for the inputs to use. */
    public GoldenFiles reading(String... endings) {
        return new GoldenFiles(directory, expectedEnding, List.of(endings), refresh);
    }

    /** One test for each input, and one that no file stands alone. */
    public Stream<DynamicTest> tests(Output output) {
        return Stream.concat(
                inputFiles().stream()
                        .map(input -> DynamicTest.dynamicTest(
                                input.getFileName().toString(), input.toUri(), () -> check(input, output.of(input)))),
                Stream.of(DynamicTest.dynamicTest("none stands alone in " + directory, this::checkPairs)));
    }

    void check(Path input, String actual) {
        new KeptFile(directory.resolve(stem(input) + expectedEnding), refresh).holds(actual);
    }

    void checkPairs() {
        var claims = inputFiles().stream().collect(groupingBy(this::stem, TreeMap::new, counting()));
        List<String> shared =
                claims.keySet().stream().filter(stem -> claims.get(stem) > 1).toList();
        List<Path> orphans = files().stream()
                .filter(file -> isExpected(file) && !claims.containsKey(stem(file)))
                .toList();
        if (claims.isEmpty()) {
            throw new AssertionError("there is no input in " + directory);
        }
        if (!shared.isEmpty()) {
            throw new AssertionError("inputs in " + directory + " share an expected file: " + shared);
        }
        if (!orphans.isEmpty()) {
            throw new AssertionError("expected files without their input; remove them: " + orphans);
        }
    }

    private List<Path> inputFiles() {
        return files().stream()
                .filter(file -> !isExpected(file) && (inputs.isEmpty() || hasEnding(file, inputs)))
                .toList();
    }

    private boolean isExpected(Path file) {
        return hasEnding(file, List.of(expectedEnding));
    }

    private static boolean hasEnding(Path file, List<String> endings) {
        return endings.stream().anyMatch(file.getFileName().toString()::endsWith);
    }

    private List<Path> files() {
        try (Stream<Path> found = Files.list(directory)) {
            return found.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without the expected ending where it is one, else without its last ending. */
    private String stemOf(String name) {
        return name.endsWith(expectedEnding)
                ? name.substring(0, name.length() - expectedEnding.length())
                : name.substring(0, name.contains(".") ? name.lastIndexOf('.') : name.length());
    }

    private String stem(Path file) {
        return stemOf(file.getFileName().toString());
    }
}
