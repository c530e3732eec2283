package dev.cohort.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.FailureKind;
import dev.cohort.contract.Json;
import dev.cohort.contract.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps in Java: in a JVM of their own, from a jar that the test compiles, told by the step API alone. */
class JavaBodiesTest {
    private static final String STEPS = """
            package steps;

            import dev.cohort.step.*;
            import java.nio.file.*;

            class Shared {
                static void tell(StepContext task) {
                    task.log("sample " + task.sample().orElse("none") + ", cpus " + task.cpus() + ", MiB " + task.memoryMiB());
                }
            }
            """;

    @TempDir
    static Path compiled;

    private static byte[] jar;

    @TempDir
    Path home;

    private Workbench bench;

    @BeforeAll
    static void compile() {
        jar = StepJar.of(
                compiled,
                Map.ofEntries(
                        Map.entry("steps/Shared.java", STEPS),
                        step("Copy", """
                        Shared.tell(task);
                        Files.copy(task.input("in"), task.output("out"));
                        task.exec("cat", task.output("out").toString());
                        task.metric("bytes", Files.size(task.output("out")));
                        task.log("strand " + task.with().choice("strand", "fr", "fr", "rf") + " k " + task.value("k"));
                        task.log("at home " + Path.of("").toAbsolutePath().equals(task.scratch()));
                        """),
                        step("Gather", """
                        for (LaneFile lane : task.gather("tables"))
                            task.log(lane.sample() + " " + Files.readString(lane.path()).strip() + " " + lane.status());
                        """),
                        step(
                                "Told",
                                "throw new StepFailure(\"The BAM of \" + task.sample().get() + \" is empty. Look at the run.\");"),
                        step("ToolFails", "task.exec(\"bash\", \"-c\", \"echo oops; exit 7\");"),
                        step("Killed", "task.exec(\"bash\", \"-c\", \"kill -ABRT $$\");"),
                        step(
                                "Missing",
                                "task.exec(Tool.named(\"no-such\").installedBy(\"apt-get install no-such\"), java.util.List.of());"),
                        step("Unforeseen", "throw new java.util.NoSuchElementException(\"no more\");"),
                        step(
                                "Greedy",
                                "java.util.List<long[]> all = new java.util.ArrayList<>(); while (true) all.add(new long[1 << 20]);"),
                        step("Exits", "Runtime.getRuntime().halt(5);"),
                        step("Peeks", """
                        for (String name : new String[] {"dev.cohort.worker.Main", "dev.cohort.contract.Json",
                                "dev.cohort.store.Store", "tools.jackson.core.JsonParser", "org.jspecify.annotations.Nullable"}) {
                            try {
                                Class.forName(name);
                                task.log("sees " + name);
                            } catch (ClassNotFoundException e) {
                                task.log("blind");
                            }
                        }
                        Class.forName("java.sql.Connection");
                        """),
                        step("Wrong", "task.output(\"other\");")));
    }

    private static Map.Entry<String, String> step(String name, String body) {
        String source = "package steps;\nimport dev.cohort.step.*;\nimport java.nio.file.*;\npublic class " + name
                + " implements Step {\n@Override public void run(StepContext task) throws Exception {\n" + body
                + "\n}}\n";
        return Map.entry("steps/" + name + ".java", source);
    }

