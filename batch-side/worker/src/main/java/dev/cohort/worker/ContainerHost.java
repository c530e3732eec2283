package dev.cohort.worker;

import dev.cohort.contract.Body;
import dev.cohort.contract.FailureKind;
import dev.cohort.contract.Job;
import dev.cohort.contract.Mount;
import dev.cohort.store.Location;
import dev.cohort.store.Staged;
import dev.cohort.worker.container.BindMount;
import dev.cohort.worker.container.ContainerGroup;
import dev.cohort.worker.container.ContainerLabels;
import dev.cohort.worker.container.ContainerSpec;
import dev.cohort.worker.container.EngineFailure;
import dev.cohort.worker.container.StepImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Each body in a container of its step's image. Staging stays outside: the container sees the store, the task's directory and
 * inputs from elsewhere where they lie on this machine, and may write into the task's directory alone.
 */
final class ContainerHost implements BodyHost {
    private final Containers containers;
    private final Watch watch;
    private final MemoryEvents memory;
    private final ContainerGroup group = new ContainerGroup();

    ContainerHost(Containers containers, Watch watch, MemoryEvents memory) {
        this.containers = containers;
        this.watch = watch;
        this.memory = memory;
    }

    @Override
    public Ready prepare(Attempt attempt, Launch launch) throws IOException {
        StepImage image = containers.image(attempt.job().step());
        try {
            String id = containers.engine().create(spec(attempt, launch, image));
            return new ContainerBody(containers.engine(), id, attempt, launch, image, watch, group, memory);
        } catch (EngineFailure failure) {
            throw uncreated(attempt, image, failure);
        }
    }

    private TaskFailure uncreated(Attempt attempt, StepImage image, EngineFailure failure) {
        if (failure.kind() == EngineFailure.Kind.NO_IMAGE) {
            return new TaskFailure(
                    FailureKind.IMAGE_PULL,
                    "The image " + image.name() + " of step " + attempt.job().step()
                            + " was here when the run was planned, and is not any more: " + failure.getMessage()
                            + ". Run again, and it is looked for anew.");
        }
        return new TaskFailure(
                FailureKind.PLATFORM,
                containers.engine().kind().title() + " could not make the container of "
                        + attempt.task().shown() + ": " + failure.getMessage());
    }

    private ContainerSpec spec(Attempt attempt, Launch launch, StepImage image) throws IOException {
        Job job = attempt.job();
        Path root = attempt.directory().root();
        return new ContainerSpec(
                "cohort-" + job.run() + "-" + root.getFileName(),
                image.identity(),
                new ContainerLabels(
                        job.run(),
                        job.step(),
                        attempt.task().sample(),
                        attempt.task().attempt()),
                launch.argv(),
                environment(attempt, launch),
                attempt.directory().work(),
                mounts(attempt),
                job.limits().cpus(),
                job.limits().memoryMiB());
    }

    /** The caller has no home in the image; and Java takes names of files for ASCII unless it is told otherwise. */
    private static Map<String, String> environment(Attempt attempt, Launch launch) throws IOException {
        Map<String, String> environment = new TreeMap<>(launch.environment());
        environment.putIfAbsent("HOME", attempt.directory().tmp().toString());
        if (isJava(attempt)) {
            environment.putIfAbsent("LC_CTYPE", "C.UTF-8");
        }
        return environment;
    }

    private static boolean isJava(Attempt attempt) {
        return attempt.job().body() instanceof Body.Java;
    }

    private List<BindMount> mounts(Attempt attempt) throws IOException {
        Path store = root(attempt);
        List<BindMount> mounts = new ArrayList<>(List.of(
                BindMount.reading(store), BindMount.writing(attempt.directory().root())));
        for (Staged input : attempt.staged()) {
            if (Files.isSymbolicLink(input.path())) {
                Path file = Files.readSymbolicLink(input.path());
                if (!file.startsWith(store) && !mounts.contains(BindMount.reading(file))) {
                    mounts.add(BindMount.reading(file));
                }
            }
        }
        attempt.job().terms().mounts().forEach(mount -> mounts.add(mount(mount)));
        if (isJava(attempt)) {
            mounts.addAll(containers.javaMounts());
        }
        return mounts;
    }

    /** What is a file system of AWS there is whatever lies at its path here. */
    private static BindMount mount(Mount mount) {
        String source = mount.host() == null ? mount.at() : mount.host();
        return new BindMount(Path.of(source), Path.of(mount.at()), mount.readOnly());
    }

    private static Path root(Attempt attempt) {
        return attempt.store().location().accept(new Location.Visitor<>() {
            @Override
            public Path local(Location.Local directory) {
                return directory.path();
            }

            @Override
            public Path s3(Location.S3 bucket) {
                return attempt.store().scratch();
            }
        });
    }
}
