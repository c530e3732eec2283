package dev.cohort.batch.api;

import dev.cohort.batch.JobSpec;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The tags of everything that has an ARN. */
final class Tags {
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;

    private final Map<String, Map<String, String>> byArn = new HashMap<>();

    /** Makes the thing known, so that it can be tagged later. */
    void add(String arn, Map<String, String> tags) {
        byArn.put(arn, new LinkedHashMap<>(checked(tags)));
    }

    void remove(String arn) {
        byArn.remove(arn);
    }

    Map<String, String> of(String arn) {
        Map<String, String> tags = byArn.get(arn);
        if (tags == null) {
            throw ApiFault.client("There is nothing of the ARN " + arn + ".");
        }
        return tags;
    }

    void tag(String arn, Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(of(arn));
        all.putAll(more);
        add(arn, all);
    }

    void untag(String arn, Collection<String> keys) {
        of(arn).keySet().removeAll(keys);
    }

    static Map<String, String> checked(Map<String, String> tags) {
        if (tags.size() > JobSpec.MOST_TAGS) {
            throw ApiFault.client("There are " + tags.size() + " tags; at most " + JobSpec.MOST_TAGS + " are allowed.");
        }
        tags.forEach((key, value) -> {
            if (key.isEmpty() || key.length() > LONGEST_KEY || value.length() > LONGEST_VALUE) {
                throw ApiFault.client("The tag '" + key + "' is too long: keys take 1 to " + LONGEST_KEY
                        + " characters, values up to " + LONGEST_VALUE + ".");
            }
        });
        return tags;
    }
}
