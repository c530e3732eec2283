package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.diag.Paint;
import dev.cohort.orchestrator.engine.aws.AwsClients;
import dev.cohort.store.Store;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tasks of real runs printed, and how it is chosen, followed and shown. */
class LogsCommandTest {
    private static final String RUN = "20260131-120000-0pir";

    private static final String PIPELINE = """
            pipeline: p
            defaults: { timeout: 1h, resources: { cpus: 0.1, memory: 16 MiB } }
            steps:
              prepare:
                each: cohort
                outputs: { out: o.txt }
                run: echo preparing; touch o.txt
              say:
                inputs: { in: "${{ steps.prepare.out }}" }
                outputs: { out: o.txt }
                run: |
                  echo "hello ${{ sample }}"
                  test "${{ sample }}" != b || { printf 'b is bad'; exit 3; }
                  touch o.txt
              quiet:
                inputs: { in: "${{ steps.say.out }}" }
                outputs: { out: o.txt }
                run: touch o.txt
            """;

    @TempDir
    private Path folder;

    private Workbench bench;

    @BeforeEach
    void setUp() {
        bench = new Workbench(folder);
        bench.file("p.yaml", PIPELINE).file("s.txt", "a\nb\nc\n");
    }

    private String logs(String... arguments) {
        String[] words = new String[arguments.length + 2];
        words[0] = "logs";
        words[1] = "latest";
        System.arraycopy(arguments, 0, words, 2, arguments.length);
        TypedCommand typed = bench.type(words);
        assertThat(typed.exitCode()).as(typed.shown()).isZero();
        return typed.shown();
    }

    private String refused(String... arguments) {
        TypedCommand typed = bench.type(arguments);
        assertThat(typed.exitCode()).as(typed.shown()).isEqualTo(ExitCode.USAGE);
        return typed.shown();
    }

    @Test
    void theLogOfATask() {
        bench.run();

        assertThat(logs("say", "a")).isEqualTo("hello a\n");
        assertThat(logs("say", "b")).isEqualTo("hello b\nb is bad");
        assertThat(logs("prepare")).isEqualTo("preparing\n");
        assertThat(logs("say", "a", "--attempt", "1")).isEqualTo("hello a\n");
        assertThat(logs("say", "a", "--follow")).isEqualTo("hello a\n");
        assertThat(bench.type("logs", "0pir", "say", "c").shown()).isEqualTo("hello c\n");
    }

    @Test
    void theLogsOfAllThatFailed() {
        bench.file("s.txt", "a\nb\n").run();

        assertThat(logs("say", "--failed")).isEqualTo("""
                ==> say b, attempt 1: tool: The script of step say failed with exit code 3; its own words stand at the end of the log <==
                hello b
                b is bad""");
        assertThat(logs("quiet", "--failed")).isEqualTo("no task of quiet failed in the run " + RUN + "\n");
        assertThat(logs("--failed")).isEqualTo(logs("say", "--failed"));
    }

    @Test
    void whereNoTaskFailedThatIsSaidOfAllSteps() {
        bench.file("s.txt", "a\n").run();

        assertThat(logs("--failed")).isEqualTo("no task failed in the run " + RUN + "\n");
    }

    @Test
    void ofSeveralThatFailedEachHasItsHeading() {
        bench.file("p.yaml", PIPELINE.replace("!= b", "= c")).run();

        assertThat(logs("say", "--failed")).isEqualTo("""
                ==> say a, attempt 1: tool: The script of step say failed with exit code 3; its own words stand at the end of the log <==
                hello a
                b is bad
                ==> say b, attempt 1: tool: The script of step say failed with exit code 3; its own words stand at the end of the log <==
                hello b
                b is bad""");
    }

    @Test
    void whichTaskIsAskedWhereThereAreMany() {
        bench.run();

        assertThat(refused("logs", RUN, "say")).isEqualTo("""
                error: the step `say` has a log for each of 3 samples
                  hint: say which, as in `cohort logs 20260131-120000-0pir say b`; or --failed for those that failed (b)
                """);
        assertThat(refused("logs", RUN, "quiet")).isEqualTo("""
                error: the step `quiet` has a log for each of 3 samples
                  hint: say which, as in `cohort logs 20260131-120000-0pir quiet a`
                """);
    }

