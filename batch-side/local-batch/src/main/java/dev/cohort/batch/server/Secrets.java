package dev.cohort.batch.server;

import java.util.LinkedHashMap;
import java.util.Map;

/** Stands in for the secrets manager: the value of a secret is that of a variable of the same name, where local-batch was started. */
final class Secrets {
    private final Map<String, String> own;

    Secrets(Map<String, String> own) {
        this.own = Map.copyOf(own);
    }

    /** @param wanted where each value would come from, by the name of its variable */
    Map<String, String> values(Map<String, String> wanted) throws Way.NoSuchImage {
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, String> secret : wanted.entrySet()) {
            String value = own.get(secret.getKey());
            if (value == null) {
                throw new Way.NoSuchImage("ResourceInitializationError: the secret " + secret.getValue()
                        + " is not known here; start local-batch with the variable " + secret.getKey()
                        + " to stand in for it");
            }
            values.put(secret.getKey(), value);
        }
        return values;
    }
}
