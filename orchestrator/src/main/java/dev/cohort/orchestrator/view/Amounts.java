package dev.cohort.orchestrator.view;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers as people write them. */
public final class Amounts {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT);
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

    private Amounts() {}

    /** With thousands apart. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 1 sample}, {@code 12 samples}. */
    public static String count(long number, String what) {
        return count(number) + " " + what + (number == 1 ? "" : "s");
    }

    static String cpus(double cpus) {
        return BigDecimal.valueOf(cpus).stripTrailingZeros().toPlainString();
    }

    static String memory(long mebibytes) {
        return mebibytes % 1024 == 0 ? mebibytes / 1024 + " GiB" : count(mebibytes) + " MiB";
    }

    /** {@code 12 B}, {@code 3.4 MiB}. */
    static String bytes(long bytes) {
        double rest = bytes;
        int unit = 0;
        for (; rest >= 1024 && unit < UNITS.length - 1; unit++) {
            rest /= 1024;
        }
        return unit == 0
                ? bytes + " B"
                : String.format(Locale.ROOT, rest < 100 ? "%.1f %s" : "%.0f %s", rest, UNITS[unit]);
    }

    /** {@code 1h30m}; as written in a pipeline. */
    static String duration(Duration duration) {
        StringBuilder text = new StringBuilder();
        append(text, duration.toDaysPart(), "d");
        append(text, duration.toHoursPart(), "h");
        append(text, duration.toMinutesPart(), "m");
        append(text, duration.toSecondsPart(), "s");
        return text.isEmpty() ? "0s" : text.toString();
    }

    /** A point in time, in UTC as in the ids of runs. */
    public static String time(Instant time) {
        return TIME.format(time.atOffset(ZoneOffset.UTC));
    }

    private static void append(StringBuilder text, long part, String unit) {
        text.append(part == 0 ? "" : part + unit);
    }

    /** Hours, whole when they are many. */
    static String hours(double hours) {
        int decimals = hours >= 100 ? 0 : hours >= 1 ? 1 : 2;
        BigDecimal rounded = BigDecimal.valueOf(hours).setScale(decimals, RoundingMode.UP);
        return String.format(Locale.ROOT, "%,." + decimals + "f", rounded);
    }
}
