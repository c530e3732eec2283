package dev.cohort.orchestrator.engine;

import dev.cohort.contract.Payload;
import dev.cohort.contract.StoreLayout;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.orchestrator.graph.ResolvedStep;
import dev.cohort.orchestrator.graph.StepGraph;
import dev.cohort.orchestrator.plan.Bases;
import dev.cohort.orchestrator.plan.Locations;
import dev.cohort.orchestrator.spec.BodySpec;
import dev.cohort.store.Content;
import dev.cohort.store.Key;
import dev.cohort.store.Sha256;
import dev.cohort.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The code that steps fetch at start: found beside the pipeline or in our own jar, known by digest, put into the store once. */
public final class Payloads {
    private static final String SHIPPED_STEPS = "/payloads/steps.jar";

    private final Map<String, Optional<Found>> byLocation = new HashMap<>();
    private final Map<String, Payload> byStep = new LinkedHashMap<>();

    private Payloads() {}

    /** A payload and its bytes. */
    private record Found(Payload payload, Content content) {}

    /** Those of a pipeline, whose relative paths start from {@code base}; what is not there is told. */
    public static Payloads find(StepGraph graph, String base, Problems problems) {
        Payloads payloads = new Payloads();
        Finder finder = payloads.new Finder(new Bases(graph.pipeline(), base), problems);
        for (ResolvedStep step : graph.steps()) {
            step.spec().body().accept(finder).ifPresent(found -> payloads.byStep.put(step.name(), found.payload()));
        }
        return payloads;
    }

    /** Those that a run had when it began: they lie in the store, whatever has become of the files. */
    public static Payloads stored(Map<String, Payload> byStep) {
        Payloads payloads = new Payloads();
        payloads.byStep.putAll(byStep);
        return payloads;
    }

    public Map<String, Payload> byStep() {
        return Map.copyOf(byStep);
    }

    /** Puts into the store what is not there yet. */
    public void put(Store store, StoreLayout layout) {
        byLocation.values().stream().flatMap(Optional::stream).forEach(found -> {
            Key key = Key.of(layout.payload(found.payload()));
            if (store.head(key).isEmpty()) {
                store.put(key, found.content());
            }
        });
    }

    private static Optional<Found> shipped() {
        try (InputStream in = Payloads.class.getResourceAsStream(SHIPPED_STEPS)) {
            if (in == null) {
                throw new IllegalStateException("the shipped steps are not in the jar");
            }
            byte[] jar = in.readAllBytes();
            return Optional.of(new Found(payload(SHIPPED_STEPS, Sha256.of(jar)), Content.of(jar)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Payload payload(String location, Sha256 sha256) {
        return new Payload(location.substring(location.lastIndexOf('/') + 1), sha256.hex());
    }

    /** Finds the code of one body; steps that share a jar share its payload. */
    private final class Finder implements BodySpec.Visitor<Optional<Found>> {
        private final Bases bases;
        private final Problems problems;

        Finder(Bases bases, Problems problems) {
            this.bases = bases;
            this.problems = problems;
        }

        private Optional<Found> file(String what, String location, BodySpec body) {
            String resolved = Locations.resolve(bases.of(body.place()), location);
            return byLocation.computeIfAbsent(resolved, where -> file(what, location, Path.of(where), body));
        }

        private Optional<Found> file(String what, String location, Path path, BodySpec body) {
            if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
                problems.add(Problem.error(
                                body.place(),
                                "the " + what + " " + Visible.quote(location) + " is not there, or can't be read")
                        .hint("it was looked for at " + path));
                return Optional.empty();
            }
            return Optional.of(new Found(payload(location, Sha256.of(path)), Content.file(path)));
        }

        @Override
        public Optional<Found> command(BodySpec.Command body) {
            return Optional.empty();
        }

        @Override
        public Optional<Found> run(BodySpec.Run body) {
            return Optional.empty();
        }

        @Override
        public Optional<Found> java(BodySpec.Java body) {
            String jar = body.jar();
            return jar == null ? byLocation.computeIfAbsent("", ignored -> shipped()) : file("jar", jar, body);
        }

        @Override
        public Optional<Found> script(BodySpec.Script body) {
            return file("script", body.file(), body);
        }
    }
}
