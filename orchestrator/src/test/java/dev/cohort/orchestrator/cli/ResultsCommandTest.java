package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.diag.Paint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where real runs left their results, and how these are copied out of the store. */
class ResultsCommandTest {
    private static final String RUN = "20260131-120000-0pir";

    private static final String PIPELINE = """
            pipeline: p
            params: { word: { type: string, default: hello } }
            defaults: { timeout: 1h, resources: { cpus: 0.1, memory: 16 MiB } }
            steps:
              greet:
                outputs: { text: greeting.txt, more: deep/ }
                run: |
                  test "${{ sample }}" != bad
                  echo "${{ params.word }} ${{ sample }}" > greeting.txt
                  mkdir -p deep/er; echo deep > deep/er/file.txt
              leaf:
                inputs: { text: "${{ steps.greet.text }}" }
                outputs: { text: leaf.txt }
                command: [cp, "${{ inputs.text }}", leaf.txt]
              all:
                each: cohort
                outputs: { text: all.txt }
                run: echo all > all.txt
            """;

    @TempDir
    private Path folder;

    private Workbench bench;

    @BeforeEach
    void setUp() {
        bench = new Workbench(folder);
        bench.file("p.yaml", PIPELINE).file("s.txt", "a\nb\n");
    }

    private String results(int exitCode, String... arguments) {
        String[] words = new String[arguments.length + 2];
        words[0] = "results";
        words[1] = "latest";
        System.arraycopy(arguments, 0, words, 2, arguments.length);
        TypedCommand typed = bench.type(words);
        assertThat(typed.exitCode()).as(typed.shown()).isEqualTo(exitCode);
        return typed.shown().replace(folder.toString(), "/here");
    }

