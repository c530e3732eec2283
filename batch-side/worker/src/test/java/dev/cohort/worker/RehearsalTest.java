package dev.cohort.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.cohort.contract.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a task would find and do, told and laid out without running it. */
class RehearsalTest {
    @TempDir
    Path home;

    private Workbench bench;

    @BeforeEach
    void setUp() {
        bench = new Workbench(home);
    }

    @AfterEach
    void tearDown() {
        bench.close();
    }

    private Rehearsal rehearse(TaskMaker task) {
        return Rehearsal.of(bench.store(), task.make());
    }

    private String stored(String key) {
        return home.resolve("store").resolve(key).toString();
    }

    @Test
    void inputsLieWhereTheyLieAndOutputsWhereItIsStarted() {
        Path reads = bench.userFile("r.txt", "ACGT");
        bench.done(bench.step("first").output("out", "a.txt").bash("echo a > $out"));
        TaskMaker task = bench.step("second")
                .file("reads", reads)
                .from("made", "first", "out")
                .value("mode", "fast")
                .output("out", "deep/<sample>.txt")
                .command("tool", "<inputs.reads>", "<inputs.made>", "--<inputs.mode>", "<outputs.out>");

        Rehearsal rehearsal = rehearse(task);

        String made = stored("results/pipeline/first/s1/a.txt");
        assertThat(rehearsal.body().kind()).isEqualTo("command");
        assertThat(rehearsal.body().argv()).containsExactly("tool", reads.toString(), made, "--fast", "deep/s1.txt");
        assertThat(rehearsal.inputs())
                .extracting(Rehearsal.Input::name, Rehearsal.Input::text, Rehearsal.Input::producer)
                .containsExactly(
                        tuple("reads", reads.toString(), null),
                        tuple("made", made, "first"),
                        tuple("mode", "fast", null));
        assertThat(rehearsal.inputs()).extracting(Rehearsal.Input::bytes).containsExactly(4L, 2L, 0L);
        assertThat(rehearsal.inputs()).noneMatch(input -> input.identity() == null);
    }

    @Test
    void theIdentityOfTheInputsIsThatOfTheOutcome() {
        Path reads = bench.userFile("r.txt", "ACGT");
        TaskMaker task = bench.step("count")
                .file("reads", reads)
                .sample("s1", "age", "7")
                .output("out", "a.txt")
                .run(
                        "wc -l < $reads > $out; echo $age",
                        "reads",
                        "<inputs.reads>",
                        "out",
                        "<outputs.out>",
                        "age",
                        "<sample.age>");
        Outcome outcome = bench.done(task);

        assertThat(rehearse(task).in()).contains(String.valueOf(outcome.in()));

        bench.userFile("r.txt", "ACGTT");
        assertThat(rehearse(task).in()).isPresent().get().isNotEqualTo(outcome.in());
    }

    @Test
    void anInputThatIsGoneIsToldAndTheRestIsShown() {
        TaskMaker task = bench.step("second")
                .from("made", "first", "out")
                .file("reads", "no.txt")
                .output("out", "b.txt")
                .command("cat", "<inputs.made>", "<inputs.reads>");

        Rehearsal rehearsal = rehearse(task);

        assertThat(rehearsal.in()).isEmpty();
        assertThat(rehearsal.body().argv()).containsExactly("cat", "in/made", "in/reads");
        assertThat(rehearsal.inputs())
                .extracting(Rehearsal.Input::fault)
                .containsExactly(
                        "Input `made`: step first has left nothing whole for s1. Run again; the plan will make it first.",
                        "Input `reads` of second of s1 is not there: " + home
                                + "/no.txt. Put the file there, or correct its path in the sample sheet or the parameters.");
    }

    @Test
    void aGatherIsAListThatOnlyATaskHas() {
        for (String sample : List.of("s1", "s2")) {
            bench.done(bench.step("first").sample(sample).output("out", "a.txt").bash("echo a > $out"));
        }
        bench.put(bench.layout().samples(Workbench.RUN), "s1\ns2\n");
        TaskMaker task = bench.step("all")
                .cohort()
                .gather("tables", "first", "out")
                .output("out", "t.tsv")
                .command("merge", "<inputs.tables>", "<inputs.tables.*>");

        assertThat(rehearse(task).body().argv())
                .containsExactly(
                        "merge",
                        "in/tables.tsv",
                        stored("results/pipeline/first/s1/a.txt"),
                        stored("results/pipeline/first/s2/a.txt"));
        assertThat(rehearse(task).inputs())
                .extracting(Rehearsal.Input::files, Rehearsal.Input::bytes)
                .containsExactly(tuple(2, 4L));
    }

