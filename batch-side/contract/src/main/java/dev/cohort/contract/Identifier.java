package dev.cohort.contract;

import java.util.Optional;

/** The rule for names of steps, inputs, outputs, parameters and columns: {@code [A-Za-z][A-Za-z0-9_-]{0,63}}. */
public final class Identifier {
    public static final int MAX_LENGTH = 64;

    private Identifier() {}

    /** What is wrong with a name, as a sentence that quotes it, or nothing. */
    public static Optional<String> problem(String name) {
        if (name.isEmpty()) {
            return Optional.of("A name is empty");
        }
        if (name.length() > MAX_LENGTH) {
            return Optional.of(Names.quoted(name) + " is " + name.length() + " characters long; at most " + MAX_LENGTH
                    + " will do");
        }
        if (!Names.isLetter(name.charAt(0))) {
            return Optional.of(Names.quoted(name) + " must begin with a letter (A-Z, a-z)");
        }
        return Names.firstOther(name, "_-")
                .map(bad ->
                        Names.quoted(name) + " holds " + bad + "; only letters, digits, `_` and `-` may stand in it");
    }
}
