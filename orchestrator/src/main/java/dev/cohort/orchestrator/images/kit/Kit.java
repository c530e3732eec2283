package dev.cohort.orchestrator.images.kit;

import dev.cohort.worker.container.CarriedRuntime;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Makes what an image gets as {@code /opt/cohort}, but for the archive of classes, which can be made at its own place only. */
final class Kit {
    private final CarriedRuntime runtime;
    private final List<Path> jars;

    /** @param jars all that the worker runs by, in the order of its class path */
    Kit(CarriedRuntime runtime, List<Path> jars) {
        this.runtime = runtime;
        this.jars = List.copyOf(jars);
    }

    KitLayout layout() {
        return new KitLayout(
                runtime.command(),
                jars.stream().map(jar -> String.valueOf(jar.getFileName())).toList());
    }

    /** Fills a directory; one on the disk of the runtime shares its files. In {@code scratch} there is room for a moment. */
    void makeIn(Path directory, Path scratch) throws IOException {
        runtime.make();
        shareTree(runtime.directory(), directory.resolve(KitLayout.RUNTIME));
        List<Path> placed = placeJars(directory);
        Path classes = directory.resolve(KitLayout.CLASSES);
        Training training = new Training(runtime.commandHere(), placed);
        Files.write(classes, training.classes(scratch));
        placeProgram(directory, "worker", layout().worker());
        placeProgram(directory, "cohort", layout().cohort());
        letAllRead(directory);
    }

    /** With their times, as the archive of classes is not taken for a jar of another time. */
    private List<Path> placeJars(Path directory) throws IOException {
        Path folder = Files.createDirectories(directory.resolve(KitLayout.JARS));
        List<Path> placed = new ArrayList<>();
        for (Path jar : jars) {
            Path copy = folder.resolve(String.valueOf(jar.getFileName()));
            placed.add(Files.copy(jar, copy, StandardCopyOption.COPY_ATTRIBUTES));
        }
        return placed;
    }

    private static void placeProgram(Path directory, String name, String text) throws IOException {
        Path folder = Files.createDirectories(directory.resolve(KitLayout.PROGRAMS));
        Path program = Files.writeString(folder.resolve(name), text);
        Files.setPosixFilePermissions(
                program, Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_EXECUTE));
    }

    private static void shareTree(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes about) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(directory)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes about) throws IOException {
                share(file, to.resolve(from.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void share(Path file, Path to) throws IOException {
        try {
            Files.createLink(to, file);
        } catch (IOException | UnsupportedOperationException otherDisk) {
            Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    /** Whatever this user's files are for others: an image runs as any user. */
    private static void letAllRead(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(file -> !Files.isSymbolicLink(file)).toList()) {
                Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
                boolean run = rights.contains(PosixFilePermission.OWNER_EXECUTE);
                rights.addAll(List.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ));
                if (run) {
                    rights.addAll(List.of(PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_EXECUTE));
                }
                Files.setPosixFilePermissions(file, rights);
            }
        }
    }
}
