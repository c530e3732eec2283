package dev.cohort.batch.api;

import java.util.regex.Pattern;

/** Which names AWS Batch takes. */
final class Names {
    private static final Pattern RESOURCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,127}");

    private Names() {}

    static String resource(String field, String name) {
        if (!RESOURCE.matcher(name).matches()) {
            throw ApiFault.client(field + " is '" + name
                    + "': 1 to 128 letters, digits, hyphens and underscores are allowed, the first a letter or digit.");
        }
        return name;
    }

    static void requireEnvironment(Iterable<String> names) {
        for (String name : names) {
            if (name.startsWith("AWS_BATCH")) {
                throw ApiFault.client(
                        "The environment variable " + name
                                + " must not start with AWS_BATCH; this naming convention is reserved for variables that AWS Batch sets.");
            }
        }
    }
}
