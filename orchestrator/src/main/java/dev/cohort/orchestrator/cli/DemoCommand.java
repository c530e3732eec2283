package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.plan.Locations;
import dev.cohort.orchestrator.view.DemoText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows the fusion pipeline at work on a cohort that it makes up, by the very commands that a user would type. */
@Command(
        name = "demo",
        description =
                "Simulates a small cohort, runs the fusion pipeline over it, and compares what it finds with what was planted.",
        footer = {"", "Example:", "  cohort demo --samples 6"})
final class DemoCommand implements Callable<Integer> {
    private static final int MOST_SAMPLES = 1_000;

    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--samples", paramLabel = "N", defaultValue = "4", description = "How many samples; 4 unless said.")
    private int samples = 4;

    @Option(
            names = "--store",
            paramLabel = "DIR",
            defaultValue = "./cohort-demo",
            description = "Where all of it goes; ./cohort-demo unless said.")
    private String store = "./cohort-demo";

    DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (samples < 1 || samples > MOST_SAMPLES) {
            throw new ParameterException(spec.commandLine(), "--samples must be between 1 and " + MOST_SAMPLES);
        }
        if (Locations.isUrl(store) || store.isBlank()) {
            throw new ParameterException(spec.commandLine(), "the demo runs on this machine: give --store a directory");
        }
        try {
            return demo(Path.of(store));
        } catch (IOException e) {
            return unreadable(e);
        } catch (UncheckedIOException e) {
            return unreadable(e);
        }
    }

    private int unreadable(Exception fault) {
        console.tell(List.of(
                Problem.error("the demo's files in " + store + " can't be written or read: " + fault.getMessage())
                        .hint("give --store a directory that is new, or was made by the demo")));
        return ExitCode.STORE;
    }

    private int demo(Path folder) throws IOException {
        List<String> names =
                IntStream.rangeClosed(1, samples).mapToObj(i -> "S" + i).toList();
        Path list = folder.resolve("samples.txt");
        Path sheet = folder.resolve("samples.csv");
        Path reference = folder.resolve("results/simulate/reference/_cohort");
        Files.createDirectories(console.path(folder.toString()));
        write(list, names);
        write(sheet, sheet(names));
        int simulated = run("run", "simulate", "--sample-list-file", list.toString(), "--store", folder.toString());
        if (simulated != ExitCode.OK) {
            return simulated;
        }
        int found = run(
                "run",
                "fusion",
                "--sample-list-file",
                sheet.toString(),
                "--store",
                folder.toString(),
                "--profile",
                "demo",
                "--param",
                "transcripts=" + reference.resolve("transcripts.fa.gz"),
                "--param",
                "annotation=" + reference.resolve("transcripts.gtf.gz"));
        return found == ExitCode.OK ? compare(names, folder) : found;
    }

    private static List<String> sheet(List<String> names) {
        List<String> rows = new ArrayList<>(List.of("sample,bam"));
        names.forEach(name -> rows.add(name + ",results/simulate/reads/" + name + "/reads.bam"));
        return rows;
    }

    private void write(Path file, List<String> lines) throws IOException {
        Files.write(console.path(file.toString()), lines);
    }

    /** Shown as it would be typed, so that it can be. */
    private int run(String... arguments) {
        console.print(
                List.of("$ ./cohort " + Stream.of(arguments).map(Typed::word).collect(Collectors.joining(" "))));
        int exit = Cohort.run(console, arguments);
        console.print(List.of(""));
        return exit;
    }

    private int compare(List<String> names, Path folder) {
        Map<String, List<String>> planted = new LinkedHashMap<>();
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (String name : names) {
            planted.put(name, lines(folder.resolve("results/simulate/reads/" + name + "/planted.tsv")));
            found.put(name, lines(folder.resolve("results/fusion/pizzly/" + name + "/fusions.tsv")));
        }
        DemoText text = new DemoText(planted, found);
        console.print(text.lines());
        console.print(List.of("", "All files lie in " + console.path(folder.toString())));
        return text.allFound() ? ExitCode.OK : ExitCode.SOME_FAILED;
    }

    private List<String> lines(Path file) {
        try {
            return Files.readAllLines(console.path(file.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
