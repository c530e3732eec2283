package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.store.Content;
import dev.cohort.store.Key;
import dev.cohort.store.Prefix;
import dev.cohort.store.S3Server;
import dev.cohort.store.Store;
import dev.cohort.store.s3.Testing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs on this machine whose inputs and store lie on a real S3 server, typed as a user would. */
@Timeout(240)
class S3RunTest {
    private static final String PIPELINE = """
            pipeline: p
            params: { head: { type: file } }
            samples: { columns: { reads: { type: file } } }
            steps:
              index:
                each: cohort
                inputs: { head: "${{ params.head }}" }
                outputs: { idx: idx.txt }
                run: tr a-z A-Z < ${{ inputs.head }} > ${{ outputs.idx }}
              count:
                inputs: { idx: "${{ steps.index.idx }}", reads: "${{ sample.reads }}" }
                outputs: { parts: parts/ }
                run: |
                  mkdir ${{ outputs.parts }}
                  cat ${{ inputs.idx }} ${{ inputs.reads }} > ${{ outputs.parts }}/all.txt
                  : > ${{ outputs.parts }}/none.txt
                  echo counted ${{ sample }}
              sum:
                each: cohort
                inputs: { all: "${{ steps.count.parts }}" }
                outputs: { table: table.tsv }
                run: |
                  while read -r sample path status; do
                    printf '%s\\t%s\\t%s\\n' "$sample" "$status" "$(cat "$path/all.txt" | tr '\\n' ' ')"
                  done < ${{ inputs.all }} > ${{ outputs.table }}
            """;

    @TempDir
    Path folder;

    private Store bucket;
    private Map<String, String> environment;

    @BeforeEach
    void fill() throws IOException {
        bucket = Testing.emptyStore();
        bucket.put(Key.of("in/head.txt"), Content.utf8("head\n"));
        StringBuilder sheet = new StringBuilder("sample,reads\n");
        for (String sample : List.of("a", "b", "c")) {
            bucket.put(Key.of("in/" + sample + ".txt"), Content.utf8("reads of " + sample + "\n"));
            sheet.append(sample).append(',').append(s3("in/" + sample + ".txt")).append('\n');
        }
        Files.writeString(folder.resolve("p.yaml"), PIPELINE);
        Files.writeString(folder.resolve("s.csv"), sheet);
        environment = new HashMap<>(S3Server.running().environment());
        environment.put("COHORT_SCRATCH", folder.resolve("scratch").toString());
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
    }

    @AfterEach
    void close() {
        bucket.close();
    }

    private String s3(String key) {
        return bucket.locationOf(Key.of(key)).toString();
    }

    private String store() {
        return s3("store");
    }

    private CohortProcess start(String... arguments) throws IOException {
        return CohortProcess.start(folder, environment, arguments);
    }

    private TypedCommand type(String... arguments) throws Exception {
        CohortProcess process = start(arguments);
        int exitCode = process.end();
        return new TypedCommand(process.shown(), exitCode);
    }

    private String[] words(String command, String store, String... more) {
        List<String> words = new ArrayList<>(List.of(
                command,
                "p.yaml",
                "--sample-list-file",
                "s.csv",
                "--param",
                "head=" + s3("in/head.txt"),
                "--store",
                store));
        words.addAll(Arrays.asList(more));
        return words.toArray(String[]::new);
    }

    private TypedCommand done(String... arguments) throws Exception {
        TypedCommand command = type(arguments);
        assertThat(command.exitCode()).as(command.shown()).isZero();
        return command;
    }

    /** All results in the bucket, by their paths. */
    private Map<String, String> results() {
        Map<String, String> results = new TreeMap<>();
        Prefix below = Prefix.of("store/results/");
        bucket.list(below).forEach(file -> results.put(below.rest(file.key()), text(file.key())));
        return results;
    }

    private String text(Key key) {
        return new String(bucket.get(key).bytes(), StandardCharsets.UTF_8);
    }

