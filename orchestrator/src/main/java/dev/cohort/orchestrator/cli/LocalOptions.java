package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.orchestrator.engine.local.Machine;
import dev.cohort.orchestrator.spec.Quantity;
import dev.cohort.worker.Containers;
import dev.cohort.worker.WorkerSettings;
import java.util.Optional;
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
            description = "continue with the other lanes (the default), or stop.")
    private @Nullable OnFailure onFailure;

    @Option(
            names = "--keep-scratch",
            paramLabel = "WHEN",
            defaultValue = "never",
            description = "Keep the folders that tasks worked in: never (the default), failed or always.")
    private Keep keepScratch = Keep.NEVER;

    @Option(
            names = "--take-over",
            description = "Take the place of a run whose process can't be seen from here, as it was on another machine;"
                    + " only when it is known to have ended. Jobs of it that AWS Batch does not know count as lost.")
    private boolean takeOver;

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

    /** What was said of this machine, which means nothing elsewhere. */
    Optional<String> saidOfThisMachine() {
        if (cpus != null) {
            return Optional.of("--cpus");
        }
        if (memoryMiB != null) {
            return Optional.of("--memory");
        }
        if (gpus != null) {
            return Optional.of("--gpus");
        }
        return keepScratch == Keep.NEVER ? Optional.empty() : Optional.of("--keep-scratch");
    }

    /** What a run may use of it. */
    Machine of(Machine here) {
        Machine lent = new Machine(
                cpus == null ? here.cpus() : cpus, memoryMiB == null ? here.memoryMiB() : memoryMiB, here.gpus());
        return gpus == null ? lent : lent.gpus(gpus);
    }

    /** As it was asked for before, unless it is now. */
    boolean stopOnFailure(boolean before) {
        return onFailure == null ? before : onFailure == OnFailure.STOP;
    }

    boolean takeOver() {
        return takeOver;
    }

    WorkerSettings workerSettings(@Nullable Containers containers) {
        WorkerSettings bare =
                WorkerSettings.local().keepScratch(WorkerSettings.KeepScratch.valueOf(keepScratch.name()));
        return containers == null ? bare : bare.in(containers);
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
