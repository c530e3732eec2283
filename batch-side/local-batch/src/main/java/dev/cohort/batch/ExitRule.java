package dev.cohort.batch;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code evaluateOnExit}: when all of its conditions hold for a failed attempt, its action is taken.
 *
 * <p>What an attempt does not have (an exit code, a reason) is read as empty, so that {@code *} matches it too: the
 * usual last entry, {@code onReason: "*"}, has to catch the attempts without a reason.
 */
public record ExitRule(
        @Nullable String onExitCode,
        @Nullable String onReason,
        @Nullable String onStatusReason,
        Action action) {
    private static final int LONGEST_PATTERN = 512;
    private static final Pattern EXIT_CODE = Pattern.compile("[0-9]*\\*?");

    /** What becomes of the job. */
    public enum Action {
        RETRY,
        EXIT
    }

    public ExitRule {
        Objects.requireNonNull(action, "action");
        RefusedJob.unless(
                onExitCode != null || onReason != null || onStatusReason != null,
                "An entry of evaluateOnExit has no condition; give onExitCode, onReason or onStatusReason.");
        requirePattern(onExitCode);
        requirePattern(onReason);
        requirePattern(onStatusReason);
        RefusedJob.unless(
                onExitCode == null || EXIT_CODE.matcher(onExitCode).matches(),
                "onExitCode is '" + onExitCode + "'; it takes digits, and a '*' at the end.");
    }

    public static ExitRule onExitCode(String pattern, Action action) {
        return new ExitRule(pattern, null, null, action);
    }

    public static ExitRule onReason(String pattern, Action action) {
        return new ExitRule(null, pattern, null, action);
    }

    public static ExitRule onStatusReason(String pattern, Action action) {
        return new ExitRule(null, null, pattern, action);
    }

    boolean matches(Ended ended) {
        Integer code = ended.exitCode();
        return matches(onExitCode, code == null ? null : code.toString())
                && matches(onReason, ended.reason())
                && matches(onStatusReason, ended.statusReason());
    }

    private static boolean matches(@Nullable String pattern, @Nullable String value) {
        if (pattern == null) {
            return true;
        }
        String text = value == null ? "" : value;
        return pattern.endsWith("*")
                ? text.startsWith(pattern.substring(0, pattern.length() - 1))
                : text.equals(pattern);
    }

    private static void requirePattern(@Nullable String pattern) {
        if (pattern == null) {
            return;
        }
        int star = pattern.indexOf('*');
        RefusedJob.unless(
                !pattern.isEmpty() && pattern.length() <= LONGEST_PATTERN,
                "A pattern of evaluateOnExit has " + pattern.length() + " characters; 1 to 512 are allowed.");
        RefusedJob.unless(
                star < 0 || star == pattern.length() - 1,
                "The pattern '" + pattern + "' of evaluateOnExit has a '*' that is not at its end.");
    }
}
