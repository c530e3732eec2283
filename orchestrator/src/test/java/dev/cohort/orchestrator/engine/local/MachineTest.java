package dev.cohort.orchestrator.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.plan.StepPlan;
import dev.cohort.orchestrator.run.Plans;
import java.util.List;
import org.junit.jupiter.api.Test;

class MachineTest {
    private static final String PIPELINE = """
            pipeline: p
            steps:
              small: { outputs: { a: a }, command: [x], resources: { cpus: 0.5, memory: 512 MiB } }
              wide: { outputs: { a: a }, command: [x], resources: { cpus: 3, memory: 512 MiB } }
              heavy: { outputs: { a: a }, command: [x], resources: { cpus: 1, memory: 9 GiB } }
            """;

    private final List<StepPlan> steps = Plans.of(PIPELINE, "a").steps();

    @Test
    void whatFitsExactlyFits() {
        assertThat(new Machine(3, 9 * 1024).tooLarge(steps)).isEmpty();
    }

    @Test
    void namesEachStepOfWhichNoTaskFits() {
        assertThat(new Machine(2, 8 * 1024).tooLarge(steps))
                .extracting(StepPlan::name)
                .containsExactly("wide", "heavy");
        assertThat(new Machine(0.25, 8 * 1024).tooLarge(steps))
                .extracting(StepPlan::name)
                .containsExactly("small", "wide", "heavy");
    }

    @Test
    void gpusCountToo() {
        List<StepPlan> train = Plans.of(
                        "pipeline: p\nsteps: { train: { resources: { gpus: 2 }, command: [x] } }\n", "a")
                .steps();

        assertThat(new Machine(9, 9 * 1024, List.of("0", "1")).tooLarge(train)).isEmpty();
        assertThat(new Machine(9, 9 * 1024, List.of("0")).tooLarge(train)).hasSize(1);
    }

    @Test
    void aStepThatDoesNotRunMayBeTooLarge() {
        List<StepPlan> current = steps.stream()
                .map(step -> new StepPlan(step.step(), step.size(), 0, 0, 1, 0, step.reasons()))
                .toList();

        assertThat(new Machine(1, 1).tooLarge(current)).isEmpty();
    }

    @Test
    void thisMachineKeepsSomeMemoryForItself() {
        Machine here = Machine.here();

        assertThat(here.cpus()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(here.memoryMiB()).isPositive();
    }
}
