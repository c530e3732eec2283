package dev.cohort.orchestrator.samples;

/** Finds the lane of a sample, whatever the case of its letters, by open addressing into the rows' own bytes. */
final class NameIndex {
    private final SheetRows rows;

    /**
     * The hash of a name above, its lane plus one below, or zero for a free slot; a power of two of them. With the hash at
     * hand, rows are read only for names that are most likely the same, and never to make room.
     */
    private long[] slots = new long[32];

    private int count;

    NameIndex(SheetRows rows) {
        this.rows = rows;
    }

    /** The lane, or -1. */
    int find(String name) {
        int hash = hash(name);
        int mask = slots.length - 1;
        for (int slot = hash & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
            if ((int) (slots[slot] >>> 32) == hash && same(lane(slots[slot]), name)) {
                return lane(slots[slot]);
            }
        }
        return -1;
    }

    private static int lane(long slot) {
        return (int) slot - 1;
    }

    /** The name of this lane is not in it yet. */
    void put(int lane) {
        if (++count * 3L > slots.length * 2L) {
            long[] full = slots;
            slots = new long[full.length * 2];
            for (long slot : full) {
                place(slot);
            }
        }
        place((long) hash(rows.sample(lane)) << 32 | (lane + 1));
    }

    private void place(long taken) {
        if (taken == 0) {
            return;
        }
        int mask = slots.length - 1;
        int slot = (int) (taken >>> 32) & mask;
        while (slots[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = taken;
    }

    private boolean same(int lane, String name) {
        ByteArena arena = rows.arena();
        long at = rows.start(lane);
        if (arena.lengthAt(at) != name.length()) {
            return false;
        }
        long from = arena.bytesAt(at);
        for (int i = 0; i < name.length(); i++) {
            if (lower((char) arena.at(from + i)) != lower(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Names of samples are ASCII, so this is all there is to case. */
    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }

    private static int hash(String name) {
        int hash = 0;
        for (int i = 0; i < name.length(); i++) {
            hash = 31 * hash + lower(name.charAt(i));
        }
        hash *= 0x9E3779B9;
        return hash ^ (hash >>> 15);
    }
}
