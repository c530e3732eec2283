package dev.cohort.orchestrator.images.kit;

import dev.cohort.contract.Json;
import dev.cohort.contract.WorkerImage;
import dev.cohort.worker.container.CarriedRuntime;
import dev.cohort.worker.container.EngineFailure;
import dev.cohort.worker.container.EngineFailure.Kind;
import dev.cohort.worker.container.ImageBuilder;
import dev.cohort.worker.container.ImageConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Builds an image with our worker in it upon any that has a glibc; what can't become one is told before anything is made. */
public final class ImageWrapping {
    private final ImageBuilder builder;
    private final Path cache;
    private final List<Path> jars;
    private final String version;

    /**
     * @param cache where what can be made again is kept
     * @param jars all that Cohort runs by
     * @param version of Cohort
     */
    public ImageWrapping(ImageBuilder builder, Path cache, List<Path> jars, String version) {
        this.builder = builder;
        this.cache = cache;
        this.jars = List.copyOf(jars);
        this.version = version;
    }

    /** @param progress hears what is done, as it takes half a minute the first time */
    public void wrap(String image, String tag, Consumer<String> progress) {
        ImageConfig config = new WrapCheck(builder).config(image, progress);
        try (ScratchFolder folder = ScratchFolder.in(cache)) {
            progress.accept("Making " + WorkerImage.HOME + " from the Java and the Cohort that run here");
            Kit kit = new Kit(CarriedRuntime.below(cache), jars);
            Path context = Files.createDirectory(folder.path().resolve("kit"));
            kit.makeIn(context, folder.path());
            progress.accept("Building " + tag + " upon " + image);
            Path dockerfile = folder.path().resolve("Dockerfile");
            Files.writeString(dockerfile, dockerfile(image, config, kit.layout()));
            builder.build(dockerfile, context, tag);
        } catch (IOException e) {
            throw new EngineFailure(Kind.OTHER, WorkerImage.HOME + " can't be made: " + e.getMessage(), "");
        }
    }

    /**
     * The archive of classes is made within, as it holds for its place only; and is proved, as one that is of no use would be passed over
     * in silence. The entrypoint goes, as AWS Batch can't replace one: the job's command is what runs.
     */
    private String dockerfile(String image, ImageConfig config, KitLayout layout) {
        boolean root = config.user().isEmpty();
        return "FROM " + image + "\n"
                + (root ? "" : "USER 0\n")
                + "COPY . " + WorkerImage.HOME + "/\n"
                + "RUN " + Json.texts(layout.archiving()).compact() + "\n"
                + (root ? "" : "USER " + config.user() + "\n")
                + "RUN " + Json.texts(layout.proving()).compact() + "\n"
                + "ENTRYPOINT []\n"
                + "CMD " + Json.texts(List.of(WorkerImage.ENTRYPOINT)).compact() + "\n"
                + "LABEL " + WorkerImage.VERSION_LABEL + "="
                + Json.text(version).compact() + " "
                + WorkerImage.CONTRACT_LABEL + "="
                + Json.text(Integer.toString(WorkerImage.CONTRACT)).compact() + "\n";
    }
}
