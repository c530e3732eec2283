package dev.cohort.store.s3;

import java.time.Duration;

/** How much at once, how large, how long and how often; tests choose smaller numbers. */
record Tuning(Sizes sizes, Patience patience, int connections) {
    private static final long MIB = 1 << 20;

    /**
     * Sixteen connections fill 10 Gbit/s with the 80 MB/s or so that S3 gives to each. Parts of 16 MiB keep the time to the first byte
     * small beside the rest, and a broken one cheap.
     */
    static final Tuning DEFAULT = new Tuning(
            new Sizes(16 * MIB, 512 * MIB, 10_000),
            new Patience(
                    10,
                    Duration.ofMillis(100),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(60),
                    Duration.ofMinutes(10),
                    Duration.ofHours(1)),
            16);

    /**
     * What is larger than a part goes in parts; S3 takes no more than so many of an object, and copies 5 GiB at once at the most, much
     * faster in parts.
     */
    record Sizes(long part, long copiedPart, int mostParts) {
        /** The size of parts for a file of this size. */
        long partOf(long size) {
            return grown(part, size);
        }

        long copiedPartOf(long size) {
            return grown(copiedPart, size);
        }

        private long grown(long usual, long size) {
            long least = (size + mostParts - 1) / mostParts;
            return Math.max(usual, (least + MIB - 1) / MIB * MIB);
        }
    }

    /**
     * @param attempts of one call, and of one range that makes no progress
     * @param silence how long a connection may bring nothing
     * @param attempt how long one try of a call may take, to the first byte of its answer
     * @param call the same for all tries together
     */
    record Patience(
            int attempts,
            Duration firstPause,
            Duration longestPause,
            Duration connecting,
            Duration silence,
            Duration attempt,
            Duration call) {}
}
