package dev.cohort.orchestrator.view;

import dev.cohort.orchestrator.diag.Visible;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The files with which a task can be run by hand, in bash. */
public final class HandRun {
    private static final String RUN = """
            #!/usr/bin/env bash
            # Does what %s did, and leaves its outputs in work/.
            %sset -eu
            here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
            %sif [ -z "${COHORT_BY_HAND-}" ]; then
                # A body finds of its user's environment these only, and what stands in env.sh.
                clean=(COHORT_BY_HAND=1)
                for name in PATH HOME USER LANG TZ JAVA_HOME ${!LC_@}%s; do
                    [ -z "${!name+set}" ] || clean+=("$name=${!name}")
                done
                exec env -i "${clean[@]}" bash "$here/run.sh"
            fi
            unset COHORT_BY_HAND
            . "$here/env.sh"
            cd -- "$here/work"
            exec env -u PWD -u OLDPWD -u SHLVL -u _ \\
                %s \\
                < /dev/null
            """;

    private HandRun() {}

    /**
     * {@code run.sh}.
     *
     * @param task how the task is called
     * @param image what it ran in, whose tools are not those of this machine; null where that was the machine itself
     * @param secrets variables of whoever starts it
     */
    public static String run(String task, @Nullable String image, List<String> argv, List<String> secrets) {
        String words = argv.stream().map(ShellLine::quote).collect(Collectors.joining(" \\\n    "));
        String needed = secrets.stream()
                .map(name -> ": \"${" + name + ":?is a secret of this step: set it first}\"\n")
                .collect(Collectors.joining());
        String passed = secrets.stream().map(name -> " " + name).collect(Collectors.joining());
        String where = image == null
                ? ""
                : "# The task itself ran in a container of the image " + Visible.text(image)
                        + "; this runs on the machine itself, with the tools that are there.\n";
        return filled(RUN, task, where, needed, passed, words);
    }

    /** Each hole by itself, as what goes into one may look like the next. */
    private static String filled(String text, String... values) {
        String[] parts = text.split("%s", -1);
        StringBuilder filled = new StringBuilder(parts[0]);
        for (int i = 0; i < values.length; i++) {
            filled.append(values[i]).append(parts[i + 1]);
        }
        return filled.toString();
    }

    /** {@code env.sh}. */
    public static String environment(Map<String, String> environment) {
        return "# What the body finds in its environment beside the usual.\n"
                + environment.entrySet().stream()
                        .map(variable ->
                                "export " + ShellLine.quote(variable.getKey() + "=" + variable.getValue()) + "\n")
                        .collect(Collectors.joining());
    }

    /** {@code README.txt}. */
    public static String readme(String task) {
        return """
                %s, as its worker laid it out. ./run.sh does what the task did, and leaves its outputs in work/.

                run.sh   the command, with all values filled in
                env.sh   what it finds in its environment
                in/      its inputs: links to where they lie, so read them only
                code/    the code that its step fetches, if it does: a copy, which may be changed
                work/    where it starts; empty it before another try

                The paths in it are those of this folder: leave it where it is.
                """.replace("%s", task);
    }
}
