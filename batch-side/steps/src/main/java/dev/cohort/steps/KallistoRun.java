package dev.cohort.steps;

import dev.cohort.step.StepFailure;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** What kallisto says of its own run, in {@code run_info.json}. */
record KallistoRun(long processed, long pseudoaligned) {

    static KallistoRun read(Path file) {
        Map<String, Long> numbers = numbers(file);
        Long processed = numbers.get("n_processed");
        Long pseudoaligned = numbers.get("n_pseudoaligned");
        if (processed == null || pseudoaligned == null) {
            throw new StepFailure("kallisto does not say how many reads it processed, in " + file);
        }
        return new KallistoRun(processed, pseudoaligned);
    }

    private static Map<String, Long> numbers(Path file) {
        Map<String, Long> numbers = new HashMap<>();
        try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), file)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.VALUE_NUMBER_INT) {
                    numbers.put(String.valueOf(json.currentName()), json.getLongValue());
                }
            }
            return numbers;
        } catch (JacksonException e) {
            throw new StepFailure("kallisto wrote a report that cannot be read: " + file, e);
        }
    }
}
