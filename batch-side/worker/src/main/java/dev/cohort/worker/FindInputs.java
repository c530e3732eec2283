package dev.cohort.worker;

import dev.cohort.contract.FailureKind;
import dev.cohort.contract.Fingerprint;
import dev.cohort.contract.InputPattern;
import dev.cohort.contract.Job;
import dev.cohort.contract.Lane;
import dev.cohort.contract.LaneReads;
import dev.cohort.store.Inputs;
import dev.cohort.store.Location;
import dev.cohort.store.Stat;
import dev.cohort.store.Store;
import dev.cohort.store.StoreFailure;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds the inputs of a task, and with them the {@code in} half of its fingerprint, before anything is moved. */
final class FindInputs implements TaskRunner.Ingredient {
    private final Inputs inputs;
    private final Producers producers;

    FindInputs(Store store, Producers producers) {
        this.inputs = new Inputs(store);
        this.producers = producers;
    }

    @Override
    public boolean add(Attempt attempt) {
        attempt.stopwatch().enter(Stopwatch.Part.STAGE_IN);
        attempt.job().inputs().forEach((name, pattern) -> attempt.found().put(name, find(attempt, name, pattern)));
        attempt.in(in(attempt));
        return true;
    }

    /** Of all inputs, which are found, and of the lane's own values. */
    static String in(Attempt attempt) {
        Job job = attempt.job();
        SortedMap<String, String> identities = new TreeMap<>();
        attempt.found().forEach((name, input) -> identities.put(name, input.identity()));
        LaneReads.of(job.body(), job.outputs(), job.env())
                .forEach(path -> identities.put(
                        LaneReads.key(path),
                        Fingerprint.valueIdentity(attempt.values().value(path))));
        return Fingerprint.in(identities);
    }

    FoundInput find(Attempt attempt, String name, InputPattern pattern) {
        try {
            return pattern.accept(new Finder(attempt, name));
        } catch (StoreFailure failure) {
            throw TaskFailure.ofStore(FailureKind.STAGE_IN, "Input `" + name + "`: ", failure);
        }
    }

    private final class Finder implements InputPattern.Visitor<FoundInput> {
        private final Attempt attempt;
        private final String name;

        Finder(Attempt attempt, String name) {
            this.attempt = attempt;
            this.name = name;
        }

        @Override
        public FoundInput value(InputPattern.Value input) {
            return new FoundValue(
                    attempt.values().render(input.value()),
                    Fingerprint.valueIdentity(input.value(), attempt.values()::value));
        }

        @Override
        public FoundInput file(InputPattern.File input) {
            String path = attempt.values().render(input.path());
            if (path.isEmpty()) {
                throw new TaskFailure(
                        FailureKind.INPUT_MISSING,
                        "Input `" + name + "` of " + attempt.task().shown()
                                + " has an empty path. Fill in its cell in the sample sheet.");
            }
            return file(location(input.base(), path));
        }

        private FoundFile file(Location location) {
            Inputs from = attempt.job().terms().paid().contains(name) ? inputs.payingForReads() : inputs;
            Stat stat = from.stat(location).orElseThrow(() -> missing(location));
            return new FoundFile(from, location, stat, sharing(location));
        }

        private Sharing sharing(Location origin) {
            return Sharing.of(attempt.job().terms(), name, origin);
        }

        @Override
        public FoundInput files(InputPattern.Files input) {
            return new FoundFiles(input.paths(attempt.values().render(input.paths())).stream()
                    .map(path -> file(location("/", path)))
                    .toList());
        }

        private TaskFailure missing(Location location) {
            return new TaskFailure(
                    FailureKind.INPUT_MISSING,
                    "Input `" + name + "` of " + attempt.task().shown() + " is not there: " + location
                            + ". Put the file there, or correct its path in the sample sheet or the parameters.");
        }

        @Override
        public FoundInput fromLane(InputPattern.FromLane input) {
            Lane lane = attempt.task().lane();
            return lane != null && lane.without().contains(input.step())
                    ? new FoundNothing()
                    : made(input.step(), attempt.task().sample(), input.output());
        }

        @Override
        public FoundInput fromCohort(InputPattern.FromCohort input) {
            return made(input.step(), null, input.output());
        }

        private FoundInput made(String step, @Nullable String sample, String output) {
            Producers.Made made =
                    producers.find(attempt.layout(), step, sample).orElseThrow(() -> noProducer(step, sample));
            return new FoundMade(made, output, sharing(attempt.store().location()));
        }

        private TaskFailure noProducer(String step, @Nullable String sample) {
            String of = sample == null ? "the cohort" : sample;
            return new TaskFailure(
                    FailureKind.UPSTREAM,
                    "Input `" + name + "`: step " + step + " has left nothing whole for " + of
                            + ". Run again; the plan will make it first.");
        }

        @Override
        public FoundInput gather(InputPattern.Gather input) {
            return new Gathering(attempt, producers).find(name, input);
        }
    }

    /** As the planner does: absolute paths and URLs stay, the rest is relative to the base, which may be a URL too. */
    static Location location(String base, String path) {
        boolean stays = path.startsWith("/") || path.contains("://");
        return Location.parse(stays ? path : base + (base.endsWith("/") ? "" : "/") + path, Path.of("/"));
    }
}
