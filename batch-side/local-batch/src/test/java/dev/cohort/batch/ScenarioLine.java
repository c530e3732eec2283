package dev.cohort.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One line of a scenario: a verb, words, {@code key=value} pairs, and one sentence in quotes. */
record ScenarioLine(int number, String verb, List<String> words, List<String> pairs, String sentence) {
    private static final Pattern PART = Pattern.compile("([a-z-]+)=(\"[^\"]*\"|\\S+)|\"([^\"]*)\"|(\\S+)");

    static ScenarioLine parse(int number, String text) {
        List<String> words = new ArrayList<>();
        List<String> pairs = new ArrayList<>();
        String sentence = "";
        Matcher part = PART.matcher(text);
        while (part.find()) {
            if (part.group(1) != null) {
                pairs.add(part.group(1) + "=" + part.group(2).replace("\"", ""));
            } else if (part.group(3) != null) {
                sentence = part.group(3);
            } else {
                words.add(part.group(4));
            }
        }
        return new ScenarioLine(number, words.get(0), words.subList(1, words.size()), pairs, sentence);
    }

    String word() {
        return words.get(0);
    }

    Stream<String> all(String key) {
        return pairs.stream().filter(p -> p.startsWith(key + "=")).map(p -> p.substring(key.length() + 1));
    }

    String value(String key, String otherwise) {
        return all(key).findFirst().orElse(otherwise);
    }

    int number(String key, int otherwise) {
        return Integer.parseInt(value(key, Integer.toString(otherwise)));
    }

    Resources resources(double cpus) {
        return new Resources(
                Double.parseDouble(value("cpus", Double.toString(cpus))), number("memory", 0), number("gpus", 0));
    }
}
