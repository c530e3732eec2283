package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.engine.aws.LocalBatchServer;
import dev.cohort.store.Prefix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs on a queue, typed as a user would: AWS's own clients, local-batch over HTTP, a worker for each task, and a real S3 server. */
@Timeout(300)
class AwsRunTest {
    /** What lanes do stands in place of BODY. */
    private static final String PIPELINE = """
            pipeline: p
            defaults: { image: cohort/base, timeout: 1h, resources: { memory: 64 MiB } }
            steps:
              index:
                each: cohort
                outputs: { idx: idx.txt }
                run: echo the index > ${{ outputs.idx }}
              count:
                inputs: { idx: "${{ steps.index.idx }}" }
                outputs: { o: o.txt }
                retry: { attempts: 2, on-exit: [9] }
                run: |
                  echo counting ${{ sample }}
                  BODY
                  echo ${{ sample }} by $(cat ${{ inputs.idx }}) > ${{ outputs.o }}
              sum:
                each: cohort
                inputs: { all: "${{ steps.count.o }}" }
                outputs: { table: table.txt }
                MORE
                run: |
                  while read -r sample file; do
                    case $file in
                      failed) echo $sample failed;;
                      *) cat ${file% *};;
                    esac
                  done < <(tr '\\t' ' ' < ${{ inputs.all }}) > ${{ outputs.table }}
            """;

    private static final String WAIT = ": > HERE/there; while [ ! -e HERE/go ]; do sleep 0.05; done";

    @TempDir
    private static Path home;

    private static @Nullable LocalBatchServer server;

    @TempDir
    private Path folder;

    private @Nullable AwsBench bench;

    @BeforeAll
    static void start() throws IOException {
        server = AwsBench.server(home);
    }

    @AfterAll
    static void stop() throws IOException {
        Objects.requireNonNull(server).close();
    }

    @AfterEach
    void close() {
        if (bench != null) {
            bench.close();
        }
    }

    private AwsBench bench(String body, String more, String... samples) throws IOException {
        return benchOf(PIPELINE.replace("BODY", body).replace("MORE", more), samples);
    }

    private AwsBench benchOf(String pipeline, String... samples) throws IOException {
        AwsBench made = AwsBench.of(folder, Objects.requireNonNull(server), pipeline, samples);
        bench = made;
        return made;
    }

    @Test
    void aPipelineRunsOnAQueueAndOnlyOnce() throws IOException {
        AwsBench bench = bench(":", "", "a", "b", "c");

        TypedCommand run = bench.done(bench.run());

        assertThat(run.shown()).contains("Done: 5 tasks done in ").contains("sum: " + bench.store() + "/results/p/sum");
        assertThat(bench.result("sum/_cohort/table.txt")).contains("a by the index\nb by the index\nc by the index\n");
        Map<String, String> jobs = bench.jobs();
        assertThat(bench.done(bench.run()).shown()).startsWith("Nothing to do: all results of p are there");
        assertThat(bench.jobs()).isEqualTo(jobs);
    }

    @Test
    void whoLeavesComesBackFromAnywhere() throws Exception {
        AwsBench bench = bench(WAIT, "", "a", "b");
        CohortProcess first = bench.start(bench.run("--detach"));
        assertThat(first.end()).as(first.shown()).isZero();
        Matcher told = Pattern.compile("`cohort attach (\\S+) --store " + bench.store()
                        + "` shows how it goes, from any machine; `cohort cancel \\1 --store \\S+` ends it\\.")
                .matcher(first.shown());
        assertThat(first.shown())
                .contains("3 jobs of the run ")
                .contains(" are in the queue mixed, and nobody has to wait for them.");
        assertThat(told.find()).as(first.shown()).isTrue();
        bench.await("there");

        CohortProcess.await(() -> isRunning(bench.type(bench.words("status latest"))), "status sees what runs");
        CohortProcess owner = bench.start(bench.words("attach " + told.group(1)));
        owner.awaitShown("index 1 of 1 done");
        CohortProcess watcher = bench.start(bench.words("attach latest"));
        watcher.awaitShown("The run " + told.group(1) + " goes on in ");
        bench.let("go");

        assertThat(owner.end()).as(owner.shown()).isZero();
        assertThat(watcher.end()).as(watcher.shown()).isZero();
        assertThat(owner.shown()).contains("Done: 4 tasks done");
        assertThat(watcher.shown()).contains("Done: 4 tasks done");
        assertThat(bench.type(bench.words("attach latest")).shown())
                .contains("has ended already", "Done: 4 tasks done");
    }

