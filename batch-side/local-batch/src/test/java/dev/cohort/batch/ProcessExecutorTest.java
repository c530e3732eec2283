package dev.cohort.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes. Those that must be stopped sleep for an hour, so that nothing ends by itself in time. */
@Timeout(60)
class ProcessExecutorTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final ExecutorService starters = Executors.newFixedThreadPool(2);
    private ProcessExecutor tasks;
    private LocalBatch batch;

    @AfterEach
    void close() {
        if (batch != null) {
            batch.close();
            tasks.close();
        }
        starters.shutdownNow();
    }

    private String run(Duration grace, JobSpec.Builder job, String... argv) {
        tasks = new ProcessExecutor(
                run -> new ProcessTask(
                        List.of(argv),
                        Map.of("PATH", System.getenv("PATH"), "GREETING", "hello"),
                        folder,
                        log(run.indexOrZero(), run.attempt())),
                grace);
        batch = new LocalBatch(Layout.machine(new Resources(2, 0)), tasks, starters);
        return batch.submit(job.build());
    }

    private String shell(JobSpec.Builder job, String script) {
        return run(LONG, job, "sh", "-c", script);
    }

    private Path log(int index, int attempt) {
        return folder.resolve("logs").resolve(index + "." + attempt + ".log");
    }

    private String logged(int index, int attempt) throws IOException {
        return Files.readString(log(index, attempt));
    }

    private static JobSpec.Builder job() {
        return JobSpec.named("job");
    }

    private JobDetail ended(String id) throws InterruptedException {
        return LocalBatchTest.awaitEnd(batch, id);
    }

    @Test
    void runsInItsFolderWithItsOwnEnvironmentAndLog() throws Exception {
        String id = shell(job(), "pwd; echo $GREETING $AWS_BATCH_JOB_ID; env | wc -l; echo err >&2; cat");
        assertThat(ended(id).status()).isEqualTo(JobStatus.SUCCEEDED);
        String variables =
                logged(0, 1).lines().skip(2).findFirst().orElseThrow().strip();
        assertThat(logged(0, 1)).isEqualTo(folder.toRealPath() + "\nhello " + id + "\n" + variables + "\nerr\n");
        // PATH, GREETING, four of Batch, and PWD (which some shells add, with _ and SHLVL): none of ours.
        assertThat(Integer.parseInt(variables)).isBetween(6, 9);
    }

    @Test
    void childrenKnowTheirIndex() throws Exception {
        String id = shell(job().array(3), "echo $AWS_BATCH_JOB_ARRAY_INDEX of $AWS_BATCH_JOB_ARRAY_SIZE");
        assertThat(ended(id).count(JobStatus.SUCCEEDED)).isEqualTo(3);
        assertThat(logged(2, 1)).isEqualTo("2 of 3\n");
    }

    @Test
    void eachAttemptHasItsLog() throws Exception {
        String id = shell(job().retry(RetryStrategy.attempts(2)), "echo $AWS_BATCH_JOB_ATTEMPT; exit 7");
        assertThat(ended(id).attempts()).extracting(AttemptDetail::exitCode).containsExactly(7, 7);
        assertThat(logged(0, 1) + logged(0, 2)).isEqualTo("1\n2\n");
    }

    @Test
    void aSignalIsTheExitCodeOf128AndMore() throws Exception {
        assertThat(ended(shell(job(), "kill -SEGV $$")).attempts().get(0).exitCode())
                .isEqualTo(139);
    }

    @Test
    void aCommandThatDoesNotExistSaysSoInTheLog() throws Exception {
        String id = run(LONG, job(), "/no/such/tool");
        assertThat(ended(id).attempts().get(0).exitCode()).isEqualTo(127);
        assertThat(logged(0, 1)).contains("/no/such/tool");
    }

    @Test
    void aFolderThatDoesNotExistIsAnAttemptThatCouldNotStart() throws Exception {
        tasks = new ProcessExecutor(
                run -> new ProcessTask(List.of("true"), Map.of(), folder.resolve("none"), log(0, 1)));
        batch = new LocalBatch(Layout.machine(new Resources(1, 0)), tasks, starters);
        JobDetail told = ended(batch.submit(job().build()));
        assertThat(told.statusReason()).isEqualTo("Task failed to start");
        assertThat(told.attempts().get(0).reason())
                .startsWith("CannotStartContainerError: ")
                .contains("none");
    }

    @Test
    void stopsWithTermFirst() throws Exception {
        String id = shell(job(), "trap 'echo bye; exit 3' TERM; echo up; while :; do sleep 0.02; done");
        awaitLog("up");
        batch.terminate(id, "enough");
        JobDetail told = ended(id);
        assertThat(told.statusReason()).isEqualTo("enough");
        assertThat(told.attempts().get(0).exitCode()).isEqualTo(3);
        assertThat(logged(0, 1)).contains("bye");
    }

    @Test
    void killsWhatDoesNotHearTerm() throws Exception {
        String id =
                run(Duration.ofMillis(50), job(), "sh", "-c", "trap '' TERM; echo up; while :; do sleep 3600; done");
        awaitLog("up");
        batch.terminate(id, "enough");
        assertThat(ended(id).attempts().get(0).exitCode()).isEqualTo(137);
    }

    @Test
    void aTimeoutEndsARealProcess() throws Exception {
        String id = run(LONG, job().timeout(Duration.ofMillis(100)), "sleep", "3600");
        JobDetail told = ended(id);
        assertThat(told.statusReason()).isEqualTo("Job attempt duration exceeded timeout");
        assertThat(told.attempts().get(0).exitCode()).isEqualTo(143);
    }

    @Test
    void aGrandchildGoesWithItsTask() throws Exception {
        String id = shell(job(), "(trap '' TERM; sleep 3600 & echo $!) ; true");
        assertThat(ended(id).status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(isRunning(Long.parseLong(logged(0, 1).strip()))).isFalse();
    }

    @Test
    void aGrandchildInAProcessGroupOfItsOwnGoesToo() throws Exception {
        String id = run(LONG, job(), "bash", "-c", "set -m; (sleep 3600 & echo $!; wait) & sleep 3600");
        long grandchild = Long.parseLong(awaitLog("\n").strip());
        assertThat(isRunning(grandchild)).isTrue();
        batch.terminate(id, "enough");
        assertThat(ended(id).status()).isEqualTo(JobStatus.FAILED);
        assertThat(isRunning(grandchild)).isFalse();
    }

    @Test
    void aTaskIsInASessionOfItsOwn() throws Exception {
        String id = shell(job(), "echo $$; cut -d' ' -f6 /proc/$$/stat");
        assertThat(ended(id).status()).isEqualTo(JobStatus.SUCCEEDED);
        List<String> lines = logged(0, 1).lines().toList();
        assertThat(lines.get(0)).isEqualTo(lines.get(1));
    }

    @Test
    void closingTheBatchEndsRealProcesses() throws Exception {
        run(LONG, job(), "sh", "-c", "echo $$; exec sleep 3600");
        long pid = Long.parseLong(awaitLog("\n").strip());
        assertThat(batch.shutdown("interrupted", LONG)).isTrue();
        assertThat(isRunning(pid)).isFalse();
    }

    @Test
    void aMissingToolIsNamedWithItsPackage() {
        assertThatThrownBy(() -> ProcessExecutor.find("setsid", "/nowhere:"))
                .hasMessage("'setsid' is not on the PATH, and tasks cannot be run without it; it comes with util-linux"
                        + " (Debian: sudo apt-get install util-linux).");
    }

    /** A zombie that nobody has reaped yet does not run. */
    private static boolean isRunning(long pid) throws IOException {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        try {
            return !Files.readString(stat).replaceAll("(?s).*\\) (.).*", "$1").equals("Z");
        } catch (IOException gone) {
            return false;
        }
    }

    private String awaitLog(String text) throws IOException {
        Path log = log(0, 1);
        while (!Files.exists(log) || !Files.readString(log).contains(text)) {
            Thread.onSpinWait();
        }
        return Files.readString(log);
    }
}
