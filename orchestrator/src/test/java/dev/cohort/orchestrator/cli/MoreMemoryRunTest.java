package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A step that really runs out of its heap, which is half of its memory, and is given more. */
class MoreMemoryRunTest {
    private static final String HUNGRY = """
            import dev.cohort.step.Step;
            import dev.cohort.step.StepContext;
            import java.nio.file.Files;

            public class Hungry implements Step {
                @Override
                public void run(StepContext task) throws Exception {
                    byte[] eaten = new byte[90 << 20];
                    Files.writeString(task.output("o"), eaten.length + " of " + task.memoryMiB());
                }
            }
            """;

    @TempDir
    private Path folder;

    private Workbench bench;

    @BeforeEach
    void setUp() {
        bench = new Workbench(folder).file("s.txt", "a\n").file("Hungry.java", HUNGRY);
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", System.getProperty("java.class.path"), source().toString());
        assertThat(status).isZero();
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(folder.resolve("hungry.jar")))) {
            jar.putNextEntry(new JarEntry("Hungry.class"));
            Files.copy(folder.resolve("Hungry.class"), jar);
            jar.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path source() {
        return folder.resolve("Hungry.java");
    }

    private TypedCommand run(String retry, String... more) {
        return bench.file("p.yaml", """
                        pipeline: p
                        steps:
                          eat:
                            resources: { memory: 100 MiB }
                            timeout: 1h
                            retry: RETRY
                            outputs: { o: o.txt }
                            java: { class: Hungry, jar: hungry.jar }
                        """.replace("RETRY", retry)).run(more);
    }

    @Test
    void eachAttemptGetsMoreUntilItIsEnough() {
        TypedCommand run = run("{ attempts: 3, memory: 1.8 }");

        assertThat(run.exitCode()).as(run.shown()).isZero();
        assertThat(bench.result("eat/a/o.txt")).isEqualTo((90 << 20) + " of 324");
    }

    @Test
    void noMoreThanTheMachineLends() {
        TypedCommand run = run("{ attempts: 3, memory: 10 }", "--memory", "150MiB");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.shown().replaceAll("\\s+", " "))
                .contains("failed: eat a (out of memory)")
                .contains("the step may use 150 MiB");
    }

    @Test
    void withoutAFactorOneAttemptIsAll() {
        TypedCommand run = run("{ attempts: 3 }");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.shown()).contains("logs/eat/a/1.log");
    }
}