    private static boolean isRunning(TypedCommand status) {
        assertThat(status.exitCode()).as(status.shown()).isZero();
        return status.shown().contains("Its jobs are in the queue mixed; nobody looks after them, and nobody has to.")
                && Pattern.compile("count +2 +0 +0 +0 +0 +2 +0")
                        .matcher(status.shown())
                        .find();
    }

    @Test
    void ofTwoThatAttachTheFirstOnlyLooksOn() throws Exception {
        AwsBench bench = bench(WAIT, "", "a", "b");
        bench.done(bench.run("--detach"));
        bench.await("there");
        Terminal far = bench.terminal().elsewhere();
        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> far.run(bench.words("attach latest")));
        awaitOut(far, first, "index 1 of 1 done");

        Terminal near = bench.terminal();
        CompletableFuture<Integer> second = CompletableFuture.supplyAsync(() -> near.run(bench.words("attach latest")));
        awaitOut(far, first, " goes on in ");
        bench.let("go");

        assertThat(second.get()).as(near.out() + near.err()).isZero();
        assertThat(first.get()).as(far.out() + far.err()).isZero();
        assertThat(near.out()).contains("Done: 4 tasks done");
        assertThat(far.out()).contains("Done: 4 tasks done");
    }

    private static void awaitOut(Terminal terminal, Future<Integer> command, String text) {
        CohortProcess.await(() -> terminal.out().contains(text) || command.isDone(), "it shows `" + text + "`");
        assertThat(terminal.out()).as(terminal.err()).contains(text);
    }

    @Test
    void whatRunsIsEndedByACancel() throws IOException {
        AwsBench bench = bench("echo $$ >> HERE/pids; " + WAIT, "", "a", "b");
        bench.done(bench.run("--detach"));
        CohortProcess.await(() -> linesOf(bench, "pids") == 2, "both lanes run");

        TypedCommand cancel = bench.done(bench.words("cancel latest"));

        assertThat(cancel.shown()).contains("Cancelled: 1 task done, 2 stopped, 1 not started");
        assertThat(bench.lines("pids"))
                .allSatisfy(
                        pid -> assertThat(ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive))
                                .isEmpty());
        assertThat(bench.done(bench.words("status latest")).shown()).contains("cancelled");
        assertThat(bench.done(bench.words("logs latest count a")).shown())
                .contains("count a was stopped: terminated: ");
        assertThat(bench.done(bench.words("cancel latest")).shown())
                .contains("has ended already (cancelled): there is nothing to cancel.");
    }

    private static int linesOf(AwsBench bench, String file) {
        try {
            return bench.lines(file).size();
        } catch (IOException e) {
            return 0;
        }
    }

    @Test
    void aRunThatNobodySawEndWaitsToBeSummedUp() throws IOException {
        AwsBench bench = bench(":", "", "a", "b");
        bench.done(bench.run("--detach"));

        bench.until("runs", "running, to be summed up");
        assertThat(bench.said("runs --json")).contains("\"waitingFor\": \"attach\"");
        bench.done(bench.words("attach latest"));

        assertThat(bench.said("runs")).contains("succeeded").doesNotContain("to be summed up");
    }

    @Test
    void aLaneThatFailsSaysWhyAndTheOthersGoOn() throws IOException {
        AwsBench bench = bench("if [ ${{ sample }} = b ]; then echo no such gene >&2; exit 3; fi", "", "a", "b", "c");

        TypedCommand run = bench.type(bench.run());

        assertThat(run.exitCode()).as(run.shown()).isEqualTo(1);
        assertThat(run.shown())
                .contains("failed: count b (tool): ")
                .contains("no such gene")
                .contains("Failed: 3 tasks done, 1 failed, 1 not started");
        assertThat(bench.result("count/c/o.txt")).isPresent();
        assertThat(bench.done(bench.words("logs latest count --failed")).shown())
                .contains("counting b", "no such gene");
    }

    @Test
    void whatMayPassIsTriedAgain() throws IOException {
        AwsBench bench = bench("if [ ! -e HERE/${{ sample }} ]; then : > HERE/${{ sample }}; exit 9; fi", "", "a", "b");

        TypedCommand run = bench.done(bench.run());

        assertThat(run.shown()).contains("Done: 4 tasks done").doesNotContain("failed:");
        assertThat(folder.resolve("a")).exists();
        assertThat(bench.done(bench.words("task latest count b")).shown()).contains("attempt 2");
    }

    @Test
    void aTolerantGatherDoesWithoutALane() throws IOException {
        AwsBench bench = bench("[ ${{ sample }} != b ]", "min-success: 2", "a", "b", "c");

        TypedCommand run = bench.type(bench.run());

        assertThat(run.exitCode()).as(run.shown()).isEqualTo(1);
        assertThat(run.shown())
                .contains("failed: count b (tool)")
                .contains("`sum` was made without 1 lane of `count`.");
        assertThat(bench.result("sum/_cohort/table.txt")).contains("a by the index\nb failed\nc by the index\n");
    }

    @Test
    void anImageThatCantBePulledIsTold() throws IOException {
        AwsBench bench = benchOf("""
                pipeline: p
                steps:
                  far: { image: nowhere/tool, outputs: { o: o }, command: [touch, o], resources: { memory: 64 MiB } }
                """, "a", "b");

        TypedCommand run = bench.type(bench.run());

        assertThat(run.exitCode()).as(run.shown()).isEqualTo(1);
        assertThat(run.shown())
                .contains("failed: far a (image pull): ")
                .contains("CannotPullContainerError")
                .contains("nowhere/tool");
    }

    /** Of the kind that people have: it knows nothing of Cohort. */
    private static final String CLASSIC = """
            #!/bin/bash
            set -e
            echo "fetched as $BATCH_FILE_TYPE from ${BATCH_FILE_S3_URL##*/} for $BUCKET_NAME, reference $REFERENCE"
            echo "${SAMPLE_NAME:-lane $AWS_BATCH_JOB_ARRAY_INDEX of $LIST_OF_SAMPLES}" > result.txt
            """;

    private AwsBench classic(String... samples) throws IOException {
        Files.writeString(folder.resolve("call.sh"), CLASSIC);
        return benchOf("""
                pipeline: p
                params: { reference: { type: string, default: hg38 } }
                steps:
                  call: { image: test/any, outputs: { o: result.txt }, script: call.sh, resources: { memory: 64 MiB } }
                """, samples);
    }

    @Test
    void aScriptThatFetchAndRunKnowsRunsUnchangedForASample() throws IOException {
        AwsBench bench = classic("lonely");

        bench.done(bench.run());

        assertThat(bench.result("call/lonely/result.txt")).contains("lonely\n");
        assertThat(bench.done(bench.words("logs latest call lonely")).shown())
                .contains("fetched as script from call.sh for " + bench.store().replaceFirst("s3://", ""))
                .contains("reference hg38");
    }

    @Test
    void aScriptThatFetchAndRunKnowsRunsUnchangedAsAnArray() throws IOException {
        AwsBench bench = classic("a", "b");

        bench.done(bench.run());

        String second = bench.result("call/b/result.txt").orElseThrow();
        assertThat(second).startsWith("lane 1 of " + bench.store() + "/.cohort/runs/");
        String list = second.strip().replaceFirst(".* of " + bench.store() + "/", "");
        Predicate<String> isList = list::equals;
        assertThat(bench.bucket()
                        .list(Prefix.of(".cohort/runs/"))
                        .map(file -> file.key().toString()))
                .anyMatch(isList);
    }
}
