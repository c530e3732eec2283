package dev.cohort.orchestrator.view;

/** A bar of a fixed width that fills in eighths of a column. */
final class Bar {
    private static final String PARTS = " ▏▎▍▌▋▊▉";
    private static final char FULL = '█';

    private Bar() {}

    static String of(long done, long total, int width) {
        long eighths = total == 0 ? 0 : done * width * 8 / total;
        int full = (int) (eighths / 8);
        String part = full < width ? String.valueOf(PARTS.charAt((int) (eighths % 8))) : "";
        return String.valueOf(FULL).repeat(full) + part + " ".repeat(Math.max(0, width - full - 1));
    }
}
