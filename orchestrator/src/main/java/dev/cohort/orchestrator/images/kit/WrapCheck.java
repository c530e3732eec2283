package dev.cohort.orchestrator.images.kit;

import dev.cohort.worker.container.EngineFailure;
import dev.cohort.worker.container.EngineFailure.Kind;
import dev.cohort.worker.container.ImageBuilder;
import dev.cohort.worker.container.ImageConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks whether an image can get our worker, without running anything of it. */
final class WrapCheck {
    private static final List<String> GLIBC =
            List.of("/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1", "/lib64/ld64.so.2", "/lib/ld64.so.1");
    private static final List<String> MUSL = List.of("/lib/ld-musl-x86_64.so.1", "/lib/ld-musl-aarch64.so.1");
    private static final List<String> SESSIONS = List.of("/usr/bin/setsid", "/bin/setsid");

    /** As an image is told what it is for, and as Java names the same. */
    private static final Map<String, String> ARCHITECTURES = Map.of("amd64", "amd64", "aarch64", "arm64");

    private final ImageBuilder builder;

    WrapCheck(ImageBuilder builder) {
        this.builder = builder;
    }

    /** What the image says of itself; it is fetched if it is not here. */
    ImageConfig config(String image, Consumer<String> progress) {
        requireName(image);
        ImageConfig config = builder.config(image).orElseGet(() -> fetched(image, progress));
        requireThisProcessor(image, config);
        requireGlibc(image);
        if (builder.firstOf(image, SESSIONS).isEmpty()) {
            throw refused(
                    image,
                    "has no program setsid, by which the worker starts what a step runs",
                    "install it in the image (Debian, Ubuntu, Red Hat: the package util-linux)");
        }
        requirePlain(image, config.user());
        return config;
    }

    /** It becomes a word of a Dockerfile. */
    static void requireName(String image) {
        if (!image.matches("[A-Za-z0-9][A-Za-z0-9._/:@-]*")) {
            throw new EngineFailure(
                    Kind.OTHER,
                    "`" + image + "` is no name of an image",
                    "a name is like debian:bookworm-slim or quay.io/biocontainers/samtools:1.19");
        }
    }

    private ImageConfig fetched(String image, Consumer<String> progress) {
        progress.accept("Fetching the image " + image);
        try {
            builder.pull(image);
        } catch (EngineFailure failure) {
            throw new EngineFailure(
                    failure.kind(),
                    "the image `" + image + "` is not here and can't be fetched: " + failure.getMessage(),
                    "build it or load it, or correct its name");
        }
        return builder.config(image).orElseThrow(() -> refused(image, "is not here though it was fetched", ""));
    }

    private static void requireThisProcessor(String image, ImageConfig config) {
        String here = System.getProperty("os.arch");
        String wanted = ARCHITECTURES.getOrDefault(here, here);
        if (!config.architecture().equals(wanted)) {
            throw refused(
                    image,
                    "is for " + config.architecture() + " processors, and the worker that is made here is for "
                            + wanted,
                    "fetch its variant for this machine, or wrap it on a machine of its kind");
        }
    }

    private void requireGlibc(String image) {
        if (builder.firstOf(image, GLIBC).isPresent()) {
            return;
        }
        Optional<String> musl = builder.firstOf(image, MUSL);
        if (musl.isPresent()) {
            throw refused(
                    image,
                    "is built on musl (" + musl.get() + "), as Alpine is; the worker is for images with glibc",
                    "take its variant on Debian, Ubuntu, Red Hat or the like");
        }
        throw refused(
                image,
                "has no glibc (no " + GLIBC.get(0) + "), which the worker and most tools need",
                "begin with an image that has a Linux system in it, such as debian:bookworm-slim");
    }

    /** It becomes a word of a Dockerfile too, and is whatever the image's maker wrote. */
    private static void requirePlain(String image, String user) {
        if (!user.matches("[A-Za-z0-9._:$-]*")) {
            throw refused(image, "runs as a user with an odd name", "give it another by USER in its Dockerfile");
        }
    }

    private static EngineFailure refused(String image, String why, String hint) {
        return new EngineFailure(Kind.OTHER, "the image `" + image + "` " + why, hint);
    }
}
