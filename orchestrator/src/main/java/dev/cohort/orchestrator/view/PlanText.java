package dev.cohort.orchestrator.view;

import dev.cohort.orchestrator.diag.Paint;
import dev.cohort.orchestrator.graph.ResolvedInput;
import dev.cohort.orchestrator.plan.Account;
import dev.cohort.orchestrator.plan.Downloads;
import dev.cohort.orchestrator.plan.JobKind;
import dev.cohort.orchestrator.plan.PlanNotes;
import dev.cohort.orchestrator.plan.Reason;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.plan.StepPlan;
import dev.cohort.orchestrator.spec.StepSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** A plan as a table that a person reads before spending money on it. */
public final class PlanText {
    private final RunPlan plan;
    private final Downloads downloads;
    private final Paint paint;

    public PlanText(RunPlan plan, Downloads downloads, Paint paint) {
        this.plan = plan;
        this.downloads = downloads;
        this.paint = paint;
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(paint.bold(plan.settings().name()) + " over " + Amounts.count(plan.samples(), "sample") + ", into "
                + plan.settings().store());
        lines.add("");
        List<String> table = table().lines();
        lines.add(paint.dim(table.get(0)));
        lines.addAll(table.subList(1, table.size()));
        lines.add("");
        lines.addAll(summary());
        return lines;
    }

    private Table table() {
        Table table = new Table(
                "step",
                "each",
                ">run",
                ">pass",
                ">current",
                "?>not needed",
                ">jobs",
                ">cpus",
                ">memory",
                "?>gpus",
                ">timeout",
                ">vCPU-h at most",
                "why",
                "?queue");
        plan.steps().forEach(step -> table.row(row(step)));
        return table;
    }

    private String[] row(StepPlan step) {
        StepSpec spec = step.step().spec();
        return new String[] {
            step.name(),
            spec.each().word(),
            Amounts.count(step.run()),
            dash(step.passed()),
            dash(step.current()),
            dash(step.notNeeded()),
            dash(plan.jobs().stream()
                    .filter(job -> job.step().equals(step.name()))
                    .count()),
            Amounts.cpus(step.size().cpus()),
            Amounts.memory(step.size().memoryMiB()),
            dash(step.size().gpus()),
            spec.limit().map(Amounts::duration).orElse("none"),
            bound(step),
            why(step),
            spec.placement().queue().orElse("-")
        };
    }

    private static String dash(long number) {
        return number == 0 ? "-" : Amounts.count(number);
    }

    private static String bound(StepPlan step) {
        if (step.run() == 0) {
            return "-";
        }
        OptionalDouble hours = step.vcpuHours();
        return hours.isPresent() ? Amounts.hours(hours.getAsDouble()) : "no limit";
    }

    /** One reason for all needs no number. */
    private static String why(StepPlan step) {
        Map<Reason, Integer> reasons = step.reasons();
        if (reasons.size() == 1) {
            return reasons.keySet().iterator().next().words();
        }
        return reasons.entrySet().stream()
                .map(e -> e.getKey().words() + " " + Amounts.count(e.getValue()))
                .collect(Collectors.joining(", "));
    }

    private List<String> summary() {
        if (plan.isEmpty()) {
            return List.of(NothingToDo.sentence(plan, "all results"));
        }
        List<String> lines = new ArrayList<>(gathers());
        lines.add(jobs());
        lines.add(cost());
        lines.addAll(DownloadText.lines(downloads, plan.settings().account() != null));
        new PlanNotes(plan).onAwsBatch().forEach(note -> lines.add("On AWS Batch " + note + "."));
        return lines;
    }

    /** How many samples a gather takes, where some have no need of what it gathers. */
    private List<String> gathers() {
        Map<String, Integer> unneeded = new HashMap<>();
        plan.steps().forEach(step -> unneeded.put(step.name(), step.notNeeded()));
        return plan.steps().stream()
                .filter(step -> step.run() > 0)
                .flatMap(step -> step.step().inputs().entrySet().stream()
                        .flatMap(input -> gather(step, input.getKey(), input.getValue(), unneeded).stream()))
                .toList();
    }

    private Optional<String> gather(StepPlan step, String input, ResolvedInput from, Map<String, Integer> unneeded) {
        int without = from instanceof ResolvedInput.Made made && made.reach() == ResolvedInput.Reach.GATHER
                ? unneeded.getOrDefault(made.step(), 0)
                : 0;
        return without == 0
                ? Optional.empty()
                : Optional.of("`" + step.name() + "` gathers `" + input + "` of "
                        + Amounts.count(plan.samples() - without) + " of "
                        + Amounts.count(plan.samples(), "sample") + "; the others do not need `"
                        + from.producer().orElse("") + "`.");
    }

    private String jobs() {
        String kinds = List.of(JobKind.ARRAY, JobKind.SINGLE, JobKind.JOIN).stream()
                .map(kind -> kind(
                        kind,
                        plan.jobs().stream().filter(job -> job.kind() == kind).count()))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(", "));
        int groups = plan.groups().size();
        return Amounts.count(plan.jobs().size(), "job") + " (" + kinds + ")"
                + (groups > 1 ? " in " + groups + " groups of lanes" : "") + "; " + where();
    }

    private String where() {
        String calls = Amounts.count(plan.jobs().size(), "SubmitJob call") + ".";
        Account account = plan.settings().account();
        if (account == null) {
            return "on AWS Batch " + calls;
        }
        return "to the queue `" + account.queue() + "`" + (account.region() == null ? "" : " in " + account.region())
                + " by " + calls;
    }

    private static String kind(JobKind kind, long count) {
        return count == 0
                ? ""
                : switch (kind) {
                    case ARRAY -> Amounts.count(count, "array");
                    case SINGLE -> Amounts.count(count) + " single";
                    case JOIN -> Amounts.count(count, "join");
                };
    }

    private String cost() {
        List<StepPlan> running =
                plan.steps().stream().filter(step -> step.run() > 0).toList();
        List<String> unbounded = running.stream()
                .filter(step -> step.vcpuHours().isEmpty())
                .map(step -> "`" + step.name() + "`")
                .toList();
        if (!unbounded.isEmpty()) {
            return "No bound on the cost: " + String.join(", ", unbounded) + (unbounded.size() == 1 ? " has" : " have")
                    + " no timeout.";
        }
        double once =
                running.stream().mapToDouble(step -> step.vcpuHours().orElse(0)).sum();
        double retried = running.stream()
                .mapToDouble(step -> step.vcpuHours().orElse(0) * plan.attempts(step.name()))
                .sum();
        String ofPlatform =
                plan.settings().account() == null ? "" : ", those after machines that were taken away among them";
        return "At most " + Amounts.hours(once) + " vCPU-hours by the timeouts"
                + (retried > once
                        ? ", " + Amounts.hours(retried) + " if every attempt is used" + ofPlatform + "."
                        : ".");
    }
}
