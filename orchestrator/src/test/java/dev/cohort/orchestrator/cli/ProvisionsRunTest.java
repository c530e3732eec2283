package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What steps are provided with, and what they say of each other, held by runs on this machine with real processes. */
class ProvisionsRunTest {
    private static final String SECRET = "hush-7b1c";

    @TempDir
    private Path folder;

    private Workbench bench;

    @BeforeEach
    void setUp() {
        bench = new Workbench(folder).file("s.txt", "a\nb\nc\nd\n");
    }

    private TypedCommand run(String pipeline, String... more) {
        String small = "pipeline: p\ndefaults: { timeout: 1h, resources: { cpus: 0.25, memory: 64 MiB } }\n";
        return bench.file("p.yaml", small + pipeline).run(more);
    }

    @Test
    void variablesOfAStepReachItsBodyAndItsDefaultsToo() {
        TypedCommand run = run("""
                params: { who: { type: string, default: world } }
                profiles: { loud: { defaults: { env: { LEVEL: "9" } } } }
                steps:
                  say:
                    outputs: { o: o.txt }
                    env: { GREETING: "hello ${{ params.who }} of ${{ sample }}; $(reboot)", THREADS: "${{ resources.cpus }}", LEVEL: "1" }
                    run: echo "$GREETING/$THREADS/$LEVEL" > o.txt
                """, "--profile", "loud");

        assertThat(run.exitCode()).as(run.shown()).isZero();
        assertThat(bench.result("say/b/o.txt")).isEqualTo("hello world of b; $(reboot)/1/1\n");
    }

    @Test
    void aChangedVariableMakesItsStepRunAgain() {
        String pipeline = "steps: { say: { outputs: { o: o }, env: { A: one }, run: 'echo $A > o' } }\n";
        run(pipeline);

        assertThat(run(pipeline).shown()).contains("Nothing to do");
        assertThat(run(pipeline.replace("one", "two")).shown()).contains("4 tasks done");
        assertThat(bench.result("say/a/o")).isEqualTo("two\n");
    }

