package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.NearestName;
import dev.cohort.orchestrator.diag.Visible;
import java.math.BigDecimal;
import java.util.Arrays;
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
    private static final int MOST_FILES = 1_000;
    private static final String BETWEEN = ";";

    public ValueRule {
        choices = List.copyOf(choices);
    }

    static ValueRule of(ValueType type) {
        return new ValueRule(type, List.of(), null, null);
    }

    /** Whether it holds a path, or several. */
    public boolean isFile() {
        return type == ValueType.FILE || type == ValueType.FILES;
    }

    public boolean isFiles() {
        return type == ValueType.FILES;
    }

    /** The paths that a value of several files holds; white space around each is nobody's intention. */
    public static List<String> files(String value) {
        return value.isEmpty()
                ? List.of()
                : Arrays.stream(value.split(BETWEEN, -1)).map(String::strip).toList();
    }

    /** Several paths as one value. */
    public static String joined(List<String> files) {
        return String.join(BETWEEN, files);
    }

    /** What is wrong with a value, as the end of a sentence that starts with its name: "must be … and this is …". */
    public Optional<String> fault(String value) {
        if (isFiles()) {
            return faultOfFiles(files(value));
        }
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

    private static Optional<String> faultOfFiles(List<String> files) {
        if (files.isEmpty()) {
            return Optional.of("must be " + ValueType.FILES.words() + ", and this is empty");
        }
        ValueRule one = ValueRule.of(ValueType.FILE);
        return files.size() > MOST_FILES
                ? Optional.of("names more than " + MOST_FILES + " files")
                : files.stream().flatMap(file -> one.fault(file).stream()).findFirst();
    }

    /** What may have been meant by a value that is none. */
    public Optional<String> hint(String value) {
        return switch (type) {
            case BOOL -> ScalarCheck.flagHint(value);
            case CHOICE -> NearestName.of(value, choices).map(near -> "did you mean `" + near + "`?");
            default -> Optional.empty();
        };
    }

    private boolean holds(String value) {
        return switch (type) {
            case STRING, FILES -> true;
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
