package dev.cohort.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.FailureKind;
import dev.cohort.contract.Outcome;
import dev.cohort.contract.OutcomeKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user reads when a tool fails, and what retry rules see. */
class FailuresTest {
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
    void aToolsExitCode() {
        TaskResult result = bench.run(bench.step("bad").command("bash", "-c", "echo why >&2; exit 3"));
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.outcome().kind()).isEqualTo(FailureKind.TOOL);
        assertThat(result.outcome().toolExit()).isEqualTo(3);
        assertThat(result.outcome().message())
                .isEqualTo("bash failed with exit code 3; its own words stand at the end of the log");
        assertThat(result.outcome().logTail()).isEqualTo("why");
        assertThat(bench.log("bad", "s1", 1)).isEqualTo("why\n");
    }

    @Test
    void aToolThatFailsWithoutAWord() {
        Outcome outcome = bench.failed(bench.step("mute").run("false"), FailureKind.TOOL);
        assertThat(outcome.message())
                .isEqualTo("The script of step mute failed with exit code 1 and printed nothing; run it again with"
                        + " `--keep-scratch failed` to look into its directory");
    }

    @Test
    void aProgramThatIsNotInstalled() {
        Outcome outcome = bench.failed(bench.step("no").command("no-such-tool", "x"), FailureKind.TOOL);
        assertThat(outcome.message())
                .isEqualTo(
                        "no-such-tool is not installed: no no-such-tool in the directories of PATH. Install it, or use an"
                                + " image that has it.");
        Outcome within = bench.failed(bench.step("no2").run("no-such-tool x"), FailureKind.TOOL);
        assertThat(within.message())
                .isEqualTo("The script of step no2 failed with exit code 127, which mostly means that a program is not"
                        + " installed; its own words stand at the end of the log");
    }

    @Test
    void aProgramThatIsToLieWhereABodyStarts() {
        Outcome outcome = bench.failed(bench.step("beside").command("./nothere.sh"), FailureKind.TOOL);
        assertThat(outcome.message())
                .startsWith(
                        "./nothere.sh failed with exit code 127: there is no such file, as a body starts in an empty"
                                + " directory; name a script beside the pipeline by `script:`, or as an input");
    }

    @Test
    void aScriptWithTheLineEndsOfWindows() {
        byte[] script = "#!/bin/bash\r\necho hello\r\n".getBytes(StandardCharsets.UTF_8);
        Outcome outcome =
                bench.failed(bench.step("crlf").payload("step.sh", script).script(), FailureKind.TOOL);
        assertThat(outcome.message())
                .startsWith(
                        "step.sh failed with exit code 127: its first line ends as Windows ends lines (CR LF), so that"
                                + " no program of that name is found; save it with the line ends of Linux, as by dos2unix");
    }

    @Test
    void aToolKilledByASignal() {
        Outcome outcome = bench.failed(bench.step("crash").run("kill -SEGV $$"), FailureKind.TOOL);
        assertThat(outcome.signal()).isEqualTo(11);
        assertThat(outcome.toolExit()).isNull();
        assertThat(outcome.message())
                .isEqualTo(
                        "The script of step crash was ended by signal 11 (SEGV): it crashed, mostly on a damaged input or"
                                + " for want of memory");
    }

    @Test
    void aKillIsOutOfMemoryWhenTheKernelCountedOne() throws IOException {
        Path events = Files.writeString(home.resolve("memory.events"), "low 0\noom 4\noom_kill 4\n");
        bench.with(new MemoryEvents(events));
        TaskResult result = bench.run(bench.step("greedy")
                .limits(512L, null, null)
                .env("EVENTS", events.toString())
                .run("echo oom_kill 5 > $EVENTS; kill -KILL $$"));
        assertThat(result.exitCode()).isEqualTo(76);
        assertThat(result.outcome().kind()).isEqualTo(FailureKind.OUT_OF_MEMORY);
        assertThat(result.outcome().signal()).isEqualTo(9);
        assertThat(result.outcome().message())
                .startsWith(
                        "The script of step greedy was killed by the kernel for want of memory; the step may use 512 MiB")
                .endsWith(". Give it more (`resources: memory`).");
    }

    @Test
    void aKillIsAToolsFailureWhenTheKernelCountedNone() throws IOException {
        Path events = Files.writeString(home.resolve("memory.events"), "oom_kill 4\n");
        bench.with(new MemoryEvents(events));
        Outcome outcome = bench.failed(bench.step("killed").run("kill -KILL $$"), FailureKind.TOOL);
        assertThat(outcome.signal()).isEqualTo(9);
        assertThat(outcome.message()).contains("signal 9 (KILL)");
    }

    @Test
    void aDiskThatIsTooSmallIsToldBeforeAnythingBegins() {
        Outcome outcome = bench.failed(
                bench.step("large").limits(null, 1L << 40, null).run("touch /tmp/never-begun"), FailureKind.DISK_FULL);
        assertThat(outcome.message())
                .startsWith("large of s1 asks for 1099511627776 MiB of disk, but only ")
                .contains(" MiB are free in " + bench.store().scratch())
                .endsWith("Free some space, use a store on a larger disk, or lower `resources: disk`.");
        assertThat(Path.of("/tmp/never-begun")).doesNotExist();
    }

    @Test
    void aDiskThatIsFullInTheMidst() throws IOException {
        try (SmallDisk disk = SmallDisk.mount(home.resolve("disk"), "size=2m");
                Workbench small = new Workbench(disk.path())) {
            Outcome outcome = small.failed(
                    small.step("fill").output("out", "x").bash("head -c 8000000 /dev/zero > $out"),
                    FailureKind.DISK_FULL);
            assertThat(outcome.message())
                    .startsWith("The script of step fill failed with exit code 1." + " Its disk is full: ")
                    .contains(" KiB are free in " + small.store().scratch());
            assertThat(small.scratch()).isEmpty();
        }
    }

    @Test
    void aToolThatSaysThatADiskIsFullIsBelieved() {
        Outcome outcome = bench.failed(bench.step("dev").run("echo x > /dev/full"), FailureKind.DISK_FULL);
        assertThat(outcome.logTail()).contains("No space left on device");
    }

    @Test
    void aScriptThatIsNoProgram() {
        Outcome outcome = bench.failed(
                bench.step("text").payload("notes", "just words\n".getBytes()).script(), FailureKind.TOOL);
        assertThat(outcome.toolExit()).isNotNull().isNotZero();
    }

    @Test
    void aLaterSuccessTakesTheFailureAway() {
        bench.failed(bench.step("flaky").run("exit 1"), FailureKind.TOOL);
        bench.failed(bench.step("flaky").defined("again").attempt(2).run("exit 1"), FailureKind.TOOL);
        assertThat(bench.outcomes("flaky", "s1")).hasSize(1);
        bench.done(bench.step("flaky").defined("better").attempt(3).run("exit 0"));
        assertThat(bench.outcomes("flaky", "s1")).singleElement().asString().startsWith("ok.");
    }

    @Test
    void aFailureBeforeTheInputsWereKnownHasAKeyAllTheSame() {
        Outcome outcome = bench.failed(
                bench.step("early").file("in", "/nowhere/at/all").command("cat", "<inputs.in>"),
                FailureKind.INPUT_MISSING);
        assertThat(outcome.in()).isNull();
        assertThat(OutcomeKey.parse(bench.outcomes("early", "s1").get(0)))
                .hasValueSatisfying(key -> assertThat(key.in()).isEqualTo(OutcomeKey.NONE));
    }

    @Test
    void aJobOfWhichSomethingCannotBeReadIsToldAsSuch() {
        bench.put(
                bench.layout().outcomes("maker", "s1") + "/ok." + "0123456789abcdef.".repeat(4) + "json",
                "{\"contract\":9}");
        Outcome outcome = bench.failed(
                bench.step("reader").from("in", "maker", "out").command("cat", "<inputs.in>"), FailureKind.STAGE_IN);
        assertThat(outcome.message())
                .isEqualTo(
                        "Something in the store cannot be read: outcome: written by a newer Cohort (contract 9); update this"
                                + " one");
    }
}
