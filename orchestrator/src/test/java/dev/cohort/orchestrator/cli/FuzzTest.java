package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.diag.Paint;
import dev.cohort.orchestrator.diag.ProblemRenderer;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.fuzz.Mutants;
import dev.cohort.orchestrator.plan.Downloads;
import dev.cohort.orchestrator.plan.MissingInputs;
import dev.cohort.orchestrator.view.GraphPicture;
import dev.cohort.orchestrator.view.PlanJson;
import dev.cohort.orchestrator.view.PlanText;
import dev.cohort.store.StoreFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is in a pipeline file or a sample sheet: it is planned, or told what is wrong with it. {@code bench/fuzz} does the
 * same for longer, and looks at the time too.
 */
class FuzzTest {
    private static final Path GOLDENS = Path.of("src/test/resources/goldens");
    private static final int MUTANTS = Integer.getInteger("cohort.fuzz.mutants", 2000);
    private static final long SEED = Long.getLong("cohort.fuzz.seed", 1);
    /** Of processor time, so that a busy machine does no harm; no limit unless asked for. */
    private static final long MOST_MILLIS = Long.getLong("cohort.fuzz.most-millis", Long.MAX_VALUE);

    private static final String PIPELINE = """
            pipeline: p
            samples:
              columns:
                bam: { type: file, default: "${{ store }}/bam/${{ sample }}.bam" }
                age: { type: int, default: 0 }
                group: { type: choice, choices: [case, control], default: case }
                note: { default: none }
            steps:
              only: { command: [tool, "${{ sample.note }}"], inputs: { b: "${{ sample.bam }}" }, outputs: { o: "${{ sample.group }}" } }
            """;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final PlanOptions options = new PlanOptions();
    private int planned;
    private long slowest;

    @TempDir
    private Path folder;

    @BeforeEach
    void files() throws IOException {
        Files.writeString(folder.resolve("p.yaml"), PIPELINE);
        Files.writeString(folder.resolve("samples.txt"), "s1\ns2\ns3\n");
    }

    @Test
    void pipelines() throws InterruptedException {
        options.sampleListFile = "samples.txt";
        checkMutants(
                Stream.of("bad", "good", "good", "good")
                        .flatMap(directory -> texts(directory, ".yaml"))
                        .toList(),
                "-");
    }

    @Test
    void sheets() throws InterruptedException {
        options.sampleListFile = "-";
        checkMutants(
                Stream.of("sheets/good", "sheets/bad")
                        .flatMap(directory -> texts(directory, ""))
                        .toList(),
                "p.yaml");
    }

    private void checkMutants(List<String> corpus, String pipeline) throws InterruptedException {
        for (String text : corpus) {
            plan(text.getBytes(StandardCharsets.UTF_8), pipeline);
        }
        for (int i = 0; i < MUTANTS; i++) {
            check(new Mutants(corpus, SEED * 1_000_003 + i).next(), pipeline);
        }
        assertThat(planned).as("some are sound, some are not").isBetween(MUTANTS / 100, MUTANTS * 99 / 100);
        if (MOST_MILLIS < Long.MAX_VALUE) {
            System.out.println(MUTANTS + " mutants of " + corpus.size() + " files: " + planned
                    + " planned, the rest told;" + " the slowest took " + slowest + " ms");
        }
    }

    private void check(byte[] mutant, String pipeline) {
        long before = threads.getCurrentThreadCpuTime();
        try {
            planned += plan(mutant, pipeline) ? 1 : 0;
        } catch (RuntimeException | InterruptedException | StackOverflowError | AssertionError fault) {
            throw new AssertionError(kept(mutant), fault);
        }
        long millis = (threads.getCurrentThreadCpuTime() - before) / 1_000_000;
        slowest = Math.max(slowest, millis);
        if (millis > MOST_MILLIS) {
            throw new AssertionError("it took " + millis + " ms; " + kept(mutant));
        }
    }

    /** Plans and shows all there is to show; whether a plan came of it. */
    private boolean plan(byte[] input, String pipeline) throws InterruptedException {
        Problems problems = new Problems();
        try (Planning planning = new Planning(new Terminal(folder).typing(input).console(), options, problems)) {
            Optional<Planned> plan = planning.plan(pipeline);
            plan.ifPresent(found -> show(found, problems));
            assertThat(problems.hasErrors()).isEqualTo(plan.isEmpty());
            assertThat(new ProblemRenderer(Paint.PLAIN).render(problems.inOrder()))
                    .isNotNull();
            return plan.isPresent();
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts us", e);
        } catch (StoreFailure fault) {
            if (!fault.getMessage().contains("s3://"))
                assertThat(fault.kind()).as("a directory was named as a file").isEqualTo(StoreFailure.Kind.OBSTRUCTED);
            return false;
        }
    }

    private static void show(Planned found, Problems problems) {
        MissingInputs.warn(found.plan(), found.holdings(), found.samples(), problems);
        assertThat(new PlanText(found.plan(), Downloads.NONE, Paint.PLAIN).lines())
                .isNotEmpty();
        assertThat(PlanJson.of(found.plan()).compact()).isNotEmpty();
        for (GraphPicture picture : GraphPicture.values()) {
            assertThat(picture.draw(found.plan().graph())).isNotEmpty();
        }
    }

    private static String kept(byte[] mutant) {
        try {
            Path file = Files.write(Path.of("target").resolve("mutant"), mutant).toAbsolutePath();
            return "the mutant is kept in " + file + ":\n" + new String(mutant, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> texts(String directory, String ending) {
        try (Stream<Path> files = Files.list(GOLDENS.resolve(directory))) {
            return files
                    .filter(Files::isRegularFile)
                    .filter(file ->
                            file.toString().endsWith(ending) && !file.toString().endsWith(".expected"))
                    .sorted()
                    .map(FuzzTest::text)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
