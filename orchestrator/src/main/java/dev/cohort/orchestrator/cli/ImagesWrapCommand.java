package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.images.kit.ImageWrapping;
import dev.cohort.worker.container.EngineFailure;
import dev.cohort.worker.container.EngineKind;
import dev.cohort.worker.container.ImageBuilder;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts the worker into an image of somebody else. */
@Command(
        name = "wrap",
        description = {
            "Builds an image that AWS Batch can run steps in: IMAGE, and Cohort's worker in /opt/cohort.",
            "",
            "The image needs glibc, as all of Debian, Ubuntu and Red Hat have it. Its user, environment and",
            "working directory stay as they are; its entrypoint goes, so that a job's command is what runs."
        },
        footer = {"", "Example:", "  cohort images wrap python:3.12-slim --tag lab/python"})
final class ImagesWrapCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "IMAGE", description = "The image, by name; it is fetched if it is not here.")
    private String image = "";

    @Option(
            names = "--tag",
            paramLabel = "NAME",
            description = "What the new image is called; unless said, IMAGE with -cohort at the end of its tag.")
    private @Nullable String tag;

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            defaultValue = "docker",
            description = "What has the image and builds the other: docker, unless podman is said.")
    private EngineKind engine = EngineKind.DOCKER;

    ImagesWrapCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        String name = tag == null ? wrapped(image) : tag;
        ImageBuilder builder = ImageBuilder.connect(engine);
        new ImageWrapping(builder, ContainerOptions.cache(), jars(), Cohort.Version.number())
                .wrap(image, name, line -> console.print(List.of(line)));
        console.print(List.of("Built " + name));
        return ExitCode.OK;
    }

    /** A digest has no tag to add to. */
    private String wrapped(String name) {
        if (name.contains("@")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "an image that is named by its digest needs a name for the new one: --tag NAME");
        }
        return name.lastIndexOf(':') > name.lastIndexOf('/') ? name + "-cohort" : name + ":cohort";
    }

    /** All that we run by: one jar, as it is shipped. */
    private static List<Path> jars() {
        List<Path> places = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(place -> Path.of(place).toAbsolutePath())
                .toList();
        if (!places.stream().allMatch(Files::isRegularFile)) {
            throw new EngineFailure(
                    EngineFailure.Kind.OTHER,
                    "Cohort runs from loose classes here, which can't be put into an image",
                    "build it (mvn -q -DskipTests package), and call ./cohort");
        }
        return places;
    }
}
