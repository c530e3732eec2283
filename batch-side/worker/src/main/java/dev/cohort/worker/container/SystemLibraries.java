package dev.cohort.worker.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The loader of this machine's programs, and by it the libraries of the system that a program needs. */
final class SystemLibraries {
    /** As the loader tells it: {@code libz.so.1 => /lib/x86_64-linux-gnu/libz.so.1 (0x00007f…)}. */
    private static final Pattern FOUND = Pattern.compile("\\s=> (/.*) \\(0x[0-9a-f]+\\)$", Pattern.MULTILINE);

    private final Path loader;

    private SystemLibraries(Path loader) {
        this.loader = loader;
    }

    static SystemLibraries ofThisMachine() {
        return new SystemLibraries(Path.of(
                switch (System.getProperty("os.arch")) {
                    case "aarch64" -> "/lib/ld-linux-aarch64.so.1";
                    case "ppc64le" -> "/lib64/ld64.so.2";
                    case "s390x" -> "/lib/ld64.so.1";
                    case "riscv64" -> "/lib/ld-linux-riscv64-lp64d.so.1";
                    default -> "/lib64/ld-linux-x86-64.so.2";
                }));
    }

    String loaderName() {
        return String.valueOf(loader.getFileName());
    }

    /** Puts the loader and all that the programs and libraries need of the system into a directory. */
    void copyFor(Collection<Path> programs, Path directory) throws IOException {
        Set<Path> needed = new TreeSet<>();
        for (Path program : programs) {
            needed.addAll(neededBy(program));
        }
        needed.add(loader);
        for (Path library : needed) {
            Path copy = directory.resolve(String.valueOf(library.getFileName()));
            if (!library.startsWith(directory) && !Files.exists(copy)) {
                Files.copy(library.toRealPath(), copy);
            }
        }
    }

    /** A library that is not there is not told of: what cannot run here will not run there. */
    private Set<Path> neededBy(Path program) throws IOException {
        Process listing = new ProcessBuilder(loader.toString(), "--list", program.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String text = new String(listing.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        EngineCommand.waitFor(listing);
        Set<Path> needed = new TreeSet<>();
        for (Matcher found = FOUND.matcher(text); found.find(); ) {
            needed.add(Path.of(found.group(1)));
        }
        return needed;
    }
}