    @Test
    void theTaskOfACohortMayBeCalledAsItsFolderIs() {
        bench.run();

        assertThat(logs("prepare", "_cohort")).isEqualTo(logs("prepare")).isEqualTo("preparing\n");
        assertThat(refused("logs", RUN, "say", "_cohort")).isEqualTo("""
                error: the run 20260131-120000-0pir has no sample `_cohort`
                  hint: known names are `a`, `b`, `c`
                """);
    }

    @Test
    void whatIsNotThereIsToldWithTheNearest() {
        bench.run();

        assertThat(refused("logs", RUN, "sya", "a")).isEqualTo("""
                error: the run 20260131-120000-0pir has no step `sya`
                  hint: did you mean `say`?
                """);
        assertThat(refused("logs", RUN, "say", "d")).isEqualTo("""
                error: the run 20260131-120000-0pir has no sample `d`
                  hint: known names are `a`, `b`, `c`
                """);
        assertThat(refused("logs", RUN, "prepare", "a")).isEqualTo("""
                error: the step `prepare` runs once for the cohort, and has no task for `a`
                  hint: leave the sample out
                """);
        assertThat(refused("logs", "nope", "say")).startsWith("error: there is no run `nope` in the store ");
        assertThat(refused("logs", RUN, "say", "a", "--attempt", "4")).isEqualTo("""
                error: there was no attempt 4 at say a
                  hint: there is a log of attempt 1
                """);
        assertThat(refused("logs", RUN, "quiet", "a", "--attempt", "4")).isEqualTo("""
                error: there was no attempt 4 at quiet a
                  hint: there was one, which printed nothing
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "logs latest say a --failed         | --failed is for all tasks that failed: give it without SAMPLE, --attempt and --follow",
                "logs latest say --failed --follow  | --failed is for all tasks that failed: give it without SAMPLE, --attempt and --follow",
                "logs latest say a --attempt 0      | attempts are counted from 1, and --attempt is 0",
                "logs latest say a --attempt x      | `--attempt`: 'x' is not an int",
                "logs latest say a --bucket b --store s | --store and --bucket name two stores: give one of them",
                "logs latest                        | `logs` needs `STEP`, or --failed for all tasks that failed",
            })
    void wordsThatMakeNoSenseAreRefused(String typed, String sentence) {
        assertThat(refused(typed.split(" "))).startsWith("error: " + sentence);
    }

    @Test
    void aStoreThatCannotBeReadIsTold() {
        assertThat(refused("logs", "latest", "say", "--store", "s3:/x"))
                .startsWith("error: the store `s3:/x` is no address");
    }

    @Test
    void aTaskWithoutALogIsTold() {
        bench.run();

        assertThat(logs("quiet", "a")).isEqualTo("quiet a printed nothing\n");
        assertThat(logs("quiet", "a", "--attempt", "1")).isEqualTo("attempt 1 at quiet a printed nothing\n");
        assertThat(refused("logs", RUN, "quiet", "b"))
                .isEqualTo("quiet b did not begin in the run " + RUN + ", or left no log there\n");
    }

    @Test
    void aTaskThatFailedSilentlyIsToldWithItsReason() {
        bench.file("p.yaml", PIPELINE.replace("run: echo preparing; touch o.txt", "command: [\"true\"]"))
                .run();

        assertThat(logs("prepare"))
                .startsWith("prepare printed nothing; output missing: ")
                .contains("o.txt");
    }

    @Test
    void whatHadNothingToDoNamesTheRunThatDid() {
        bench.run();
        new Terminal(folder).run("run", "p.yaml", "--sample-list-file", "s.txt");

        assertThat(refused("logs", "20260102", "say", "a"))
                .isEqualTo(
                        "say a had nothing to do in the run 20260102-120000-0pir: its results were there, made by the run "
                                + RUN + "\n");
        assertThat(bench.type("logs", "20260102", "say", "b").shown()).startsWith("hello b");
    }

    @Test
    void whatASampleHasNoNeedOfIsToldSo() {
        bench.file("p.yaml", PIPELINE.replace("  quiet:", "  quiet:\n    when: ${{ sample }} != c"))
                .run();
        String sentence = "quiet c had nothing to do in the run " + RUN + ": the sample has no need of the step\n";

        assertThat(refused("logs", RUN, "quiet", "c")).isEqualTo(sentence);
        assertThat(bench.type("task", RUN, "quiet", "c").shown()).isEqualTo(sentence);
        assertThat(refused("logs", RUN, "say", "c"))
                .isEqualTo(
                        "say c had nothing to do in the run " + RUN + ": nothing that was to be made has need of it\n");
    }

    @Test
    void aLogIsFollowedWhileItGrowsAndThenFromTheStore() throws Exception {
        slow();
        CompletableFuture<TypedCommand> run = CompletableFuture.supplyAsync(() -> bench.run());
        await(() -> Files.exists(bench.path("begun")));

        CompletableFuture<String> followed = CompletableFuture.supplyAsync(() -> logs("say", "a", "--follow"));
        String soFar = logs("say", "a");
        Files.createFile(bench.path("go"));

        assertThat(soFar).isEqualTo("first\nsay a is still running; --follow goes on with its log\n");
        assertThat(followed.get()).isEqualTo("first\nlast\n");
        assertThat(run.get().exitCode()).isZero();
        assertThat(logs("say", "a", "--follow")).isEqualTo("first\nlast\n");
    }

    @Test
    void aTaskThatHasNotBegunIsWaitedFor() throws Exception {
        slow();
        CompletableFuture<TypedCommand> run = CompletableFuture.supplyAsync(() -> bench.run());
        await(() -> Files.exists(bench.path("begun")));

        CompletableFuture<String> followed = CompletableFuture.supplyAsync(() -> logs("quiet", "a", "--follow"));
        Files.createFile(bench.path("go"));

        assertThat(run.get().exitCode()).isZero();
        assertThat(followed.get()).endsWith("quiet a printed nothing\n");
    }

    @Test
    void aTaskThatWillNotBeginIsNotWaitedForForever() {
        bench.run();

        assertThat(refused("logs", "latest", "quiet", "b", "--follow")).isEqualTo("""
                waiting for quiet b to begin; Ctrl-C ends this
                quiet b did not begin in the run 20260131-120000-0pir, or left no log there
                """);
    }

    @Test
    void onATerminalWithoutColoursThereAreNone() throws Exception {
        bench.file("p.yaml", PIPELINE.replace("echo preparing", "printf '\\033[31mred\\033[0m\\033[2J\\n'"));
        bench.run();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream terminal = new PrintStream(out, true, StandardCharsets.UTF_8);

        Cohort.run(
                new Console(
                        InputStream.nullInputStream(),
                        terminal,
                        terminal,
                        Paint.PLAIN,
                        true,
                        folder,
                        Clock.systemUTC(),
                        new Random(1),
                        Console::thisProcess,
                        name -> Optional.empty(),
                        Store::open,
                        AwsClients::new,
                        Map.of()),
                "logs",
                "latest",
                "prepare");

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("red\\u{1b}[2J\n");
    }

    /** One step that waits to be let go, and one after it. */
    private void slow() {
        bench.file(
                        "p.yaml",
                        PIPELINE.replace(
                                        "echo \"hello ${{ sample }}\"",
                                        "echo first; touch HERE/begun; until [ -e HERE/go ]; do sleep 0.05; done; echo last")
                                .replace("HERE", folder.toString()))
                .file("s.txt", "a\n");
    }

    private static void await(BooleanSupplier condition) {
        for (long until = System.nanoTime() + 60_000_000_000L; !condition.getAsBoolean(); ) {
            assertThat(System.nanoTime()).as("waited for a minute").isLessThan(until);
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void aTerminalObeysNothingThatAToolPrinted() {
        bench.file("p.yaml", PIPELINE.replace("echo preparing", "printf '\\033[31mred\\033[0m\\007\\033[2J\\n'"));
        bench.run();

        Terminal terminal = new Terminal(folder).in(Paint.COLOUR);
        terminal.run("logs", "latest", "prepare");

        assertThat(terminal.out()).isEqualTo("\u001b[31mred\u001b[0m\\u{7}\\u{1b}[2J\n\u001b[0m");
        assertThat(logs("prepare")).as("in a pipe").isEqualTo("\u001b[31mred\u001b[0m\u0007\u001b[2J\n");
    }

    @Test
    void bytesThatAreNoTextComeThroughAPipe() {
        bench.file("p.yaml", PIPELINE.replace("echo preparing", "printf '\\351t\\351'"));
        bench.run();

        Terminal pipe = new Terminal(folder);
        pipe.run("logs", "latest", "prepare");

        assertThat(pipe.outBytes()).containsExactly(0xe9, 't', 0xe9);
    }
}
