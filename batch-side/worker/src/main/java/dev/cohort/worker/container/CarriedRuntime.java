package dev.cohort.worker.container;

import dev.cohort.contract.WorkerImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Java runtime that runs in any image for this machine's processor, be it empty: made by jlink from the Java that runs us, with the
 * loader and the system's libraries that it needs beside it. It is made once, and kept.
 */
public final class CarriedRuntime {
    /** Where it lies in a container. */
    public static final Path HOME = Path.of(WorkerImage.HOME, "runtime");

    /** Counts the ways in which one was laid out. */
    private static final int LAYOUT = 1;

    /** All of Java SE, and what code finds in any ordinary JDK beside it. */
    private static final List<String> MODULES = List.of(
            "java.se",
            "jdk.charsets",
            "jdk.crypto.ec",
            "jdk.localedata",
            "jdk.management",
            "jdk.naming.dns",
            "jdk.net",
            "jdk.unsupported",
            "jdk.xml.dom",
            "jdk.zipfs");

    private final Path directory;
    private final SystemLibraries libraries;

    private CarriedRuntime(Path directory, SystemLibraries libraries) {
        this.directory = directory;
        this.libraries = libraries;
    }

    /** The one that belongs to the Java that runs us, made or not yet. */
    public static CarriedRuntime below(Path cache) {
        String version = System.getProperty("java.runtime.version").replaceAll("[^A-Za-z0-9.+-]", "_");
        String name = "runtime-" + version + "-" + System.getProperty("os.arch") + "-" + LAYOUT;
        return new CarriedRuntime(cache.toAbsolutePath().resolve(name), SystemLibraries.ofThisMachine());
    }

    public boolean isMade() {
        return Files.isDirectory(directory);
    }

    /** How it comes into a container. */
    public BindMount mount() {
        return new BindMount(directory, HOME, true);
    }

    /** How it is started where it lies in a container. */
    public List<String> command() {
        return command(HOME);
    }

    /** How it is started where it lies on this machine. */
    public List<String> commandHere() {
        return command(directory);
    }

    /** Where it lies on this machine, once it is made. */
    public Path directory() {
        return directory;
    }

    /** How the Java that runs us is started: by its own loader where it has one, as in an image it may not have come with. */
    public static List<String> running() {
        Path home = Path.of(System.getProperty("java.home"));
        SystemLibraries libraries = SystemLibraries.ofThisMachine();
        return Files.exists(home.resolve("lib").resolve(libraries.loaderName()))
                ? new CarriedRuntime(home, libraries).commandHere()
                : List.of(home.resolve("bin/java").toString());
    }

    /** By its own loader, as the image may have another, or none; children find that of the image again. */
    private List<String> command(Path home) {
        Path lib = home.resolve("lib");
        return List.of(
                lib.resolve(libraries.loaderName()).toString(),
                "--library-path",
                lib + ":" + lib.resolve("server"),
                home.resolve("bin/java").toString(),
                // The helper program that Java would start children by has no loader of ours.
                "-Djdk.lang.Process.launchMechanism=VFORK");
    }

    /** Makes it if need be, whole or not at all; of several that make it at once, one counts. */
    public CarriedRuntime make() throws IOException {
        if (isMade()) {
            return this;
        }
        Path making = fresh();
        try {
            Path made = making.resolve("runtime");
            link(made);
            libraries.copyFor(natives(made), made.resolve("lib"));
            share(made);
            Files.move(made, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            // Another was quicker, and made the same.
        } finally {
            remove(making);
        }
        return this;
    }

    private Path fresh() throws IOException {
        try {
            return Files.createTempDirectory(Files.createDirectories(directory.getParent()), ".making-");
        } catch (IOException e) {
            throw new IOException(
                    "no directory can be made in " + directory.getParent() + " (" + e.getMessage() + ")", e);
        }
    }

    private static void link(Path made) throws IOException {
        ToolProvider jlink = ToolProvider.findFirst("jlink")
                .orElseThrow(() -> new IOException("the Java in " + System.getProperty("java.home") + " has no jlink"));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        int status = jlink.run(
                out,
                out,
                "--add-modules",
                modules(),
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--output",
                made.toString());
        if (status != 0) {
            throw new IOException(
                    "jlink: " + said.toString(StandardCharsets.UTF_8).strip());
        }
    }

    private static String modules() {
        return MODULES.stream()
                .filter(module ->
                        java.lang.module.ModuleFinder.ofSystem().find(module).isPresent())
                .collect(Collectors.joining(","));
    }

    private static List<Path> natives(Path made) throws IOException {
        try (Stream<Path> files = Files.walk(made)) {
            return files.filter(
                            file -> file.endsWith("bin/java") || file.toString().endsWith(".so"))
                    .toList();
        }
    }

    /** An archive of loaded classes, which a JVM starts faster with; without it nothing else changes. */
    private void share(Path made) throws IOException {
        List<String> argv = new java.util.ArrayList<>(command(made));
        argv.addAll(List.of("-XX:+UseSerialGC", "-Xshare:dump"));
        EngineCommand.waitFor(new ProcessBuilder(argv)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                file.toFile().setWritable(true);
                Files.delete(file);
            }
        }
    }
}
