package dev.cohort.orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of Fargate, and the way from any wish to the next size in it. */
class FargateSizeTest {
    @ParameterizedTest
    @CsvSource({
        "0.25, 512",
        "0.25, 2048",
        "0.5, 1024",
        "0.5, 4096",
        "1, 2048",
        "1, 8192",
        "2, 16384",
        "4, 8192",
        "4, 30720",
        "8, 16384",
        "8, 20480",
        "8, 61440",
        "16, 32768",
        "16, 40960",
        "16, 122880"
    })
    void sizesThatItHas(double cpus, long memory) {
        assertThat(FargateSize.isOne(cpus, memory)).isTrue();
        assertThat(FargateSize.misfit(cpus, memory, 0)).isEmpty();
        assertThat(FargateSize.holding(cpus, memory)).contains(new FargateSize(cpus, (int) memory));
    }

    @ParameterizedTest
    @CsvSource({
        "0.25, 4096, 0.5, 4096",
        "0.25, 100, 0.25, 512",
        "1, 1024, 1, 2048",
        "1, 9216, 2, 9216",
        "3, 4096, 4, 8192",
        "4, 31744, 8, 32768",
        "8, 17408, 8, 20480",
        "16, 33792, 16, 40960",
        "0.1, 122880, 16, 122880"
    })
    void theNextSizeThatHoldsAsMuch(double cpus, long memory, double nextCpus, int nextMemory) {
        assertThat(FargateSize.isOne(cpus, memory)).isFalse();
        assertThat(FargateSize.holding(cpus, memory)).contains(new FargateSize(nextCpus, nextMemory));
    }

    @Test
    void whatIsTooLargeOrWantsAGpuGoesElsewhere() {
        assertThat(FargateSize.misfit(32, 1024, 0))
                .hasValueSatisfying(misfit -> assertThat(misfit.hint())
                        .isEqualTo("its largest size is 16 vCPU with 120 GiB: send the step to a `queue` on EC2"));
        assertThat(FargateSize.misfit(0.5, 200 * 1024, 0))
                .hasValueSatisfying(
                        misfit -> assertThat(misfit.message()).isEqualTo("Fargate has no 0.5 vCPU with 200 GiB"));
        assertThat(FargateSize.misfit(1, Long.MAX_VALUE, 0)).isPresent();
        assertThat(FargateSize.misfit(1, 9216, 0)).isEmpty();
        assertThat(FargateSize.misfit(1, 2048, 1))
                .hasValueSatisfying(misfit -> assertThat(misfit.message()).isEqualTo("Fargate has no GPUs"));
    }
}
