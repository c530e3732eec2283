package dev.cohort.batch.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.batch.model.JobDetail;
import software.amazon.awssdk.services.batch.model.JobStatus;

/** Jobs in containers of a real Docker engine. */
@ExtendWith(WithDocker.class)
@Timeout(180)
@SuppressWarnings("unchecked") // the SDK's own varargs of consumers
class EngineTest {
    @TempDir
    Path state;

    private Served served;

    @BeforeEach
    void setUp() throws IOException {
        served = new Served(state, 0, new Engine("docker", System.getenv()));
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        served.close();
        Process list = new ProcessBuilder("docker", "ps", "--all", "--quiet", "--filter", "name=local-batch-").start();
        assertThat(new String(list.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
    }

    @Test
    void aJobRunsInItsImageWithItsEnvironment() {
        served.define(
                "inside",
                WithDocker.IMAGE,
                "sh",
                "-c",
                "cat /etc/cohort-test; echo $GREETING; echo $AWS_BATCH_JOB_ATTEMPT");
        String id = served.submit(
                "inside",
                job -> job.containerOverrides(
                        c -> c.environment(e -> e.name("GREETING").value("hello\nworld $HOME"))));
        JobDetail job = served.ended(id);
        assertThat(job.status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(served.log(job)).containsExactly("hello world $HOME", "1");
    }

    @Test
    void theToolsOwnExitCodeIsKept() {
        served.define("fails", WithDocker.IMAGE, "sh", "-c", "exit 7");
        JobDetail job = served.ended(served.submit("fails", j -> {}));
        assertThat(job.container().exitCode()).isEqualTo(7);
        assertThat(job.statusReason()).isEqualTo("Essential container in task exited");
    }

    @Test
    void anImageThatCannotBePulledIsToldAsOnAws() {
        served.define("lost", "localhost:1/no/such:image", "true");
        JobDetail job = served.ended(served.submit("lost", j -> {}));
        assertThat(job.attempts().get(0).container().reason())
                .startsWith("CannotPullContainerError: Error response from daemon: ");
    }

    @Test
    void whatTakesTooMuchMemoryIsToldAsSuch() {
        served.define("greedy", WithDocker.IMAGE, "sh", "-c", "exec tail /dev/zero");
        JobDetail job = served.ended(served.submit("greedy", j -> {}));
        assertThat(job.container().reason()).startsWith("OutOfMemoryError");
        assertThat(job.container().exitCode()).isEqualTo(137);
    }

    @Test
    void aTerminatedContainerIsGone() {
        served.define("slow", WithDocker.IMAGE, "sh", "-c", "trap 'exit 3' TERM; echo up; while :; do sleep 0.1; done");
        String id = served.submit("slow", j -> {});
        served.when(id, JobStatus.RUNNING);
        served.batch.terminateJob(r -> r.jobId(id).reason("enough"));
        assertThat(served.ended(id).statusReason()).isEqualTo("enough");
    }
}