    @Test
    void aDirectoryIsWhereItsFilesAre() {
        bench.done(bench.step("first")
                .directory("out", "d")
                .bash("mkdir -p $out/e; echo a > $out/e/a.txt; echo b > $out/b.txt"));
        TaskMaker task = bench.step("second").from("d", "first", "out").command("ls", "<inputs.d>", "<inputs.d.*>");

        String results = stored("results/pipeline/first/s1/d");
        assertThat(rehearse(task).body().argv())
                .containsExactly("ls", results, results + "/b.txt", results + "/e/a.txt");
    }

    @Test
    void bodiesOfAllKindsAreWrittenDown() {
        assertThat(rehearse(bench.step("a").run("echo \"$x\"", "x", "<sample>")).body())
                .isEqualTo(new WrittenBody(
                        "run", List.of("bash", "-euo", "pipefail", "-c", "echo \"$x\""), Map.of("x", "s1"), Map.of()));
        assertThat(rehearse(bench.step("a").java("a.B", Map.of("k", "<sample>")))
                        .body())
                .isEqualTo(new WrittenBody("java", List.of("a.B"), Map.of(), Map.of("k", "s1")));
        WrittenBody script = rehearse(
                        bench.step("a").payload("go.sh", new byte[] {'#'}).script("x", "<sample>"))
                .body();
        assertThat(script.argv()).containsExactly("go.sh", "x", "s1");
        assertThat(script.environment()).containsEntry("BATCH_FILE_TYPE", "script");
        assertThat(script.environment()).containsEntry("SAMPLE_NAME", "s1");
    }

    @Test
    void nothingIsMade() throws IOException {
        bench.step("a").payload("go.sh", new byte[] {'#'});
        rehearse(bench.step("a").run("x".repeat(50_000)).output("o", "deep/o.txt"));

        assertThat(bench.scratch()).isEmpty();
    }

    @Test
    void aFurnishedDirectoryHasAllThatTheBodyFinds() throws Exception {
        Path reads = bench.userFile("it's a $(file).txt", "ACGT");
        TaskMaker task = bench.step("a")
                .sample("s1", "note", "'; touch harm; $(touch harm)")
                .file("reads", reads)
                .output("out", "deep/o.txt")
                .run(
                        "cat \"$reads\" > \"$out\"; printf %s \"$note\" >> \"$out\"",
                        "reads", "<inputs.reads>", "out", "<outputs.out>", "note", "<sample.note>");
        Path folder = Files.createDirectory(home.resolve("by hand"));

        Rehearsal.Process process = Rehearsal.furnish(folder, bench.store(), task.make());

        assertThat(folder.resolve("in/reads/it's a $(file).txt")).hasContent("ACGT");
        assertThat(folder.resolve("work/deep")).isEmptyDirectory();
        ProcessBuilder hand = new ProcessBuilder(process.argv())
                .directory(folder.resolve("work").toFile());
        hand.environment().putAll(process.environment());
        assertThat(hand.start().waitFor()).isZero();
        assertThat(folder.resolve("work/deep/o.txt")).hasContent("ACGT'; touch harm; $(touch harm)");
        assertThat(process.environment()).containsEntry("TMPDIR", folder + "/tmp");
        assertThat(process.environment()).doesNotContainKey("PATH");
    }

    @Test
    void theCodeIsACopyThatMayBeChanged() throws Exception {
        TaskMaker task = bench.step("a")
                .payload("go.sh", "#!/bin/sh\necho $1 > o.txt\n".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .output("o", "o.txt")
                .script("hello");
        Path folder = Files.createDirectory(home.resolve("hand"));

        Rehearsal.Process process = Rehearsal.furnish(folder, bench.store(), task.make());

        assertThat(process.argv()).containsExactly(folder + "/code/go.sh", "hello");
        assertThat(folder.resolve("code/go.sh")).isExecutable();
        assertThat(Files.isWritable(folder.resolve("code/go.sh"))).isTrue();
    }

    @Test
    void whatIsGoneCannotBeFurnished() throws IOException {
        Path folder = Files.createDirectory(home.resolve("hand"));
        TaskMaker task = bench.step("second").from("made", "first", "out").command("cat", "<inputs.made>");

        assertThatThrownBy(() -> Rehearsal.furnish(folder, bench.store(), task.make()))
                .isInstanceOf(TaskFailure.class)
                .hasMessage(
                        "Input `made`: step first has left nothing whole for s1. Run again; the plan will make it first.");
    }
}
