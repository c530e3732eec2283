package dev.cohort.batch.server;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a client finds local-batch by; and what jobs get in place of the role that they would have on AWS. */
final class JobCredentials {
    private JobCredentials() {}

    /** The caller's own AWS variables, and where to find Batch and the logs. */
    static Map<String, String> of(Map<String, String> own, String region, String endpoint) {
        Map<String, String> given = new LinkedHashMap<>();
        own.forEach((name, value) -> {
            if (name.startsWith("AWS_") && !name.startsWith("AWS_BATCH")) {
                given.put(name, value);
            }
        });
        given.putAll(endpoints(endpoint));
        given.putIfAbsent("AWS_REGION", region);
        return given;
    }

    /** Keys are checked by nobody, but clients want some. */
    static Map<String, String> forClients(String region, String endpoint) {
        Map<String, String> variables = new LinkedHashMap<>(endpoints(endpoint));
        variables.put("AWS_REGION", region);
        variables.put("AWS_ACCESS_KEY_ID", "local");
        variables.put("AWS_SECRET_ACCESS_KEY", "local");
        return variables;
    }

    private static Map<String, String> endpoints(String endpoint) {
        Map<String, String> endpoints = new LinkedHashMap<>();
        endpoints.put("AWS_ENDPOINT_URL_BATCH", endpoint);
        endpoints.put("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", endpoint);
        return endpoints;
    }
}
