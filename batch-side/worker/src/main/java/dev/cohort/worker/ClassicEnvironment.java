package dev.cohort.worker;

import dev.cohort.contract.Payload;
import dev.cohort.store.Key;
import dev.cohort.store.Location;
import java.util.Map;
import java.util.TreeMap;

/** The environment that fetch-and-run scripts have always found; where the store is a directory, URLs are paths. */
final class ClassicEnvironment {
    private ClassicEnvironment() {}

    static boolean isZip(Attempt attempt) {
        Payload payload = attempt.job().payload();
        return payload != null && payload.file().endsWith(".zip");
    }

    static Map<String, String> of(Attempt attempt) {
        Map<String, String> environment = new TreeMap<>();
        Assignment task = attempt.task();
        environment.put("BATCH_FILE_TYPE", isZip(attempt) ? "zip" : "script");
        environment.put("BUCKET_NAME", bucket(attempt.store().location()));
        Payload payload = attempt.job().payload();
        if (payload != null) {
            Key key = Key.of(attempt.layout().payload(payload));
            environment.put("BATCH_FILE_S3_URL", attempt.store().locationOf(key).toString());
        }
        if (task.jobId() != null) {
            environment.put("AWS_BATCH_JOB_ID", task.jobId());
        }
        environment.put("AWS_BATCH_JOB_ATTEMPT", Integer.toString(task.attempt()));
        if (task.isArray()) {
            environment.put("AWS_BATCH_JOB_ARRAY_INDEX", Integer.toString(task.arrayIndex()));
            environment.put("AWS_BATCH_JOB_ARRAY_SIZE", Integer.toString(task.arraySize()));
            addList(environment, task.job().lanes());
        } else if (task.lane() != null) {
            environment.put("SAMPLE_NAME", task.lane().sample());
        }
        return environment;
    }

    /** The list of samples stands beside the lanes. */
    private static void addList(Map<String, String> environment, @org.jspecify.annotations.Nullable String lanes) {
        if (lanes != null && lanes.endsWith(".jsonl")) {
            environment.put("LIST_OF_SAMPLES", lanes.substring(0, lanes.length() - ".jsonl".length()) + ".txt");
        }
    }

    private static String bucket(Location store) {
        return store instanceof Location.S3 s3 ? s3.bucket() : store.toString();
    }
}
