package dev.cohort.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A large job before an endless stream of small ones: it starts, and after how many of them. */
class FairnessTest {
    private static final int OVERTAKEN = 20;
    private static final int CPUS = 8;

    private final Scheduler scheduler = new Scheduler(
            new Layout(
                    List.of(new ComputeEnvironment(Layout.LOCAL, new Resources(CPUS, 0))),
                    List.of(new JobQueue(Layout.LOCAL, 1, List.of(Layout.LOCAL))),
                    new Layout.Patience(OVERTAKEN, Duration.ofDays(1))),
            new Ids());
    private final List<ChildRun> running = new ArrayList<>();
    private final List<String> started = new ArrayList<>();
    private final Random random = new Random(7);

    @Test
    void smallOnesOvertakeALargeOneOnlySoOften() {
        submit("first", 2, 1);
        submit("large", 0, CPUS);
        submit("small", 5000, 1);
        while (!started.contains("large")) {
            endOne();
        }
        assertThat(started.size()).isBetween(OVERTAKEN, OVERTAKEN + 2 * CPUS);
    }

    @Test
    void eachChildOfALargeArrayHasToBeOvertakenAnew() {
        submit("first", 2, 1);
        submit("large", 3, CPUS - 1);
        submit("small", 5000, 1);
        while (started.stream().filter("large"::equals).count() < 3) {
            endOne();
        }
        assertThat(started.size()).isBetween(3 * OVERTAKEN / 2, 3 * (OVERTAKEN + 2 * CPUS));
    }

    @Test
    void ofTwoLargeOnesBothGetTheirTurn() {
        submit("first", 2, 1);
        submit("large", 0, CPUS);
        submit("larger", 0, CPUS - 0.5);
        submit("small", 5000, 1);
        while (!started.contains("large") || !started.contains("larger")) {
            endOne();
        }
        assertThat(started.size()).isLessThan(2 * (OVERTAKEN + 2 * CPUS));
    }

    private void submit(String name, int size, double cpus) {
        scheduler.submit(
                JobSpec.named(name)
                        .array(size)
                        .resources(new Resources(cpus, 0))
                        .build(),
                0);
        decide();
    }

    private void endOne() {
        scheduler.ended(running.remove(random.nextInt(running.size())), Ended.exited(0), 0);
        decide();
    }

    private void decide() {
        scheduler.decide(0).forEach(directive -> {
            running.add(directive.run());
            started.add(directive.run().spec().name());
        });
    }
}
