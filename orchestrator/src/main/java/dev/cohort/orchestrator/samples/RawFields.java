package dev.cohort.orchestrator.samples;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the fields of a row stand in its text. Only rows with a fault are looked at so: what a row holds is the CSV
 * library's to say, but it does not say where.
 */
final class RawFields {
    private final String raw;
    private final char separator;
    private final List<Integer> starts = new ArrayList<>();
    private final List<Integer> ends = new ArrayList<>();
    private boolean inQuotes;
    private int stray = -1;

    RawFields(String raw, char separator) {
        this.raw = raw;
        this.separator = separator;
        int end = stripBreak(raw);
        starts.add(0);
        for (int i = 0; i < end && stray < 0; i++) {
            pass(i);
        }
        ends.add(stray < 0 ? end : stray);
    }

    private static int stripBreak(String raw) {
        int end = raw.length();
        while (end > 0 && (raw.charAt(end - 1) == '\n' || raw.charAt(end - 1) == '\r')) {
            end--;
        }
        return end;
    }

    private void pass(int i) {
        char c = raw.charAt(i);
        boolean quoted = raw.charAt(lastStart()) == '"';
        if (quoted && c == '"') {
            inQuotes = !inQuotes;
        } else if (inQuotes) {
            return;
        } else if (c == separator) {
            ends.add(i);
            starts.add(i + 1);
        } else if (quoted) {
            stray = i;
        }
    }

    /** Where the last field begins; where a quote is open or followed by something, that is its opening. */
    int lastStart() {
        return starts.get(starts.size() - 1);
    }

    int count() {
        return starts.size();
    }

    boolean isOpen() {
        return inQuotes;
    }

    /** Something other than a separator after a closing quote, or -1. */
    int stray() {
        return stray;
    }

    int start(int field) {
        return starts.get(Math.min(field, starts.size() - 1));
    }

    int end(int field) {
        return ends.get(Math.min(field, ends.size() - 1));
    }
}
