package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Visible;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What values a param or a column takes. */
public record ValueRule(
        ValueType type,
        List<String> choices,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max) {
    private static final int LONGEST = 4096;

    public ValueRule {
        choices = List.copyOf(choices);
    }

    static ValueRule of(ValueType type) {
        return new ValueRule(type, List.of(), null, null);
    }

    public boolean isFile() {
        return type == ValueType.FILE;
    }

    /** What is wrong with a value, as the end of a sentence that starts with its name: "must be … and this is …". */
    public Optional<String> fault(String value) {
        if (value.length() > LONGEST) {
            return Optional.of("is longer than " + LONGEST + " characters");
        }
        if (value.chars().anyMatch(c -> c == 0)) {
            return Optional.of("holds a NUL character");
        }
        return holds(value)
                ? Optional.empty()
                : Optional.of(
                        "must be " + words() + ", and this is " + (value.isEmpty() ? "empty" : Visible.quote(value)));
    }

    /** What may have been meant by a value that is none. */
    public Optional<String> hint(String value) {
        return type == ValueType.BOOL ? ScalarCheck.flagHint(value) : Optional.empty();
    }

    private boolean holds(String value) {
        return switch (type) {
            case STRING -> true;
            case FILE -> !value.isBlank() && value.chars().noneMatch(Character::isISOControl);
            case BOOL -> value.equals("true") || value.equals("false");
            case CHOICE -> choices.contains(value);
            case INT -> value.matches("[+-]?\\d{1,18}") && inBounds(new BigDecimal(value));
            case FLOAT ->
                value.matches("[+-]?(\\d{1,18}(\\.\\d{0,18})?|\\.\\d{1,18})([eE][+-]?\\d{1,2})?")
                        && inBounds(new BigDecimal(value));
        };
    }

    private boolean inBounds(BigDecimal number) {
        return (min == null || number.compareTo(min) >= 0) && (max == null || number.compareTo(max) <= 0);
    }

    private String words() {
        if (type == ValueType.CHOICE) {
            return "one of `" + String.join("`, `", choices) + "`";
        }
        return type.words() + bounds();
    }

    private String bounds() {
        if (min != null && max != null) {
            return " between " + min.toPlainString() + " and " + max.toPlainString();
        }
        return min != null
                ? " of at least " + min.toPlainString()
                : max != null ? " of at most " + max.toPlainString() : "";
    }
}
