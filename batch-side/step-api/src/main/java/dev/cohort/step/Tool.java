package dev.cohort.step;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A program that a step runs: the names it goes by, the likeliest first, and how to get it.
 *
 * @param install a command that installs it, as a user would type it; empty when nobody can say
 */
public record Tool(List<String> names, String install) {

    public Tool {
        names = List.copyOf(names);
        Objects.requireNonNull(install, "install");
        if (names.isEmpty() || names.contains("")) {
            throw new IllegalArgumentException("a tool needs a name");
        }
    }

    public static Tool named(String... names) {
        return new Tool(Arrays.asList(names), "");
    }

    public Tool installedBy(String command) {
        return new Tool(names, command);
    }

    public String name() {
        return names.get(0);
    }

    /**
     * The program's file: a name with a slash in it is that file, any other is looked up in the directories of PATH.
     *
     * @param searchPath the value of PATH; an empty entry in it is left out, as a tool never comes from where the body runs
     */
    public Optional<Path> find(String searchPath) {
        return names.stream().flatMap(name -> find(name, searchPath).stream()).findFirst();
    }

    private static Optional<Path> find(String name, String searchPath) {
        if (name.contains("/")) {
            return Optional.of(Path.of(name)).filter(Tool::runnable);
        }
        return Arrays.stream(searchPath.split(File.pathSeparator, -1))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, name))
                .filter(Tool::runnable)
                .findFirst();
    }

    private static boolean runnable(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }

    String notInstalled() {
        String looked = name() + " is not installed: no " + String.join(" or ", names) + " in the directories of PATH";
        return install.isEmpty() ? looked : looked + ". Install it with: " + install;
    }
}
