package dev.cohort.worker;

import dev.cohort.contract.FailureKind;
import dev.cohort.step.StepFailure;
import dev.cohort.step.Tool;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells that a program is not installed before anything is started for it; what was found once is not looked for again. */
final class Programs {
    private static final String SETSID = find(
                    "setsid", Objects.requireNonNullElse(System.getenv("PATH"), "/usr/bin:/bin"))
            .orElse("");

    private final Set<String> there = ConcurrentHashMap.newKeySet();

    static String setsid() {
        if (SETSID.isEmpty()) {
            throw new TaskFailure(
                    FailureKind.PLATFORM,
                    "The program setsid is not installed, without which no body can be started. Install it with: apt-get"
                            + " install util-linux");
        }
        return SETSID;
    }

    /** One with a slash in its name is left to the system, as it may be relative to where the body starts. */
    void require(String program, String searchPath) {
        if (program.isEmpty() || program.indexOf('/') >= 0 || there.contains(program + '\0' + searchPath)) {
            return;
        }
        if (find(program, searchPath).isEmpty()) {
            String words =
                    String.valueOf(StepFailure.notInstalled(Tool.named(program)).getMessage());
            throw new TaskFailure(FailureKind.TOOL, words + ". Install it, or use an image that has it.");
        }
        there.add(program + '\0' + searchPath);
    }

    private static Optional<String> find(String program, String searchPath) {
        return Tool.named(program).find(searchPath).map(Object::toString);
    }
}
