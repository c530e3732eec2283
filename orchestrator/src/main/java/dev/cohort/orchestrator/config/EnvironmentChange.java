package dev.cohort.orchestrator.config;

import dev.cohort.orchestrator.diag.NearestName;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.orchestrator.spec.AwsNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Changes what a store says, by words such as {@code queue=mixed}; nothing after the sign takes a setting away. */
public final class EnvironmentChange {
    private static final String QUEUES = "queues";
    private static final String TAG = "tags.";

    private final Problems problems;
    private Environment environment;

    private EnvironmentChange(Environment environment, Problems problems) {
        this.environment = environment;
        this.problems = problems;
    }

    /** The environment after all changes that make sense; the others are told. */
    public static Environment of(Environment before, List<String> words, Problems problems) {
        EnvironmentChange change = new EnvironmentChange(before, problems);
        words.forEach(change::word);
        return change.environment;
    }

    private void word(String word) {
        int equals = word.indexOf('=');
        if (equals < 1) {
            problems.add(Problem.error(Visible.quote(word) + " is not of the form KEY=VALUE"));
            return;
        }
        String key = word.substring(0, equals);
        String value = word.substring(equals + 1);
        if (key.equals(QUEUES)) {
            queues(value);
        } else if (key.startsWith(TAG)) {
            tag(key.substring(TAG.length()), value);
        } else {
            Setting.of(key)
                    .filter(Setting::isOfStore)
                    .ifPresentOrElse(setting -> setting(setting, value), () -> unknown(key));
        }
    }

    private void queues(String value) {
        List<String> names = value.isEmpty() ? List.of() : List.of(value.split(",", -1));
        if (names.stream().allMatch(name -> isGood(QUEUES, name, AwsNames.queueFault(name)))) {
            environment = environment.queues(names);
        }
    }

    private void tag(String name, String value) {
        Optional<String> fault = AwsNames.tagNameFault(name);
        fault.ifPresent(why -> problems.add(Problem.error(why)));
        if (fault.isEmpty() && isGood(TAG + name, value, AwsNames.tagFault(value))) {
            environment = environment.tag(name, value);
        }
    }

    private void setting(Setting setting, String value) {
        if (value.isEmpty()) {
            environment = environment.without(setting);
        } else if (isGood(setting.key(), value, setting.fault(value))) {
            environment = environment.with(setting, value);
        }
    }

    private boolean isGood(String key, String value, Optional<String> fault) {
        fault.ifPresent(why -> problems.add(
                Problem.error("`" + Visible.text(key) + "` " + why + ", and this is " + Visible.quote(value))));
        return fault.isEmpty();
    }

    private void unknown(String key) {
        List<String> known = new ArrayList<>(Stream.of(Setting.values())
                .filter(Setting::isOfStore)
                .map(Setting::key)
                .toList());
        known.add(QUEUES);
        known.add(TAG + "NAME");
        problems.add(Problem.error("a store can't say " + Visible.quote(key))
                .hint(NearestName.of(key, known)
                        .map(near -> "did you mean `" + near + "`?")
                        .orElse("it can say " + String.join(", ", known))));
    }
}