    private Map<String, String> resultsIn(Path store) throws IOException {
        Path results = store.resolve("results");
        Map<String, String> found = new TreeMap<>();
        try (var files = Files.walk(results)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                found.put(results.relativize(file).toString(), Files.readString(file));
            }
        }
        return found;
    }

    /** Or the end of the run, which then says why. */
    private void awaitBody(CohortProcess run) {
        Path there = folder.resolve("there");
        CohortProcess.await(() -> Files.exists(there) || !run.isAlive(), "a body runs");
        assertThat(there).as(run.shown()).exists();
    }

    @Test
    void aRunLeavesInABucketWhatItLeavesInADirectory() throws Exception {
        assertThat(done(words("plan", store())).shown())
                .startsWith("p over 3 samples, into " + store())
                .endsWith("Tasks fetch from S3 4 files (38 B), and what the run makes itself.\n");

        TypedCommand run = done(words("run", store()));
        done(words("run", folder.resolve("local").toString()));

        assertThat(results())
                .isEqualTo(resultsIn(folder.resolve("local")))
                .containsEntry("p/count/b/parts/all.txt", "HEAD\nreads of b\n")
                .containsEntry("p/sum/_cohort/table.tsv", """
                        a\tsucceeded\tHEAD reads of a\s
                        b\tsucceeded\tHEAD reads of b\s
                        c\tsucceeded\tHEAD reads of c\s
                        """);
        assertThat(run.shown())
                .contains("Tasks fetch from S3 4 files (38 B), and what the run makes itself.\n")
                .contains(store() + "/results/p/sum");
        assertThat(done(words("plan", store(), "--force", "sum")).shown())
                .endsWith("Tasks fetch from S3 6 files (48 B).\n");
        assertThat(done(words("plan", store(), "--force", "sum", "--json")).shown())
                .containsPattern("\"fetchedFromS3\" ?: ?\\{\\s*\"files\" ?: ?6,");
        assertThat(done(words("run", store())).shown()).startsWith("Nothing to do: all results of p are there");
    }

    /** What lies in a bucket is brought to scratch, which the container sees; it never sees the bucket. */
    @Test
    @NeedsEngine
    void stepsInContainersReadAndLeaveTheSame() throws Exception {
        String[] run = words("run", store(), "--container", TestEngine.KIND.command(), "--image", TestEngine.TOOLS);

        assertThat(done(run).shown()).contains(store() + "/results/p/sum");
        assertThat(results())
                .containsEntry("p/count/b/parts/all.txt", "HEAD\nreads of b\n")
                .containsEntry("p/count/b/parts/none.txt", "")
                .containsKey("p/sum/_cohort/table.tsv");
        assertThat(done(run).shown()).startsWith("Nothing to do: all results of p are there");
    }

    @Test
    void whatIsNewInABucketIsMadeAgainAndNothingElse() throws Exception {
        done(words("run", store()));
        bucket.put(Key.of("in/b.txt"), Content.utf8("other reads\n"));

        TypedCommand plan = done(words("plan", store()));
        done(words("run", store()));

        assertThat(plan.shown()).contains("input changed");
        assertThat(results())
                .containsEntry("p/count/b/parts/all.txt", "HEAD\nother reads\n")
                .containsEntry("p/count/a/parts/all.txt", "HEAD\nreads of a\n");
    }

    @Test
    void allThatReadsARunReadsItInABucket() throws Exception {
        done(words("run", store()));

        assertThat(done("runs", "--store", store()).shown()).contains("succeeded");
        assertThat(done("status", "latest", "--store", store()).shown()).contains("count");
        assertThat(done("logs", "latest", "count", "a", "--store", store()).shown())
                .contains("counted a");
        assertThat(done("results", "latest", "--store", store()).shown()).contains(store() + "/results/p/sum");
        assertThat(done("task", "latest", "count", "b", "--store", store()).shown())
                .contains("count");
        done("results", "latest", "sum", "--pull", "mine", "--store", store());
        try (var pulled = Files.walk(folder.resolve("mine"))) {
            assertThat(pulled.filter(Files::isRegularFile)).isNotEmpty();
        }
    }

    @Test
    void anInputThatIsNotThereIsToldBeforeAnythingRuns() throws Exception {
        bucket.delete(Key.of("in/b.txt"));

        TypedCommand run = type(words("run", store()));

        assertThat(run.exitCode()).as(run.shown()).isEqualTo(3);
        assertThat(run.shown())
                .contains(
                        "the input `reads` of the step `count` is not there for 1 sample: b (" + s3("in/b.txt") + ")");
        assertThat(bucket.list(Prefix.of("store/"))).as("nothing was written").isEmpty();
    }

    @Test
    void aStoreThatCannotBeReachedIsToldBeforeAnythingRuns() throws Exception {
        TypedCommand noBucket = type(words("run", "s3://there-is-no-such-bucket/x"));
        assertThat(noBucket.exitCode()).as(noBucket.shown()).isEqualTo(4);
        assertThat(noBucket.shown())
                .contains("here is no bucket there-is-no-such-bucket")
                .contains("aws s3 mb s3://there-is-no-such-bucket");

        environment.put("AWS_SECRET_ACCESS_KEY", "not-the-secret");
        TypedCommand wrong = type(words("run", store()));
        assertThat(wrong.exitCode()).as(wrong.shown()).isEqualTo(4);
        assertThat(wrong.shown())
                .contains("S3 does not know these AWS credentials")
                .doesNotContain("not-the-secret");

        environment.put("AWS_SECRET_ACCESS_KEY", "");
        environment.put("AWS_ACCESS_KEY_ID", "");
        environment.put("HOME", folder.toString());
        TypedCommand none = type(words("plan", store()));
        assertThat(none.exitCode()).as(none.shown()).isEqualTo(4);
        assertThat(none.shown()).contains("no AWS credentials were found. Set AWS_PROFILE, or log in");
    }

    @Test
    void aRunThatWasCutOffGoesOnAndWhatItLeftIsEnded() throws Exception {
        Files.writeString(
                folder.resolve("p.yaml"),
                PIPELINE.replace(
                        "echo counted",
                        "[ -e " + folder + "/go ] || { : > " + folder + "/there; sleep 600; }; echo counted"));
        CohortProcess first = start(words("run", store(), "--cpus", "1"));
        awaitBody(first);
        TypedCommand second = type(words("run", store()));
        assertThat(second.exitCode()).as(second.shown()).isEqualTo(4);
        assertThat(second.shown()).contains("writes the results of `p`").contains("--store " + store());
        first.kill();
        Files.createFile(folder.resolve("go"));

        TypedCommand attach = done("attach", "latest", "--store", store());

        assertThat(attach.shown()).contains("was cut off").contains("What it had running is ended");
        assertThat(results()).containsKey("p/sum/_cohort/table.tsv").hasSize(8);
    }

    @Test
    void aRunIsCancelledFromAnotherTerminal() throws Exception {
        Files.writeString(
                folder.resolve("p.yaml"),
                PIPELINE.replace("echo counted", ": > " + folder + "/there; sleep 600; echo counted"));
        CohortProcess run = start(words("run", store()));
        awaitBody(run);

        done("cancel", "latest", "--store", store());

        assertThat(run.end()).as(run.shown()).isEqualTo(130);
    }
}
