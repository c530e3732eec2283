package dev.cohort.orchestrator.spec;

import dev.cohort.contract.Identifier;
import dev.cohort.orchestrator.diag.Visible;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What names of the user's choice may look like, by what they name. */
enum NameRule {
    /** Of params, steps, inputs and the like. */
    IDENTIFIER("[A-Za-z][A-Za-z0-9_-]{0,63}") {
        @Override
        Optional<String> problem(String name) {
            return Identifier.problem(name);
        }
    },

    /** Of params and steps, where they may lie in used files: {@code align.map}. */
    QUALIFIED("[A-Za-z][A-Za-z0-9_-]{0,63}(\\.[A-Za-z][A-Za-z0-9_-]{0,63})*") {
        @Override
        Optional<String> problem(String name) {
            List<String> parts = List.of(name.split("\\.", -1));
            if (parts.size() > 1 && parts.contains("")) {
                return Optional.of(Visible.quote(name) + " lacks a part beside a dot");
            }
            return parts.stream()
                    .flatMap(part -> Identifier.problem(part).stream())
                    .findFirst();
        }
    },

    /** Of environment variables that a step may set. */
    VARIABLE("[A-Za-z_][A-Za-z0-9_]{0,127}") {
        @Override
        Optional<String> problem(String name) {
            if (!matches(name)) {
                return Optional.of(Visible.quote(name)
                        + " is no name of a variable: letters, digits and `_` make one, and the first is no digit");
            }
            return isTaken(name.toUpperCase(Locale.ROOT))
                    ? Optional.of(Visible.quote(name) + " is taken: Cohort or AWS Batch sets it")
                    : Optional.empty();
        }
    },

    /** Of tags on AWS. */
    TAG("[\\p{L}\\p{Z}\\p{N}_.:/=+@-]{1,128}") {
        @Override
        Optional<String> problem(String name) {
            if (!matches(name)) {
                return Optional.of(Visible.quote(name)
                        + " is no name of a tag: letters, digits, spaces and `_.:/=+-@` make one, 128 at most");
            }
            return name.toLowerCase(Locale.ROOT).matches("(aws|cohort):.*")
                    ? Optional.of(
                            Visible.quote(name) + " is taken: `aws:` and `cohort:` begin the tags of AWS and of Cohort")
                    : Optional.empty();
        }
    };

    private static final Set<String> TAKEN =
            Set.of("TMPDIR", "CUDA_VISIBLE_DEVICES", "SAMPLE_NAME", "LIST_OF_SAMPLES", "BUCKET_NAME");

    private final Pattern pattern;

    NameRule(String pattern) {
        this.pattern = Pattern.compile(pattern);
    }

    /** What is wrong with a name, as the end of a sentence that quotes it. */
    abstract Optional<String> problem(String name);

    /** What every good name matches, though not all that match are good. */
    Pattern pattern() {
        return pattern;
    }

    boolean matches(String name) {
        return pattern.matcher(name).matches();
    }

    static boolean isTaken(String variable) {
        return TAKEN.contains(variable)
                || variable.startsWith("AWS_BATCH")
                || variable.startsWith("BATCH_FILE_")
                || variable.startsWith("COHORT");
    }
}
