package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.diag.NearestName;
import dev.cohort.orchestrator.diag.Visible;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with the words of a command line, in the words of Cohort rather than those of its parser. */
final class UsageFault {
    /** What is to come is known by name already, so that nobody looks for a typing error. */
    private static final Set<String> LATER =
            Set.of("watch", "retry", "report", "push", "infra", "jobs", "doctor", "gc");

    /** The length of an option of one letter. */
    private static final int SHORT = 2;

    private final ParameterException fault;
    private final CommandLine line;
    private final List<String> typed;

    UsageFault(ParameterException fault, String... typed) {
        this.fault = fault;
        this.line = fault.getCommandLine();
        this.typed = List.of(typed);
    }

    /** What commands found out themselves is well said already. */
    String sentence() {
        if (fault instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched.getUnmatched().get(0));
        }
        if (fault instanceof MissingParameterException missing) {
            String lacking = missing(missing.getMissing());
            return stray(missing)
                    .map(word -> unmatched(word) + ", and " + lacking)
                    .orElse(lacking);
        }
        if (fault instanceof OverwrittenOptionException overwritten) {
            return name(overwritten.getOverwritten()) + " is given twice";
        }
        return fault.getArgSpec() == null ? String.valueOf(fault.getMessage()) : unfit(fault.getArgSpec());
    }

    /** Only a word that is unknown can have been meant to be another. */
    Optional<String> nearest() {
        return unknown()
                .filter(word -> !LATER.contains(word))
                .flatMap(word -> NearestName.of(word, meant(word)))
                .map(near -> "did you mean `" + near + "`?");
    }

    private Optional<String> unknown() {
        if (fault instanceof MissingParameterException missing) {
            return stray(missing);
        }
        return fault instanceof UnmatchedArgumentException unmatched
                ? Optional.of(unmatched.getUnmatched().get(0))
                : Optional.empty();
    }

    /** What is missing was often typed by another name, which the parser keeps to itself then. */
    private Optional<String> stray(MissingParameterException missing) {
        return missing.getMissing().stream().anyMatch(this::wasTyped)
                ? Optional.empty()
                : line.getUnmatchedArguments().stream().findFirst();
    }

    /** One letter is near to every other, which says nothing. */
    private Set<String> meant(String word) {
        if (!word.startsWith("-")) {
            return line.getSubcommands().keySet();
        }
        return word.length() > SHORT ? line.getCommandSpec().optionsMap().keySet() : Set.of();
    }

    private String unmatched(String word) {
        if (LATER.contains(word)) {
            return "`" + word + "` is not supported yet";
        }
        if (word.startsWith("-")) {
            return Visible.quote(word) + " is not an option of " + command();
        }
        return line.getSubcommands().isEmpty()
                ? command() + " has no use for " + Visible.quote(word)
                : "there is no command " + Visible.quote(word);
    }

    /** One message of the parser for two mistakes: an option that has no value was typed, others were not. */
    private String missing(List<ArgSpec> missing) {
        return missing.stream()
                .filter(this::wasTyped)
                .findFirst()
                .map(option -> name(option) + " needs a value, as in " + withValue(option))
                .orElseGet(() -> command() + " needs "
                        + missing.stream().map(UsageFault::withValue).collect(Collectors.joining(" and ")));
    }

    private boolean wasTyped(ArgSpec arg) {
        return arg instanceof OptionSpec option && Stream.of(option.names()).anyMatch(typed::contains);
    }

    private String unfit(ArgSpec arg) {
        Class<?> type = arg.type();
        if (type == boolean.class || type == Boolean.class) {
            return name(arg) + " takes no value";
        }
        if (type.isEnum()) {
            return name(arg) + " must be one of " + words(type) + given();
        }
        if (type == Double.class) {
            return name(arg) + " must be a number above 0" + given();
        }
        if (Map.class.isAssignableFrom(type)) {
            return name(arg) + " takes " + arg.paramLabel() + given();
        }
        Throwable cause = fault.getCause();
        return name(arg) + ": " + (cause == null ? fault : cause).getMessage();
    }

    private String given() {
        return fault.getValue() == null ? "" : ", and this is " + Visible.quote(fault.getValue());
    }

    private static String words(Class<?> choices) {
        return Arrays.stream(choices.getEnumConstants())
                .map(choice -> "`" + ((Enum<?>) choice).name().toLowerCase(Locale.ROOT) + "`")
                .collect(Collectors.joining(", "));
    }

    private String command() {
        return "`" + line.getCommandName() + "`";
    }

    private static String name(ArgSpec arg) {
        return arg instanceof OptionSpec option ? "`" + option.longestName() + "`" : "`" + arg.paramLabel() + "`";
    }

    private static String withValue(ArgSpec arg) {
        return arg instanceof OptionSpec option
                ? "`" + option.longestName() + " " + arg.paramLabel() + "`"
                : "`" + arg.paramLabel() + "`";
    }
}
