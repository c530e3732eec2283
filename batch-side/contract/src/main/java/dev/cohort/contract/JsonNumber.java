package dev.cohort.contract;

import java.math.BigDecimal;
import java.util.OptionalLong;

/**
 * A JSON number, exact, in one canonical spelling, so that equal numbers are equal values and make equal digests.
 */
public record JsonNumber(String text) implements Json {
    private static final int SURELY_A_LONG = 18;
    /** An exponent beyond it is an attack on memory, not a measurement. */
    private static final int MAX_SCALE = 400;

    public JsonNumber {
        text = canonical(text);
    }

    static JsonNumber of(long number) {
        return new JsonNumber(Long.toString(number));
    }

    static JsonNumber of(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException(number + " has no spelling in JSON");
        }
        return new JsonNumber(Double.toString(number));
    }

    public double asDouble() {
        return Double.parseDouble(text);
    }

    /** The number where it is whole and fits 64 bits. */
    public OptionalLong asLong() {
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException notWhole) {
            return OptionalLong.empty();
        }
    }

    private static String canonical(String text) {
        if (isShortWhole(text)) {
            return Long.toString(Long.parseLong(text));
        }
        BigDecimal number = new BigDecimal(text).stripTrailingZeros();
        if (Math.abs((long) number.scale()) > MAX_SCALE) {
            throw new NumberFormatException("its exponent is out of bounds");
        }
        return isNearWhole(number) ? number.toPlainString() : number.toString();
    }

    private static boolean isNearWhole(BigDecimal number) {
        return number.scale() <= 0 && number.precision() - number.scale() <= SURELY_A_LONG + 1;
    }

    private static boolean isShortWhole(String text) {
        int first = text.startsWith("-") ? 1 : 0;
        return text.length() > first
                && text.length() <= SURELY_A_LONG
                && text.chars().skip(first).allMatch(c -> c >= '0' && c <= '9');
    }

    @Override
    public String toString() {
        return text;
    }
}