    @BeforeEach
    void open() {
        bench = new Workbench(home);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private TaskMaker java(String type) {
        return bench.step("java")
                .payload("steps.jar", jar)
                .limits(128L, null, null)
                .java("steps." + type, Map.of());
    }

    @Test
    void aStepSeesItsTask() {
        bench.userFile("in.txt", "hello\n");
        Outcome outcome = bench.done(java("Copy")
                .file("in", "user/in.txt")
                .value("k", "31")
                .output("out", "sub/out.txt")
                .java("steps.Copy", Map.of("strand", "rf")));
        assertThat(outcome.logTail()).isEqualTo("sample s1, cpus 2, MiB 128\nhello\nstrand rf k 31\nat home true");
        assertThat(bench.result("java", "s1", "sub/out.txt")).isEqualTo("hello\n");
        assertThat(outcome.metrics()).isEqualTo(Map.of("bytes", Json.number(6)));
    }

    @Test
    void aGather() {
        List.of("a", "b")
                .forEach(sample -> bench.done(
                        bench.step("make").sample(sample).output("out", "o").run("echo " + sample + " > o")));
        bench.put(bench.layout().samples(Workbench.RUN), "b\na\n");
        Outcome outcome = bench.done(java("Gather").cohort().gather("tables", "make", "out"));
        assertThat(outcome.logTail()).isEqualTo("b b succeeded\na a succeeded");
    }

    @Test
    void aStepsOwnWordsAreTheMessage() {
        Outcome outcome = bench.failed(java("Told"), FailureKind.TOOL);
        assertThat(outcome.message()).isEqualTo("The BAM of s1 is empty. Look at the run.");
        assertThat(outcome.logTail()).isEmpty();
    }

    @Test
    void theEndOfAToolWithinIsKnown() {
        Outcome exited = bench.failed(java("ToolFails"), FailureKind.TOOL);
        assertThat(exited.toolExit()).isEqualTo(7);
        assertThat(exited.message()).isEqualTo("bash failed with exit code 7; its own words stand in the log above");
        assertThat(exited.logTail()).isEqualTo("oops");
        Outcome killed = bench.failed(java("Killed"), FailureKind.TOOL);
        assertThat(killed.signal()).isEqualTo(6);
        assertThat(killed.toolExit()).isNull();
    }

    @Test
    void aToolThatIsNotInstalled() {
        assertThat(bench.failed(java("Missing"), FailureKind.TOOL).message())
                .isEqualTo(
                        "no-such is not installed: no no-such in the directories of PATH. Install it with: apt-get install"
                                + " no-such");
    }

    @Test
    void anythingElseIsToldWithItsClassAndItsTrace() {
        Outcome outcome = bench.failed(java("Unforeseen"), FailureKind.TOOL);
        assertThat(outcome.message())
                .isEqualTo(
                        "steps.Unforeseen failed with java.util.NoSuchElementException: no more; its trace stands in the log");
        assertThat(outcome.logTail()).contains("at steps.Unforeseen.run(Unforeseen.java:");
    }

    @Test
    void aHeapThatIsTooSmallIsOutOfMemory() {
        TaskResult result = bench.run(java("Greedy"));
        assertThat(result.outcome().kind()).isEqualTo(FailureKind.OUT_OF_MEMORY);
        assertThat(result.exitCode()).isEqualTo(76);
        assertThat(result.outcome().message())
                .startsWith("steps.Greedy ran out of Java heap; the step may use 128 MiB");
    }

    @Test
    void aJvmThatEndsWithoutAWord() {
        Outcome outcome = bench.failed(java("Exits"), FailureKind.TOOL);
        assertThat(outcome.toolExit()).isEqualTo(5);
        assertThat(outcome.message())
                .isEqualTo("steps.Exits failed with exit code 5 and printed nothing; run it again with"
                        + " `--keep-scratch failed` to look into its directory");
    }

    @Test
    void aPayloadSeesTheStepApiAndTheJdkOnly() {
        assertThat(bench.done(java("Peeks")).logTail().lines()).hasSize(5).containsOnly("blind");
    }

    @Test
    void namesThatThePipelineDoesNotGive() {
        assertThat(bench.failed(java("Wrong").output("out", "o"), FailureKind.TOOL)
                        .message())
                .isEqualTo(
                        "This step writes an output `other`, which the pipeline does not name; it names out. Add it under"
                                + " `outputs`");
        assertThat(bench.failed(java("Copy"), FailureKind.TOOL).message())
                .isEqualTo(
                        "This step needs an input `in` that is a file; the pipeline gives such inputs: none. Add it under"
                                + " `inputs`");
    }

    @Test
    void classesThatAreNoSteps() {
        assertThat(bench.failed(java("Nowhere"), FailureKind.TOOL).message())
                .startsWith(
                        "The class steps.Nowhere is not in the payload steps.jar. Correct `class`, or pack the jar anew.");
        assertThat(bench.failed(java("Shared"), FailureKind.TOOL).message())
                .startsWith("The class steps.Shared is no Step.");
        assertThat(bench.failed(bench.step("java").java("steps.Copy", Map.of()), FailureKind.STAGE_IN)
                        .message())
                .isEqualTo("Step java has a `java` body, but its job names no payload.");
    }
}
