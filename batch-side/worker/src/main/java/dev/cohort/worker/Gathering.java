package dev.cohort.worker;

import dev.cohort.contract.FailureKind;
import dev.cohort.contract.InputPattern;
import dev.cohort.contract.OutcomeKey;
import dev.cohort.store.Key;
import dev.cohort.store.Location;
import dev.cohort.store.Opened;
import dev.cohort.store.StoreFailure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** Finds what a step left for all samples of the run: one listing, then the outcomes that it names. */
final class Gathering {
    /** So many outcomes are read sooner than threads are made. */
    private static final int FEW = 32;

    private static final int THREADS = 16;
    private static final int NAMED = 5;

    private final Attempt attempt;
    private final Producers producers;

    Gathering(Attempt attempt, Producers producers) {
        this.attempt = attempt;
        this.producers = producers;
    }

    FoundInput find(String name, InputPattern.Gather input) {
        List<String> samples = samples(input);
        Set<String> absent = absent(input.step());
        Sharing sharing =
                Sharing.of(attempt.job().terms(), name, attempt.store().location());
        Map<String, List<OutcomeKey>> keys =
                OutcomeListing.okBySample(attempt.store(), attempt.layout().outcomes(input.step()));
        List<Optional<Producers.Made>> made = read(samples.stream()
                .map(sample -> new Asked(input.step(), sample, absent.contains(sample) ? Map.of() : keys))
                .toList());
        List<FoundGather.OfLane> lanes = new ArrayList<>(samples.size());
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            String sample = samples.get(i);
            Optional<FoundMade> found = made.get(i).map(one -> new FoundMade(one, input.output(), sharing));
            lanes.add(new FoundGather.OfLane(sample, found.orElse(null)));
            if (found.isEmpty() && !absent.contains(sample)) {
                missing.add(sample);
            }
        }
        requireAll(name, input.step(), samples.size(), missing);
        return new FoundGather(lanes);
    }

    private static void requireAll(String name, String step, int samples, List<String> missing) {
        if (missing.isEmpty()) {
            return;
        }
        String first = String.join(", ", missing.subList(0, Math.min(NAMED, missing.size())));
        throw new TaskFailure(
                FailureKind.UPSTREAM,
                "Input `" + name + "` gathers step " + step + " over " + samples + " samples, but " + missing.size()
                        + " of them left nothing whole: " + first + (missing.size() > NAMED ? ", …" : "")
                        + ". See why those failed, then run again; only what is missing runs.");
    }

    /** In the order of the sample sheet, but for those that have no need of the step, whatever they left before. */
    private List<String> samples(InputPattern.Gather input) {
        List<String> all = names(attempt.layout().samples(attempt.run()));
        if (!input.partial()) {
            return all;
        }
        Set<String> without = new HashSet<>(names(attempt.layout().without(attempt.run(), input.step())));
        return all.stream().filter(sample -> !without.contains(sample)).toList();
    }

    private List<String> names(String at) {
        Key key = Key.of(at);
        try (Opened file = attempt.store().get(key)) {
            return new String(file.bytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (StoreFailure failure) {
            throw TaskFailure.ofStore(FailureKind.STAGE_IN, "The list of the run's samples: ", failure);
        }
    }

    /**
     * The samples that this gather does without: whoever released it knows which lanes failed. What an earlier run left of
     * them would be no answer.
     */
    private Set<String> absent(String step) {
        String url = attempt.job().terms().absent();
        if (url == null) {
            return Set.of();
        }
        try (Opened file = attempt.store().get(keyOf(url))) {
            return new String(file.bytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(step + "\t"))
                    .map(line -> line.substring(step.length() + 1))
                    .collect(Collectors.toSet());
        } catch (StoreFailure failure) {
            throw TaskFailure.ofStore(FailureKind.STAGE_IN, "The list of the samples to do without: ", failure);
        }
    }

    private Key keyOf(String url) {
        return attempt.store()
                .keyOf(Location.parse(url, Path.of("/")))
                .orElseThrow(() -> new TaskFailure(
                        FailureKind.STAGE_IN,
                        "The list of the samples to do without lies outside of the store: " + url));
    }

    private List<Optional<Producers.Made>> read(List<Asked> asked) {
        if (asked.size() <= FEW) {
            return asked.stream().map(this::read).toList();
        }
        ExecutorService readers = Executors.newFixedThreadPool(THREADS);
        try {
            return collected(readers.invokeAll(asked.stream()
                    .<java.util.concurrent.Callable<Optional<Producers.Made>>>map(one -> () -> read(one))
                    .toList()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TaskFailure(FailureKind.TERMINATED, "Interrupted while outcomes were read");
        } finally {
            readers.shutdownNow();
        }
    }

    private static List<Optional<Producers.Made>> collected(List<Future<Optional<Producers.Made>>> read)
            throws InterruptedException {
        List<Optional<Producers.Made>> all = new ArrayList<>(read.size());
        for (Future<Optional<Producers.Made>> one : read) {
            try {
                all.add(one.get());
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
            }
        }
        return all;
    }

    private Optional<Producers.Made> read(Asked asked) {
        return producers.choose(
                attempt.layout(), asked.step, asked.sample, asked.keys.getOrDefault(asked.sample, List.of()));
    }

    /** One sample's part of the question. */
    private record Asked(String step, String sample, Map<String, List<OutcomeKey>> keys) {}
}
