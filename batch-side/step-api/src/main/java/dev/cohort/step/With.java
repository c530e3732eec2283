package dev.cohort.step;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The settings that a pipeline gives a step under {@code with}, read by type; a wrong one is told in the user's words.
 *
 * <p>Settings travel as text, as most come from parameters; what a text means is for the step to say.
 */
public final class With {
    private final TreeMap<String, String> settings;

    public With(Map<String, String> settings) {
        this.settings = new TreeMap<>(settings);
    }

    /** Fails when there is a setting of any other name; a misspelt one would else be dropped without a word. */
    public With only(String... known) {
        List<String> names = List.of(known);
        settings.keySet().stream()
                .filter(name -> !names.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new StepFailure("`with` has `%s`, which this step does not know; it knows %s"
                            .formatted(name, names.isEmpty() ? "none" : String.join(", ", new TreeSet<>(names))));
                });
        return this;
    }

    public boolean has(String name) {
        return settings.containsKey(name);
    }

    public String text(String name) {
        return find(name).orElseThrow(() -> missing(name));
    }

    public String text(String name, String otherwise) {
        return find(name).orElse(otherwise);
    }

    /** One of a few words. */
    public String choice(String name, String otherwise, String... choices) {
        String chosen = text(name, otherwise);
        if (!List.of(choices).contains(chosen)) {
            throw mistyped(name, chosen, "one of " + String.join(", ", choices));
        }
        return chosen;
    }

    public int integer(String name) {
        return integer(name, text(name), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    public int integer(String name, int otherwise) {
        return integer(name, otherwise, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /** A whole number from {@code lowest} to {@code highest}, both included. */
    public int integer(String name, int otherwise, int lowest, int highest) {
        return integer(name, text(name, Integer.toString(otherwise)), lowest, highest);
    }

    public double decimal(String name) {
        return decimalOf(name, text(name));
    }

    public double decimal(String name, double otherwise) {
        return decimalOf(name, text(name, Double.toString(otherwise)));
    }

    public boolean flag(String name) {
        return flagOf(name, text(name));
    }

    public boolean flag(String name, boolean otherwise) {
        return flagOf(name, text(name, Boolean.toString(otherwise)));
    }

    private Optional<String> find(String name) {
        return Optional.ofNullable(settings.get(name));
    }

    private static int integer(String name, String text, int lowest, int highest) {
        int number = parse(name, text, "a whole number", Integer::parseInt);
        if (number < lowest || number > highest) {
            throw mistyped(name, text, "from %d to %d".formatted(lowest, highest));
        }
        return number;
    }

    private static double decimalOf(String name, String text) {
        double number = parse(name, text, "a number", Double::parseDouble);
        if (!Double.isFinite(number)) {
            throw mistyped(name, text, "a number");
        }
        return number;
    }

    private static boolean flagOf(String name, String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw mistyped(name, text, "true or false");
        };
    }

    private static <T> T parse(String name, String text, String kind, Function<String, T> parser) {
        try {
            return parser.apply(text.strip());
        } catch (NumberFormatException e) {
            throw mistyped(name, text, kind);
        }
    }

    private static StepFailure missing(String name) {
        return new StepFailure("this step needs `%s`; give it under `with`".formatted(name));
    }

    private static StepFailure mistyped(String name, String text, String kind) {
        return new StepFailure("`with.%s` is `%s`; it must be %s".formatted(name, text, kind));
    }
}
