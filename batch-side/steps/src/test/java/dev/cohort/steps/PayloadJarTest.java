package dev.cohort.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cohort.step.Step;
import dev.cohort.step.StepFailure;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it is shipped: it runs where only the JDK and the step API are, and brings no step API of its own. */
class PayloadJarTest {
    private static final Path PAYLOAD = Path.of(System.getProperty("cohort.payload"));

    @TempDir
    Path directory;

    @Test
    void itsStepsRunWithNothingButTheStepApiBesideThem() throws Exception {
        try (URLClassLoader payload =
                new URLClassLoader(new URL[] {PAYLOAD.toUri().toURL()}, new OnlyStepApi())) {
            Bench reference = new Bench(directory)
                    .making("transcripts", "t.fa.gz")
                    .making("annotation", "t.gtf.gz")
                    .run(step(payload, "SimulateReference"));
            Bench sample = new Bench(directory)
                    .sample("S1")
                    .given("transcripts", reference.output("transcripts"))
                    .making("bam", "S1.bam")
                    .making("planted", "planted.tsv")
                    .run(step(payload, "SimulateSample"));
            Bench fastq = new Bench(directory)
                    .given("bam", sample.output("bam"))
                    .making("r1", "r1.fq.gz")
                    .making("r2", "r2.fq.gz")
                    .run(step(payload, "PicardSamToFastq"));
            assertThat(fastq.output("r2")).isNotEmptyFile();
            readsPizzly(payload, reference);
        }
    }

    /** A pizzly that writes what is no JSON shows that Jackson is there, and that the failure is the worker's own class. */
    private void readsPizzly(ClassLoader payload, Bench reference) throws Exception {
        Path tools = FakeTool.named("pizzly", "echo nonsense > pizzly-out.json").in(directory);
        Bench task = new Bench(directory)
                .searching(tools)
                .given("fusion", reference.output("annotation"))
                .given("transcripts", reference.output("transcripts"))
                .given("annotation", reference.output("annotation"))
                .making("table", "fusions.tsv")
                .making("json", "pizzly.json");
        assertThatThrownBy(() -> task.run(step(payload, "PizzlyFusions")))
                .isInstanceOf(StepFailure.class)
                .hasMessageStartingWith("pizzly wrote a JSON that cannot be read: ");
    }

    @Test
    void itHoldsNoStepApiAndNoOneElsesTests() throws IOException {
        try (JarFile jar = new JarFile(PAYLOAD.toFile())) {
            List<String> names = jar.stream().map(entry -> entry.getName()).toList();
            assertThat(names)
                    .contains("dev/cohort/steps/PizzlyFusions.class", "META-INF/THIRD-PARTY.txt")
                    .noneMatch(name -> name.startsWith("dev/cohort/step/"))
                    .noneMatch(name -> name.startsWith("org/jspecify/"))
                    .noneMatch(name -> name.contains("Test"))
                    .noneMatch(name -> name.endsWith("module-info.class"));
        }
    }

    /** Equal sources make an equal jar, and so one payload in a store: no entry may bear the time of a build. */
    @Test
    void itBearsNoTimeOfItsBuild() throws IOException {
        Instant dayBefore = Files.getLastModifiedTime(PAYLOAD).toInstant().minus(Duration.ofDays(1));
        try (JarFile jar = new JarFile(PAYLOAD.toFile())) {
            assertThat(jar.stream().map(entry -> entry.getLastModifiedTime().toInstant()))
                    .allMatch(dayBefore::isAfter);
            assertThat(jar.getManifest().getMainAttributes().keySet())
                    .noneMatch(key -> Stream.of("Built-By", "Build-Jdk").anyMatch(key.toString()::equals));
        }
    }

    private static Step step(ClassLoader payload, String name) throws Exception {
        Class<?> type = payload.loadClass("dev.cohort.steps." + name);
        assertThat(type.getClassLoader()).isSameAs(payload);
        return (Step) type.getConstructor().newInstance();
    }

    /** Shows what the worker shows to a payload: the JDK, and the step API. */
    private static final class OnlyStepApi extends ClassLoader {
        OnlyStepApi() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("dev.cohort.step.")) {
                return PayloadJarTest.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }
}
