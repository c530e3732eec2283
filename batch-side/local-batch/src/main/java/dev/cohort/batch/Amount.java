package dev.cohort.batch;

/** Resources in whole numbers, so that what is taken and given back a million times comes out even. */
record Amount(long milliCpus, long memoryMiB, long gpus) {
    static final Amount NOTHING = new Amount(0, 0, 0);

    static Amount of(Resources resources) {
        return new Amount(resources.milliCpus(), resources.memoryMiB(), resources.gpus());
    }

    Amount plus(Amount other) {
        return new Amount(milliCpus + other.milliCpus, memoryMiB + other.memoryMiB, gpus + other.gpus);
    }

    Amount minus(Amount other) {
        return new Amount(milliCpus - other.milliCpus, memoryMiB - other.memoryMiB, gpus - other.gpus);
    }

    Amount memory(long mebibytes) {
        return new Amount(milliCpus, mebibytes, gpus);
    }

    boolean holds(Amount need) {
        return need.milliCpus <= milliCpus && need.memoryMiB <= memoryMiB && need.gpus <= gpus;
    }

    /** Whether {@code need} fits without touching what is kept aside, of which only the kinds that it needs count. */
    boolean holdsBeside(Amount kept, Amount need) {
        return fits(milliCpus, kept.milliCpus, need.milliCpus)
                && fits(memoryMiB, kept.memoryMiB, need.memoryMiB)
                && fits(gpus, kept.gpus, need.gpus);
    }

    private static boolean fits(long free, long kept, long need) {
        return need == 0 || need + kept <= free;
    }
}
