package dev.cohort.orchestrator.images.kit;

import dev.cohort.contract.WorkerImage;
import dev.cohort.worker.JavaRuntime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What lies where in {@code /opt/cohort}, and how its Java is called there.
 *
 * @param java the Java of an image, with what it must be given first
 * @param jars the names of all our jars, in the order of the class path
 */
record KitLayout(List<String> java, List<String> jars) {
    static final String RUNTIME = "runtime";
    static final String JARS = "lib";
    static final String PROGRAMS = "bin";

    /** The names of the classes that a task needs. */
    static final String CLASSES = "worker.classes";

    private static final String ARCHIVE = WorkerImage.HOME + "/worker.jsa";
    static final String WORKER = "dev.cohort.worker.Main";

    /** Few images name a locale, and Java can't spell a file's name there unless it is of ASCII. What an image does name stays. */
    private static final String SPELLING = "[ -n \"${LC_ALL:-}${LC_CTYPE:-}${LANG:-}\" ] || export LC_CTYPE=C.UTF-8\n";

    /** A task is short as a rule, so little memory is taken at first. */
    static final List<String> STARTING = Stream.concat(StartingOptions.ofShortRuns().stream(), Stream.of("-Xms32m"))
            .toList();

    KitLayout {
        java = List.copyOf(java);
        jars = List.copyOf(jars);
    }

    /** Makes the archive of classes, which holds for this very Java, these paths and these jars only. */
    List<String> archiving() {
        return call(
                List.of(
                        "-Xshare:dump",
                        "-XX:SharedClassListFile=" + WorkerImage.HOME + "/" + CLASSES,
                        "-XX:SharedArchiveFile=" + ARCHIVE),
                List.of());
    }

    /** Ends badly where the archive can't be used, which a worker would pass over in silence. */
    List<String> proving() {
        return call(List.of("-Xshare:on", "-XX:SharedArchiveFile=" + ARCHIVE), List.of(WORKER, "--version"));
    }

    /** The script that a job calls. */
    String worker() {
        return script("Runs the task of Cohort that COHORT_JOB names.", WORKER);
    }

    /** The script that runs Cohort itself, for jobs that look after a run from inside. */
    String cohort() {
        return script("Runs Cohort.", "dev.cohort.orchestrator.cli.Main");
    }

    private String script(String purpose, String main) {
        List<String> options = new ArrayList<>(archived());
        options.add("-D" + JavaRuntime.ARCHIVE + "=" + ARCHIVE);
        String call =
                call(options, List.of(main)).stream().map(KitLayout::quoted).collect(Collectors.joining(" \\\n    "));
        return "#!/bin/sh\n# " + purpose + "\n" + SPELLING + "exec " + call + " \"$@\"\n";
    }

    /** What a shell could take for a pattern of names is quoted. */
    private static String quoted(String argument) {
        return argument.contains("*") ? "'" + argument + "'" : argument;
    }

    private static List<String> archived() {
        return List.of("-XX:SharedArchiveFile=" + ARCHIVE, "-Xlog:cds=off");
    }

    private List<String> call(List<String> options, List<String> program) {
        List<String> argv = new ArrayList<>(java);
        argv.addAll(STARTING);
        argv.addAll(options);
        argv.addAll(List.of("-cp", classPath()));
        argv.addAll(program);
        return argv;
    }

    private String classPath() {
        return jars.stream()
                .map(jar -> Path.of(WorkerImage.HOME, JARS, jar).toString())
                .collect(Collectors.joining(":"));
    }
}
