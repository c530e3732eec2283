package dev.cohort.steps.reads;

import java.util.OptionalInt;

/**
 * Books every first mate's name as a gain and every second mate's as a loss; where all names pair, nothing is left.
 *
 * <p>Names are booked as 64-bit hashes in a fixed number of accounts, so that a BAM of any size and any order is checked in
 * a few kilobytes. A name without its mate leaves its account uneven for certain; two faults even out by a chance of one in
 * 2^64. The uneven account tells which few names to look at in order to name the culprit.
 */
final class MateLedger {
    private static final int ACCOUNTS = 4096;
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private final long[] balances = new long[ACCOUNTS];

    void book(byte[] name, int length, boolean first) {
        long hash = hash(name, length);
        balances[account(hash)] += first ? hash : -hash;
    }

    OptionalInt unevenAccount() {
        for (int account = 0; account < ACCOUNTS; account++) {
            if (balances[account] != 0) {
                return OptionalInt.of(account);
            }
        }
        return OptionalInt.empty();
    }

    static int account(byte[] name, int length) {
        return account(hash(name, length));
    }

    private static int account(long hash) {
        return (int) (hash >>> 52);
    }

    /** FNV-1a, then mixed, as names that differ in their last digits only must not have hashes that lie together. */
    private static long hash(byte[] name, int length) {
        long hash = OFFSET;
        for (int i = 0; i < length; i++) {
            hash = (hash ^ name[i]) * PRIME;
        }
        hash = (hash ^ (hash >>> 32)) * 0xd6e8feb86659fd93L;
        return hash ^ (hash >>> 32);
    }
}
