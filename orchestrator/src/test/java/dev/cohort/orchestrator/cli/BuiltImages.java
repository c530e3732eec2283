package dev.cohort.orchestrator.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The images that docker/build makes, upon a base with an entrypoint and an environment of its own. They are made once, for the first
 * test that takes them as a parameter, and go after the last.
 */
final class BuiltImages implements AutoCloseable {
    /** Below which images of Cohort lie; no registry has them, as to push tools of a gigabyte takes longer than all tests with them. */
    static final String PREFIX = "cohort-test";

    private static final String UNDERNEATH = PREFIX + "/underneath:1";
    private static final List<String> NAMES = List.of("base", "picard", "kallisto", "pizzly");

    private final Path folder;
    private final PackedCohort cohort;

    private BuiltImages(Path folder) throws IOException {
        this.folder = folder;
        this.cohort = PackedCohort.into(folder);
    }

    private static BuiltImages make() {
        try {
            BuiltImages images = new BuiltImages(Files.createTempDirectory("cohort-images"));
            images.build();
            return images;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void build() throws IOException {
        Path context = Files.createDirectory(folder.resolve("underneath"));
        Files.writeString(
                context.resolve("Dockerfile"),
                "FROM " + TestEngine.TOOLS + "\nENV GREETING=hello\nENTRYPOINT [\"/bin/false\"]\n");
        TestEngine.done(TestEngine.ask("build", "--tag", UNDERNEATH, context.toString()));
        TestEngine.done(TestEngine.said(
                "env",
                "COHORT=" + cohort.program(),
                Path.of(System.getProperty("cohort.root"), "docker/build").toString(),
                "--prefix",
                PREFIX,
                "--base",
                UNDERNEATH,
                "--network",
                "host",
                "--engine",
                TestEngine.KIND.command()));
    }

    /** The Cohort that is in them. */
    PackedCohort cohort() {
        return cohort;
    }

    /** As an engine calls an image of ours. */
    static String name(String image) {
        return PREFIX + "/cohort/" + image + ":" + PackedCohort.VERSION;
    }

    @Override
    public void close() throws IOException {
        for (String image : NAMES) {
            TestEngine.ask("rmi", name(image));
            TestEngine.ask("rmi", PREFIX + "/cohort/" + image + ":latest");
        }
        TestEngine.ask("rmi", UNDERNEATH);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Hands the same to all. */
    static final class Once implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == BuiltImages.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .computeIfAbsent(BuiltImages.class, unused -> make(), BuiltImages.class);
        }
    }
}
