package dev.cohort.steps;

import dev.cohort.step.Step;
import dev.cohort.step.StepContext;
import dev.cohort.step.Tool;
import dev.cohort.step.With;
import dev.cohort.steps.fusion.FusionRow;
import dev.cohort.steps.fusion.FusionTable;
import dev.cohort.steps.fusion.PizzlyJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls a sample's fusions from what kallisto collected, by pizzly, and flattens them into a table.
 *
 * <p>Inputs: {@code fusion}, {@code transcripts} (FASTA), {@code annotation} (GTF), and, if there is one, {@code cache}, the
 * annotation as {@link PizzlyCache} has read it. Outputs: {@code table}, {@code json}. With: {@code kmer} (31),
 * {@code align-score} (2), {@code insert-size} (400), {@code ignore-protein} (false). Needs pizzly.
 */
public final class PizzlyFusions implements Step {
    static final Tool PIZZLY = Tool.named("pizzly").installedBy("apt-get install pizzly");

    @Override
    public void run(StepContext task) throws IOException {
        With with = task.with().only("kmer", "align-score", "insert-size", "ignore-protein");
        List<String> arguments = new ArrayList<>(PizzlyArguments.reference(task));
        arguments.addAll(options(with));
        if (task.hasInput("cache")) {
            Path cache = FileCheck.given(task.input("cache"), "pizzly's cache");
            arguments.addAll(List.of("--cache", cache.toString()));
        }
        arguments.add(FileCheck.present(task.input("fusion"), "kallisto's list of fusion reads")
                .toString());
        task.exec(PIZZLY, arguments);
        flatten(task);
    }

    private static List<String> options(With with) {
        List<String> options = new ArrayList<>(List.of(
                "-k", Integer.toString(with.integer("kmer", KallistoIndex.USUAL_KMER, 3, KallistoIndex.LONGEST_KMER)),
                "--align-score", Integer.toString(with.integer("align-score", 2, 0, Integer.MAX_VALUE)),
                "--insert-size", Integer.toString(with.integer("insert-size", 400, 1, Integer.MAX_VALUE))));
        if (with.flag("ignore-protein", false)) {
            options.add("--ignore-protein");
        }
        return options;
    }

    private static void flatten(StepContext task) throws IOException {
        Path json = FileCheck.made(task.scratch().resolve(PizzlyArguments.PREFIX + ".json"), "pizzly");
        List<FusionRow> fusions = PizzlyJson.read(json);
        FusionTable.write(task.output("table"), fusions);
        Files.move(json, task.output("json"));
        task.metric("fusions", fusions.size());
        task.log("%,d fusions".formatted(fusions.size()));
    }
}
