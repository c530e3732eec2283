package dev.cohort.orchestrator.samples;

/** Finds the lane of a sample, whatever the case of its letters, by open addressing into the rows' own bytes. */
final class NameIndex {
    private final SheetRows rows;

    /** A lane plus one, or zero for a free slot; its length is a power of two. */
    private int[] slots = new int[32];

    private int count;

    NameIndex(SheetRows rows) {
        this.rows = rows;
    }

    /** The lane, or -1. */
    int find(String name) {
        int mask = slots.length - 1;
        for (int slot = hash(name) & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
            if (same(slots[slot] - 1, name)) {
                return slots[slot] - 1;
            }
        }
        return -1;
    }

    /** The name of this lane is not in it yet. */
    void put(int lane) {
        if (++count * 3L > slots.length * 2L) {
            slots = new int[slots.length * 2];
            for (int known = 0; known < lane; known++) {
                place(known);
            }
        }
        place(lane);
    }

    private void place(int lane) {
        int mask = slots.length - 1;
        int slot = hash(rows.sample(lane)) & mask;
        while (slots[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = lane + 1;
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