    @Test
    void aSecretReachesItsBodyAndNothingElse() {
        String pipeline = """
                steps:
                  ask:
                    secrets: { TOKEN: /lab/token }
                    outputs: { length: n.txt }
                    run: |
                      printf %s "$TOKEN" | wc -c > n.txt
                      echo "my token is $TOKEN"
                      [ ${{ sample }} != b ] || { echo "$TOKEN is wrong"; exit 3; }
                  other:
                    outputs: { o: o.txt }
                    run: echo "${TOKEN:-none}" > o.txt
                """;

        bench.knowing(Map.of("TOKEN", SECRET)).file("s.txt", "a\nb\n");
        TypedCommand run = run(pipeline);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(bench.result("ask/a/n.txt").strip()).isEqualTo("9");
        assertThat(bench.result("other/a/o.txt")).isEqualTo("none\n");
        assertThat(run.shown()).contains("| *** is wrong").doesNotContain(SECRET);
        assertThat(files(folder))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(text(file)).as(file.toString()).doesNotContain(SECRET));
    }

    @Test
    void aTaskThatIsPulledHoldsNoSecretAndAsksForIt() throws Exception {
        bench.knowing(Map.of("TOKEN", SECRET)).file("s.txt", "a\n");
        run("steps: { ask: { secrets: { TOKEN: /lab/token }, outputs: { o: o }, run: 'echo ${#TOKEN} > o' } }\n");

        assertThat(bench.type("task", "latest", "ask", "a", "--pull", "try").exitCode())
                .isZero();

        assertThat(files(folder.resolve("try")))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(text(file)).doesNotContain(SECRET));
        assertThat(byHand(Map.of())).isNotZero();
        assertThat(bench.path("hand.log")).content().contains("TOKEN: is a secret of this step: set it first");
        assertThat(byHand(Map.of("TOKEN", SECRET))).isZero();
        assertThat(bench.path("try/work/o")).hasContent("9");
    }

    private int byHand(Map<String, String> more) throws Exception {
        ProcessBuilder hand = new ProcessBuilder(bench.path("try/run.sh").toString())
                .redirectErrorStream(true)
                .redirectOutput(bench.path("hand.log").toFile());
        hand.environment().putAll(more);
        return hand.start().waitFor();
    }

    @Test
    void aSecretThatIsNotThereIsToldBeforeAnythingStarts() {
        TypedCommand run = run("""
                steps:
                  ask: { secrets: { TOKEN: /lab/token }, outputs: { o: o }, run: touch o }
                """);

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.shown())
                .contains("the step `ask` needs the secret `TOKEN`, and no environment variable of that name is set")
                .contains("p.yaml:4:28")
                .contains("set TOKEN there, and start it again");
        assertThat(folder.resolve("cohort-store/.cohort/runs")).doesNotExist();
    }

    @Test
    void aMountThatLiesWhereItShouldIsThere() {
        bench.file("lab/table.txt", "of the lab\n");

        TypedCommand run = run("""
                steps:
                  read: { mounts: { lab: { host: LAB } }, outputs: { o: o }, run: cp LAB/table.txt o }
                """.replace("LAB", folder.resolve("lab").toString()));

        assertThat(run.exitCode()).as(run.shown()).isZero();
        assertThat(bench.result("read/a/o")).isEqualTo("of the lab\n");
    }

    @Test
    void mountsThatAreNotThereAreToldBeforeAnythingStarts() {
        bench.file("lab/table.txt", "of the lab\n");

        TypedCommand run = run("""
                steps:
                  read:
                    mounts:
                      gone: { host: LAB/gone }
                      moved: { host: LAB, at: /mnt/no-such-lab }
                      cloud: { efs: fs-01234567, at: /mnt/no-such-cloud }
                    outputs: { o: o }
                    run: touch o
                """.replace("LAB", folder.resolve("lab").toString()));

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.shown().replaceAll("\\s+", " "))
                .contains("the mount `gone` of the step `read` is not there: " + folder.resolve("lab/gone"))
                .contains("the mount `moved` of the step `read` can't be put at /mnt/no-such-lab")
                .contains("`ln -s " + folder.resolve("lab") + " /mnt/no-such-lab`")
                .contains(
                        "the mount `cloud` of the step `read` is a file system of AWS, and this machine has nothing at"
                                + " /mnt/no-such-cloud");
        assertThat(folder.resolve("cohort-store/.cohort/runs")).doesNotExist();
    }

    @Test
    void whatStandsInForAFileSystemOfAwsIsSaid() {
        bench.file("aux/table.txt", "auxiliary\n");

        TypedCommand run = run("""
                steps:
                  read: { mounts: { aux: { efs: fs-01234567, at: AUX } }, outputs: { o: o }, run: cp AUX/table.txt o }
                """.replace("AUX", folder.resolve("aux").toString()));

        assertThat(run.exitCode()).as(run.shown()).isZero();
        assertThat(run.shown())
                .contains("For file systems of AWS, bodies find what lies at their places on this machine: "
                        + folder.resolve("aux"));
    }

    @Test
    void whatOnlyAwsCanHonourIsSaidOnce() {
        TypedCommand run = run("""
                steps:
                  one: { queue: big, tags: { project: x }, outputs: { o: o }, run: touch o }
                  two: { tags: { project: x }, inputs: { i: "${{ steps.one.o }}" }, run: 'true' }
                """);

        assertThat(run.exitCode()).as(run.shown()).isZero();
        assertThat(run.shown())
                .containsOnlyOnce("Only AWS Batch makes something of `queue` of `one`, and of `tags` of `one`, `two`.");
    }

    /** Each task claims its GPUs by making a directory of their name, which nobody else can make meanwhile. */
    @Test
    void noTwoTasksShareAGpu() {
        TypedCommand run = run("""
                steps:
                  train:
                    outputs: { o: o.txt }
                    resources: { gpus: 1 }
                    run: |
                      mkdir "CLAIMS/$CUDA_VISIBLE_DEVICES"
                      echo "$CUDA_VISIBLE_DEVICES of ${{ resources.gpus }}" > o.txt
                      sleep 0.05
                      rmdir "CLAIMS/$CUDA_VISIBLE_DEVICES"
                  plain:
                    outputs: { o: o.txt }
                    run: echo "[$CUDA_VISIBLE_DEVICES]" > o.txt
                """.replace("CLAIMS", claims()), "--gpus", "2", "--cpus", "4");

        assertThat(run.exitCode()).as(run.shown()).isZero();
        assertThat(bench.result("plain/a/o.txt")).isEqualTo("[]\n");
        assertThat(Stream.of("a", "b", "c", "d").map(sample -> bench.result("train/" + sample + "/o.txt")))
                .allMatch(text -> text.equals("0 of 1\n") || text.equals("1 of 1\n"));
    }

    @Test
    void moreGpusThanThereAreAreTold() {
        TypedCommand run = run("steps: { train: { resources: { gpus: 3 }, run: 'true' } }\n", "--gpus", "2");

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.shown())
                .contains("takes 0.25 cpus, 64 MiB and 3 GPUs, and this machine lends ")
                .contains(" and 2 GPUs")
                .contains("give more with --cpus, --memory and --gpus if there is more");
    }

    @Test
    void gpusAreCounted() {
        assertThat(run("steps: { a: { run: 'true' } }\n", "--gpus", "two").shown())
                .contains("`two` is no number of GPUs; write for example 2");
    }

    @Test
    void ofAStepNoMoreTasksRunAtOnceThanItLets() {
        TypedCommand run = run("""
                steps:
                  call:
                    max-parallel: 1
                    outputs: { o: o }
                    run: mkdir CLAIMS/one; sleep 0.02; rmdir CLAIMS/one; touch o
                """.replace("CLAIMS", claims()), "--cpus", "4");

        assertThat(run.exitCode()).as(run.shown()).isZero();
    }

    private String claims() {
        bench.file("claims/.keep", "");
        return folder.resolve("claims").toString();
    }

    @Test
    void anExitCodeThatDeservesAnotherAttemptGetsOne() {
        TypedCommand run = run("""
                steps:
                  try:
                    retry: { attempts: 3, on-exit: [7] }
                    outputs: { o: o }
                    run: |
                      echo x >> COUNTS.${{ sample }}
                      [ "$(wc -l < COUNTS.${{ sample }})" = 3 ] || exit 7
                      touch o
                """.replace("COUNTS", folder.resolve("counts").toString()));

        assertThat(run.exitCode()).as(run.shown()).isZero();
        assertThat(bench.lines("counts.c")).isEqualTo(3);
        assertThat(run.shown())
                .contains("tried again: try ", " after attempt 1 of 3 (tool): exit code 7\n")
                .contains("Of try, what is tried again from here on is only counted.\n")
                .contains("try 4 of 4 done, 8 retries\n");
        assertThat(run.shown().lines().filter(line -> line.startsWith("tried again: ")))
                .hasSize(5);
        assertThat(bench.type("status", "latest", "--json").shown()).contains("\"retries\": 8");
    }

    @Test
    void whoLooksOnAndComesLaterIsToldOfRetriesToo() throws Exception {
        bench.file("s.txt", "a\n").file("p.yaml", """
                pipeline: p
                defaults: { timeout: 1h, resources: { cpus: 0.25, memory: 64 MiB } }
                steps:
                  try:
                    retry: { attempts: 2, on-exit: [7] }
                    outputs: { o: o }
                    run: |
                      [ -e FOLDER/tried ] || { touch FOLDER/tried; exit 7; }
                      until [ -e FOLDER/go ]; do sleep 0.02; done
                      touch o
                """.replace("FOLDER", folder.toString()));
        CohortProcess run = CohortProcess.start(folder, "run", "p.yaml", "--sample-list-file", "s.txt");
        String line = "tried again: try a after attempt 1 of 2 (tool): exit code 7\n";
        run.awaitShown(line);

        CohortProcess watching = CohortProcess.start(folder, "attach", "latest");
        watching.awaitShown(line);
        bench.file("go", "");

        assertThat(run.end()).as(run.shown()).isZero();
        assertThat(watching.end()).as(watching.shown()).isZero();
        assertThat(run.shown()).containsOnlyOnce("tried again").contains("try 1 of 1 done, 1 retry\n");
    }

    @Test
    void aCopyMayBeWrittenIntoAndTheOriginalStays() {
        TypedCommand run = run("""
                steps:
                  make: { outputs: { o: o.txt }, run: 'echo ${{ sample }} > o.txt' }
                  use:
                    inputs: { i: { file: "${{ steps.make.o }}", stage: copy } }
                    outputs: { o: u.txt }
                    run: echo more >> ${{ inputs.i }}; cp ${{ inputs.i }} u.txt
                """);

        assertThat(run.exitCode()).as(run.shown()).isZero();
        assertThat(bench.result("use/a/u.txt")).isEqualTo("a\nmore\n");
        assertThat(bench.result("make/a/o.txt")).isEqualTo("a\n");
    }

    private static final String TOLERANT = """
            steps:
              call:
                outputs: { o: o.txt }
                run: 'echo ${{ sample }} > o.txt; [ ! -e FAIL.${{ sample }} ]'
              report:
                each: cohort
                inputs: { all: "${{ steps.call.o }}" }
                outputs: { o: report.tsv }
                min-success: 75%
                run: cut -f 1,3 ${{ inputs.all }} > report.tsv
              page:
                each: cohort
                inputs: { r: "${{ steps.report.o }}" }
                outputs: { o: page.txt }
                run: wc -l < ${{ inputs.r }} > page.txt
            """;

    private TypedCommand tolerant() {
        return run(TOLERANT.replace("FAIL", folder.resolve("fail").toString()));
    }

    @Test
    void aGatherMayDoWithoutALaneAndTheRunHasFailedAllTheSame() {
        bench.file("fail.b", "");

        TypedCommand run = tolerant();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(bench.result("report/_cohort/report.tsv"))
                .isEqualTo("a\tsucceeded\nb\tfailed\nc\tsucceeded\nd\tsucceeded\n");
        assertThat(bench.result("page/_cohort/page.txt").strip()).isEqualTo("4");
        assertThat(run.shown())
                .contains("Failed: 5 tasks done, 1 failed")
                .contains("`report` was made without 1 lane of `call`.");
    }

    @Test
    void whatAnEarlierRunLeftOfAFailedLaneIsNotGathered() throws IOException {
        tolerant();
        bench.file("fail.b", "");

        TypedCommand run = run(TOLERANT.replace("FAIL", folder.resolve("fail").toString())
                .replace("echo ${{ sample }}", "echo new ${{ sample }}"));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(bench.result("report/_cohort/report.tsv")).contains("b\tfailed\n");

        Files.delete(folder.resolve("fail.b"));
        TypedCommand again = run(TOLERANT.replace("FAIL", folder.resolve("fail").toString())
                .replace("echo ${{ sample }}", "echo new ${{ sample }}"));

        assertThat(again.exitCode()).as(again.shown()).isZero();
        assertThat(bench.result("report/_cohort/report.tsv")).contains("b\tsucceeded\n");
    }

    @Test
    void withTooFewLanesItIsNotStartedAndNeitherIsWhatReadsIt() {
        bench.file("fail.b", "").file("fail.c", "");

        TypedCommand run = tolerant();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(bench.hasResult("report/_cohort/report.tsv")).isFalse();
        assertThat(run.shown())
                .contains(
                        "failed: report (upstream): only 2 of 4 lanes of `call` succeeded, and `min-success: 75%` asks for 3")
                .contains("Failed: 2 tasks done, 2 failed, 2 not started")
                .doesNotContain("was made without");
    }

    @Test
    void aLaneAfterItGoesOnOnlyIfItsOwnSucceeded() {
        bench.file("fail.b", "");
        String more = """
                  each:
                    inputs: { own: "${{ steps.call.o }}", r: "${{ steps.report.o }}" }
                    outputs: { o: e.txt }
                    run: cat ${{ inputs.own }} > e.txt
                """;

        TypedCommand run = run(TOLERANT.replace("FAIL", folder.resolve("fail").toString()) + more);

        assertThat(run.shown()).contains("each 3 of 4 done, 1 not started").contains("1 failed, 1 not started");
        assertThat(bench.result("each/c/e.txt")).isEqualTo("c\n");
        assertThat(bench.hasResult("each/b/e.txt")).isFalse();
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Byte for byte, whatever is in it. */
    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
