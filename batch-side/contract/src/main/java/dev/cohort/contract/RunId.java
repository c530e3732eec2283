package dev.cohort.contract;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * The name of one run, {@code yyyymmdd-hhmmss-xxxx}: sorts by time of start (UTC). Of the four characters the first tells when
 * within its second, so that a script's runs stand in order too, and three are random, to part twins.
 */
public record RunId(String text) {
    private static final String SHAPE = "[0-9]{8}-[0-9]{6}-[0-9a-z]{4}";
    private static final int PARTS_OF_SECOND = 36;
    private static final int TWINS = 36 * 36 * 36;
    private static final long NANOS_OF_SECOND = 1_000_000_000L;

    public RunId {
        if (!text.matches(SHAPE) || !isTime(text)) {
            throw new IllegalArgumentException(
                    Names.quoted(text) + " is not the id of a run; one looks like 20260131-120000-k3x9");
        }
    }

    public static RunId of(Instant utcTime, int random) {
        LocalDateTime at = LocalDateTime.ofInstant(utcTime, ZoneOffset.UTC);
        int within = (int) ((long) at.getNano() * PARTS_OF_SECOND / NANOS_OF_SECOND);
        int four = within * TWINS + Math.floorMod(random, TWINS);
        return new RunId(String.format(
                Locale.ROOT,
                "%04d%02d%02d-%02d%02d%02d-%s",
                at.getYear(),
                at.getMonthValue(),
                at.getDayOfMonth(),
                at.getHour(),
                at.getMinute(),
                at.getSecond(),
                Integer.toString(PARTS_OF_SECOND * TWINS + four, 36).substring(1)));
    }

    private static boolean isTime(String text) {
        try {
            return LocalDateTime.of(
                            number(text, 0, 4),
                            number(text, 4, 6),
                            number(text, 6, 8),
                            number(text, 9, 11),
                            number(text, 11, 13),
                            number(text, 13, 15))
                    .isAfter(LocalDateTime.MIN);
        } catch (DateTimeException noSuchTime) {
            return false;
        }
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    @Override
    public String toString() {
        return text;
    }
}
