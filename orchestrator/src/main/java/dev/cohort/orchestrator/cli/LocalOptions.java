package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.orchestrator.engine.local.Machine;
import dev.cohort.orchestrator.spec.Quantity;
import dev.cohort.worker.WorkerSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How a run uses this machine. */
final class LocalOptions {
    @Option(
            names = "--cpus",
            paramLabel = "N",
            converter = CpusConverter.class,
            description = "How many processors to use; all unless said.")
    private @Nullable Double cpus;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            converter = MemoryConverter.class,
            description = "How much memory to use, such as 24GiB; nearly all unless said.")
    private @Nullable Long memoryMiB;

    @Option(
            names = "--gpus",
            paramLabel = "N",
            converter = GpusConverter.class,
            description = "How many GPUs to use; all that are found unless said.")
    private @Nullable Integer gpus;

    @Option(
            names = "--on-failure",
            paramLabel = "WHAT",
            defaultValue = "continue",
            description = "continue with the other lanes (the default), or stop.")
    private OnFailure onFailure = OnFailure.CONTINUE;

    @Option(
            names = "--keep-scratch",
            paramLabel = "WHEN",
            defaultValue = "never",
            description = "Keep the folders that tasks worked in: never (the default), failed or always.")
    private Keep keepScratch = Keep.NEVER;

    /** What a failed task does to the rest. */
    enum OnFailure {
        CONTINUE,
        STOP
    }

    /** When scratch folders stay. */
    enum Keep {
        NEVER,
        FAILED,
        ALWAYS
    }

    Machine machine() {
        Machine here = Machine.here();
        Machine lent = new Machine(
                cpus == null ? here.cpus() : cpus, memoryMiB == null ? here.memoryMiB() : memoryMiB, here.gpus());
        return gpus == null ? lent : lent.gpus(gpus);
    }

    boolean stopOnFailure() {
        return onFailure == OnFailure.STOP;
    }

    WorkerSettings workerSettings() {
        return WorkerSettings.local().keepScratch(WorkerSettings.KeepScratch.valueOf(keepScratch.name()));
    }

    /** Reads a number of processors, which need not be whole. */
    static final class CpusConverter implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            if (!text.matches("\\d{1,6}(\\.\\d{1,6})?") || Double.parseDouble(text) == 0) {
                throw new TypeConversionException(
                        Visible.quote(text) + " is no number of processors; write for example 4 or 0.5");
            }
            return Double.valueOf(text);
        }
    }

    /** Reads a number of GPUs. */
    static final class GpusConverter implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            if (!text.matches("\\d{1,3}")) {
                throw new TypeConversionException(Visible.quote(text) + " is no number of GPUs; write for example 2");
            }
            return Integer.valueOf(text);
        }
    }

    /** Reads a size in the words of the pipeline language. */
    static final class MemoryConverter implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            return Quantity.mebibytes(text)
                    .filter(mebibytes -> mebibytes > 0)
                    .orElseThrow(() ->
                            new TypeConversionException(Visible.quote(text) + " is no size; write for example 24GiB"));
        }
    }
}
