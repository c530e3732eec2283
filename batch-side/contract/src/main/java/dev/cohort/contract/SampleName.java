package dev.cohort.contract;

import java.util.Optional;

/** The rule for names of samples: {@code [A-Za-z0-9][A-Za-z0-9._-]{0,127}}; they become parts of paths and keys. */
public final class SampleName {
    public static final int MAX_LENGTH = 128;

    private SampleName() {}

    /** What is wrong with a name, as a sentence that quotes it, or nothing. */
    public static Optional<String> problem(String name) {
        if (name.isEmpty()) {
            return Optional.of("The name of the sample is empty");
        }
        if (name.length() > MAX_LENGTH) {
            return Optional.of("Sample " + Names.quoted(name) + " is " + name.length() + " characters long; at most "
                    + MAX_LENGTH + " will do");
        }
        if (!Names.isLetterOrDigit(name.charAt(0))) {
            return Optional.of("Sample " + Names.quoted(name) + " must begin with a letter or a digit");
        }
        return Names.firstOther(name, "._-")
                .map(bad -> "Sample " + Names.quoted(name) + " holds " + bad
                        + "; only letters, digits, `.`, `_` and `-` may stand in it");
    }
}
