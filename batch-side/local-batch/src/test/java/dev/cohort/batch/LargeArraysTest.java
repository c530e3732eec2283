package dev.cohort.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sizes at which recursion, or looking at all children, would show. */
class LargeArraysTest {
    private final Scheduler scheduler = new Scheduler(Layout.machine(new Resources(64, 0)), new Ids());
    private final Deque<ChildRun> running = new ArrayDeque<>();
    private int started;

    @Test
    void threeChainedArraysOfTenThousandRunThrough() {
        submit(JobSpec.named("a").array(10_000));
        submit(JobSpec.named("b").array(10_000).dependsOn(Dependency.nToN("job-1")));
        submit(JobSpec.named("c").array(10_000).dependsOn(Dependency.nToN("job-2")));
        submit(JobSpec.named("gather").dependsOn(Dependency.whole("job-3")));
        runAll(0);
        assertThat(started).isEqualTo(30_001);
        assertThat(detail("job-4").status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(detail("job-3").count(JobStatus.SUCCEEDED)).isEqualTo(10_000);
    }

    @Test
    void aFailureSpreadsDownAChainOfTenThousandChildren() {
        submit(JobSpec.named("a").array(10_000).dependsOn(Dependency.sequential()));
        runAll(1);
        assertThat(started).isEqualTo(1);
        assertThat(detail("job-1").count(JobStatus.FAILED)).isEqualTo(10_000);
        assertThat(detail("job-1:9999").statusReason()).isEqualTo("Dependent Job failed");
    }

    @Test
    void aFailureSpreadsDownAChainOfTenThousandJobs() {
        submit(JobSpec.named("a"));
        for (int i = 1; i < 10_000; i++) {
            submit(JobSpec.named("a").dependsOn(Dependency.whole("job-" + i)));
        }
        runAll(1);
        assertThat(detail("job-10000").statusReason()).isEqualTo("Dependent Job failed");
    }

    private void submit(JobSpec.Builder job) {
        scheduler.submit(job.build(), 0);
    }

    private void runAll(int exitCode) {
        decide();
        while (!running.isEmpty()) {
            ChildRun run = running.poll();
            scheduler.started(run, 0);
            scheduler.ended(run, Ended.exited(exitCode), 0);
            decide();
        }
    }

    private void decide() {
        for (Directive directive : scheduler.decide(0)) {
            running.add(directive.run());
            started++;
        }
    }

    private JobDetail detail(String id) {
        return Descriptions.of(scheduler.jobs(), List.of(id)).get(0);
    }
}
