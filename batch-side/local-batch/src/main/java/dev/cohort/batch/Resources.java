package dev.cohort.batch;

/** What an attempt needs while it runs, or what a compute environment has; cpus count to the thousandth. */
public record Resources(double cpus, long memoryMiB, int gpus) {
    static final int MILLI = 1000;

    public Resources {
        RefusedJob.unless(
                cpus >= 0 && cpus < Integer.MAX_VALUE, "cpus are " + cpus + "; give a number from 0 upwards.");
        RefusedJob.unless(memoryMiB >= 0, "memory is " + memoryMiB + " MiB; give a number from 0 upwards.");
        RefusedJob.unless(gpus >= 0, "gpus are " + gpus + "; give a number from 0 upwards.");
    }

    public Resources(double cpus, long memoryMiB) {
        this(cpus, memoryMiB, 0);
    }

    Resources memory(long mebibytes) {
        return new Resources(cpus, mebibytes, gpus);
    }

    /** Whole thousandths, rounded up, so that ten times 0.1 is 1 and what is taken is given back exactly. */
    long milliCpus() {
        return (long) Math.ceil(cpus * MILLI - 1e-6);
    }

    @Override
    public String toString() {
        return cpus + " cpus, " + memoryMiB + " MiB" + (gpus == 0 ? "" : ", " + gpus + " gpus");
    }
}
