package dev.cohort.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.FailureKind;
import dev.cohort.contract.Outcome;
import dev.cohort.store.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands and bash scripts: what they are given, and what becomes of what they leave. */
class BodiesTest {
    @TempDir
    Path home;

    private Workbench bench;

    @BeforeEach
    void open() {
        bench = new Workbench(home);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aCommandGetsItsArgumentsAndLeavesItsOutput() {
        Path words = bench.userFile("a b.txt", "x\ny\n");
        Outcome outcome = bench.done(bench.step("copy")
                .file("in", words)
                .output("out", "sub/copy.txt")
                .command("cp", "<inputs.in>", "<outputs.out>"));
        assertThat(bench.result("copy", "s1", "sub/copy.txt")).isEqualTo("x\ny\n");
        assertThat(outcome.outputs()).singleElement().satisfies(file -> {
            assertThat(file.name()).isEqualTo("out");
            assertThat(file.path()).isEqualTo("sub/copy.txt");
            assertThat(file.size()).isEqualTo(4);
            assertThat(file.sha256())
                    .isEqualTo(
                            Sha256.of("x\ny\n".getBytes(StandardCharsets.UTF_8)).hex());
        });
        assertThat(outcome.toolExit()).isZero();
        assertThat(outcome.jobId()).isEqualTo("job-7");
        assertThat(outcome.phases().stageOut().bytes()).isEqualTo(4);
    }

    @Test
    void theOutcomeInTheStoreIsTheOneThatIsReturned() {
        Outcome outcome = bench.done(bench.step("touch").output("out", "empty").command("touch", "<outputs.out>"));
        List<String> keys = bench.outcomes("touch", "s1");
        assertThat(keys).singleElement().asString().startsWith("ok.");
        String key = bench.layout().outcomes("touch", "s1") + "/" + keys.get(0);
        assertThat(Outcome.read(bench.stored(key))).contains(outcome);
        assertThat(outcome.outputs().get(0).size()).isZero();
    }

    @Test
    void nothingOfTheTaskIsLeftInScratch() throws IOException {
        bench.done(bench.step("mess").run("mkdir -p a/b && touch a/b/c && chmod 0500 a/b"));
        bench.failed(bench.step("mess2").run("touch x; false"), FailureKind.TOOL);
        assertThat(bench.scratch()).isEmpty();
    }

    @Test
    void theDirectoryOfAFailedTaskIsKeptOnRequestAndNamed() throws IOException {
        bench.with(Workbench.settings().keepScratch(WorkerSettings.KeepScratch.FAILED));
        bench.done(bench.step("fine").run("touch x"));
        Outcome outcome = bench.failed(bench.step("bad").run("touch evidence; false"), FailureKind.TOOL);
        Path kept = bench.scratch().get(0);
        assertThat(bench.scratch()).hasSize(1);
        assertThat(kept.resolve("work/evidence")).exists();
        assertThat(outcome.message())
                .isEqualTo("The script of step bad failed with exit code 1 and printed nothing. Its directory is kept: "
                        + kept);
    }

    @Test
    void aTaskNeverFindsWhatAnotherLeft() {
        String look = "cd ..; find . -type f -o -type l | sort";
        bench.userFile("in.txt", "");
        for (String sample : new String[] {"a", "b"}) {
            Outcome outcome = bench.done(bench.step("look")
                    .sample(sample)
                    .file("in", "user/in.txt")
                    .run(look + "; mkdir -p work/x/y; touch work/x/y/z tmp/t in/in/more side"));
            assertThat(outcome.logTail()).isEqualTo("./in/in/in.txt\n./log\n./owner.json");
        }
    }

    @Test
    void aBodyThatReplacesItsDirectoriesHarmsNobody() throws IOException {
        Path precious = bench.userFile("dir/precious", "mine");
        String user = precious.getParent().toString();
        for (String name : new String[] {"work", "in", "tmp"}) {
            bench.done(bench.step("swap").sample(name).run("cd ..; rm -r " + name + "; ln -s '" + user + "' " + name));
            bench.done(bench.step("swap").sample("after").forced().run("chmod 0500 ../tmp; test ! -L ../" + name));
        }
        assertThat(bench.scratch()).isEmpty();
        assertThat(precious).hasContent("mine");
    }

    @Test
    void removingATaskDirectoryNeverFollowsALink() {
        Path precious = bench.userFile("dir/precious", "mine");
        bench.done(bench.step("link").run("ln -s '" + precious.getParent() + "' here; ln -s '" + precious + "' there"));
        assertThat(precious).hasContent("mine");
    }

    @Test
    void hostileColumnsStayText() {
        String hostile = "$(touch /tmp/never); `id` \"'; rm -rf / #\n*\\ ${HOME} \t%s";
        bench.done(bench.step("echo")
                .sample("s1", "note", hostile)
                .output("out", "out.txt")
                .run("printf %s \"$V1\" > out.txt", "V1", "<sample.note>"));
        assertThat(bench.result("echo", "s1", "out.txt")).isEqualTo(hostile);
        assertThat(Path.of("/tmp/never")).doesNotExist();
    }

    @Test
    void aCommandSeesNoShell() {
        bench.done(bench.step("echo").sample("s1", "note", "$(id) > x; *").run("exit 0"));
        Outcome outcome = bench.done(
                bench.step("echo2").sample("s1", "note", "$(id) > x; *").command("echo", "<sample.note>"));
        assertThat(outcome.logTail()).isEqualTo("$(id) > x; *");
    }

    @Test
    void bashIsStrict() {
        bench.failed(bench.step("unset").run("echo $NOT_SET_ANYWHERE"), FailureKind.TOOL);
        bench.failed(bench.step("pipe").run("false | cat"), FailureKind.TOOL);
        bench.failed(bench.step("early").run("false\ntrue"), FailureKind.TOOL);
    }

    @Test
    void aLongScriptRunsToo() {
        String script = "# padding\n".repeat(20_000) + "echo the end\n";
        assertThat(bench.done(bench.step("long").run(script)).logTail()).isEqualTo("the end");
    }

    @Test
    void theEnvironmentIsClean() {
        Map<String, String> variables = new HashMap<>(Workbench.path());
        variables.putAll(Map.of("HOME", "/home/me", "LANG", "C.UTF-8", "LC_TIME", "C", "SECRET_TOKEN", "hush"));
        bench.with(Workbench.settings().environment(WorkerSettings.cleaned(variables)));
        Outcome outcome = bench.done(bench.step("env")
                .sample("s1", "tissue", "liver")
                .env("TISSUE", "<sample.tissue>")
                .env("THREADS", "<resources.cpus>")
                .env("MEMORY", "<resources.memory-mib>")
                .limits(512L, null, null)
                .command("env"));
        assertThat(outcome.logTail().lines().map(line -> line.replaceAll("=.*", "")))
                .containsExactlyInAnyOrder("PATH", "HOME", "LANG", "LC_TIME", "TMPDIR", "TISSUE", "THREADS", "MEMORY");
        assertThat(outcome.logTail())
                .contains("TISSUE=liver", "THREADS=2", "MEMORY=512")
                .doesNotContain("hush");
    }

    @Test
    void temporaryFilesGoWithTheTask() {
        Outcome outcome = bench.done(bench.step("tmp").run("mktemp"));
        assertThat(outcome.logTail()).startsWith(bench.store().scratch() + "/");
        assertThat(Path.of(outcome.logTail())).doesNotExist();
    }

    @Test
    void aBodyWaitsForNobodysInput() {
        assertThat(bench.done(bench.step("stdin").run("cat; echo read")).logTail())
                .isEqualTo("read");
    }

    @Test
    void outputAndErrorsStandInOneLogInTheStore() {
        bench.done(bench.step("talk").attempt(3).run("echo one; echo two >&2; echo three"));
        assertThat(bench.log("talk", "s1", 3)).isEqualTo("one\ntwo\nthree\n");
        bench.done(bench.step("talk").cohort().run("echo all"));
        assertThat(bench.log("talk", null, 1)).isEqualTo("all\n");
    }

    @Test
    void anEmptyLogIsNotStored() {
        bench.done(bench.step("quiet").command("true"));
        assertThat(bench.has(bench.layout().log(Workbench.RUN, "quiet", "s1", 1)))
                .isFalse();
    }

    @Test
    void valuesAndPlacesAreFilledIn() {
        Outcome outcome = bench.done(bench.step("values")
                .value("k", "31-<sample>")
                .command("echo", "<inputs.k>", "<store>", "<run.id>", "<sample>"));
        assertThat(outcome.logTail()).isEqualTo("31-s1 " + bench.store().location() + " " + Workbench.RUN + " s1");
    }

    @Test
    void aStepOfTheCohortIsFiledUnderCohort() {
        bench.done(bench.step("once").cohort().output("out", "x").command("touch", "<outputs.out>"));
        assertThat(bench.has("results/pipeline/once/_cohort/x")).isTrue();
    }

    @Test
    void passedLanesAndJoinsLeaveNothing() throws IOException {
        for (TaskMaker task : Arrays.asList(
                bench.step("skip").passed().run("exit 9"), bench.step("join").pass())) {
            TaskResult result = bench.run(task);
            assertThat(result.exitCode()).isZero();
            assertThat(result.outcome().status()).isEqualTo(Outcome.Status.PASSED);
            assertThat(bench.outcomes(task.step(), "s1")).isEmpty();
        }
        assertThat(bench.scratch()).isEmpty();
    }

    @Test
    void whatABodyUsedIsKnownOnceItRunsForAWhile() {
        Outcome outcome = bench.done(
                bench.step("busy").run("x=0; end=$((SECONDS+2)); while ((SECONDS < end)); do ((x+=1)); done; :"));
        assertThat(outcome.cpuMs()).isNotNull().isPositive();
        assertThat(outcome.peakMiB()).isNotNull().isPositive();
    }

    @Test
    void manyAtOnce() throws Exception {
        bench.userFile("in.txt", "x");
        var threads = java.util.concurrent.Executors.newFixedThreadPool(4);
        try {
            var running = java.util.stream.IntStream.range(0, 40)
                    .mapToObj(i -> threads.submit(() -> bench.run(bench.step("many")
                            .sample("s" + i)
                            .file("in", "user/in.txt")
                            .output("out", "<sample>.txt")
                            .command("cp", "<inputs.in>", "<outputs.out>"))))
                    .toList();
            for (var one : running) {
                assertThat(one.get().exitCode()).isZero();
            }
        } finally {
            threads.shutdown();
        }
        assertThat(bench.result("many", "s39", "s39.txt")).isEqualTo("x");
        assertThat(Files.exists(bench.store().scratch())).isTrue();
        assertThat(bench.scratch()).isEmpty();
    }
}