    private List<String> pulled() throws IOException {
        try (Stream<Path> files = Files.walk(bench.path("out"))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> bench.path("out").relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void theStepsThatNothingReadsAreShown() {
        bench.run();

        assertThat(results(0)).isEqualTo("""
                step   tasks  files  size  where
                leaf  2 of 2      2  16 B  /here/cohort-store/results/p/leaf/<sample>
                all   1 of 1      1   4 B  /here/cohort-store/results/p/all/_cohort

                Other steps: greet; `cohort results 20260131-120000-0pir STEP` lists the files of one.
                """);
    }

    @Test
    void theFilesOfAStepAreListed() {
        bench.run();

        assertThat(results(0, "greet")).isEqualTo("""
                       5 B  /here/cohort-store/results/p/greet/a/deep/er/file.txt
                       8 B  /here/cohort-store/results/p/greet/a/greeting.txt
                       5 B  /here/cohort-store/results/p/greet/b/deep/er/file.txt
                       8 B  /here/cohort-store/results/p/greet/b/greeting.txt
                4 files of 26 B, from 2 of 2 tasks.
                """);
    }

    @Test
    void onlyWhatIsWholeIsShown() throws IOException {
        bench.file("s.txt", "a\nb\nbad\n").run();
        Path changed = bench.path("cohort-store/results/p/leaf/b/leaf.txt");
        changed.toFile().setWritable(true);
        Files.writeString(changed, "tampered");

        assertThat(results(0)).contains("leaf  1 of 3      1   8 B  ");
        assertThat(results(0, "greet")).endsWith("4 files of 26 B, from 2 of 3 tasks.\n");
    }

    @Test
    void whatSomebodyPutBesideResultsIsNone() {
        bench.run();
        bench.file("cohort-store/results/p/leaf/b/leaf.txt.idx", "index");

        assertThat(results(0, "leaf")).doesNotContain("idx").endsWith("2 files of 16 B, from 2 of 2 tasks.\n");
    }

    @Test
    void samplesOfOtherCohortsAreNotOfThisRun() {
        bench.file("s.txt", "a\nb\nc\n").run();
        bench.file("s.txt", "b\nd\n");
        new Terminal(folder).run("run", "p.yaml", "--sample-list-file", "s.txt");

        assertThat(bench.type("results", "20260102", "leaf").shown())
                .contains("leaf/b/leaf.txt", "leaf/d/leaf.txt", "2 of 2 tasks")
                .doesNotContain("leaf/a/", "leaf/c/");
    }

    @Test
    void whatWasDoneAgainOtherwiseIsNotOfThisRun() {
        bench.run();
        bench.file("p.yaml", PIPELINE.replace("echo all", "echo ALL"));
        new Terminal(folder).run("run", "p.yaml", "--sample-list-file", "s.txt");

        assertThat(results(0)).contains("all   0 of 1      0   0 B  ").contains("""
                1 task of all left out: done again since, by another definition of the step.
                """);
        assertThat(results(0, "all")).isEqualTo("""
                0 files of 0 B, from 0 of 1 task.
                1 task of all left out: done again since, by another definition of the step.
                """);
        assertThat(bench.type("results", "20260102").shown()).contains("leaf  2 of 2");
    }

    @Test
    void anUnknownStepIsToldWithTheNearest() {
        bench.run();

        assertThat(results(ExitCode.USAGE, "leav")).isEqualTo("""
                error: the run 20260131-120000-0pir has no step `leav`
                  hint: did you mean `leaf`?
                """);
    }

    @Test
    void forPrograms() {
        bench.run();

        assertThat(results(0, "--json")).contains("""
                    {
                      "step": "leaf",
                      "each": "sample",
                      "tasks": 2,
                      "of": 2,
                      "replaced": 0,
                      "files": 2,
                      "bytes": 16,
                      "at": "/here/cohort-store/results/p/leaf"
                    },
                """);
        assertThat(results(0, "leaf", "--json")).isEqualTo("""
                {"step":"leaf","sample":"a","at":"/here/cohort-store/results/p/leaf/a","files":[{"path":"leaf.txt","size":8}]}
                {"step":"leaf","sample":"b","at":"/here/cohort-store/results/p/leaf/b","files":[{"path":"leaf.txt","size":8}]}
                """);
    }

    @Test
    void resultsAreCopiedUnderTheNamesOfStepsAndSamples() throws IOException {
        bench.run();

        assertThat(results(0, "--pull", "out")).isEqualTo("Pulled 3 files of 20 B into /here/out.\n");
        assertThat(pulled()).containsExactly("all/_cohort/all.txt", "leaf/a/leaf.txt", "leaf/b/leaf.txt");
        assertThat(bench.path("out/leaf/b/leaf.txt")).hasContent("hello b");
        assertThat(Files.isWritable(bench.path("out/leaf/b/leaf.txt"))).isTrue();

        assertThat(results(0, "greet", "--pull", "out")).isEqualTo("Pulled 4 files of 26 B into /here/out.\n");
        assertThat(pulled()).contains("greet/a/deep/er/file.txt").hasSize(7);
    }

    @Test
    void whatIsThereAlreadyIsNotCopiedAgain() throws IOException {
        bench.run();
        results(0, "--pull", "out");
        Files.delete(bench.path("out/all/_cohort/all.txt"));

        assertThat(results(0, "--pull", "out"))
                .isEqualTo("Pulled 1 file of 4 B into /here/out; 2 were there already.\n");
    }

    @Test
    void aFileThatDiffersIsLeftAsItIs() {
        bench.run();
        bench.file("out/leaf/a/leaf.txt", "mine");

        assertThat(results(ExitCode.SOME_FAILED, "--pull", "out")).isEqualTo("""
                error: /here/out/leaf/a/leaf.txt is there and differs from the result, so it is left as it is; remove it, or pull into another folder
                Pulled 2 files of 12 B into /here/out.
                """);
        assertThat(bench.path("out/leaf/a/leaf.txt")).hasContent("mine");
    }

    @Test
    void noLinkLeadsOutOfTheFolder() throws IOException {
        bench.run();
        Files.createDirectories(bench.path("out"));
        Files.createDirectories(bench.path("elsewhere"));
        Files.createSymbolicLink(bench.path("out/leaf"), bench.path("elsewhere"));

        assertThat(results(ExitCode.SOME_FAILED, "--pull", "out"))
                .contains(
                        "error: /here/out/leaf/a/leaf.txt would lie outside of /here/out, as a link leads to /here/elsewhere/a;"
                                + " remove the link, or pull into another folder\n")
                .endsWith("Pulled 1 file of 4 B into /here/out.\n");
        assertThat(bench.path("elsewhere/a/leaf.txt")).doesNotExist();
    }

    @Test
    void bytesThatAreNotThoseOfTheOutcomeAreRefused() throws IOException {
        bench.run();
        Path file = bench.path("cohort-store/results/p/leaf/b/leaf.txt");
        java.nio.file.attribute.FileTime time = Files.getLastModifiedTime(file);
        file.toFile().setWritable(true);
        Files.writeString(file, "HELLO B\n");
        Files.setLastModifiedTime(file, time);

        assertThat(results(ExitCode.SOME_FAILED, "--pull", "out"))
                .contains("leaf/b/leaf.txt does not hold the bytes it should: SHA-256 ");
        assertThat(pulled()).containsExactly("all/_cohort/all.txt", "leaf/a/leaf.txt");
    }

    @Test
    void aFileWhereTheFolderShouldBeIsTold() {
        bench.run();

        assertThat(results(ExitCode.ENVIRONMENT, "--pull", "s.txt")).isEqualTo("""
                error: nothing can be pulled into /here/s.txt: it is no directory
                  hint: give --pull a directory that can be written
                """);
    }

    @Test
    void manyFilesAreCopiedAndATerminalSeesHowFarItIs() throws IOException {
        StringBuilder samples = new StringBuilder();
        for (int i = 0; i < 150; i++) {
            samples.append("s").append(i).append('\n');
        }
        bench.file("s.txt", samples.toString()).file("p.yaml", """
                        pipeline: p
                        defaults: { timeout: 1h, resources: { cpus: 0.1, memory: 16 MiB } }
                        steps:
                          leaf:
                            outputs: { text: leaf.txt }
                            run: echo "${{ sample }}" > leaf.txt
                        """).run();

        Terminal terminal = new Terminal(folder).in(Paint.COLOUR);
        assertThat(terminal.run("results", RUN, "--pull", "out")).isZero();

        assertThat(terminal.out()).startsWith("Pulled 150 files of 640 B into ");
        assertThat(terminal.err()).endsWith("\r\u001b[K");
        assertThat(pulled()).hasSize(150);
        assertThat(bench.path("out/leaf/s149/leaf.txt")).hasContent("s149");
    }
}
