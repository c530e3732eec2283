package dev.cohort.orchestrator.plan;

import dev.cohort.orchestrator.spec.MountSpec;
import dev.cohort.orchestrator.spec.StepSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What of a plan is not as it is written: on AWS Batch, or on one machine. */
public final class PlanNotes {
    private final List<StepSpec> steps;
    private final @Nullable Account account;

    public PlanNotes(RunPlan plan) {
        this.account = plan.settings().account();
        this.steps = plan.steps().stream()
                .filter(step -> step.run() > 0)
                .map(step -> step.step().spec())
                .toList();
    }

    /** Sentences about what AWS Batch makes of it. */
    public List<String> onAwsBatch() {
        List<String> notes = new ArrayList<>();
        note(
                notes,
                step -> step.resources().cpus() % 1 != 0 && !isOnFargate(step),
                "whole processors are asked for, so parts are rounded up: %s");
        steps.stream().filter(this::isOnFargate).flatMap(PlanNotes::larger).forEach(notes::add);
        note(
                notes,
                step -> step.placement().maxParallel().isPresent(),
                "as many tasks run at once as the queue has room for: `max-parallel` of %s holds on one machine only");
        note(
                notes,
                step -> step.attempts() > 1 && step.retry().memory() > 1,
                "no attempt gets more memory than the first: `retry: memory` of %s holds on one machine only");
        note(
                notes,
                step -> step.minSuccess().isPresent(),
                "a gather that may do without some lanes is submitted when all have ended, by whoever watches the run: %s");
        return notes;
    }

    private boolean isOnFargate(StepSpec step) {
        return account != null && account.isFargate(step.placement().queue());
    }

    /** Fargate has fixed sizes; a step that asks for less than one gets it whole. */
    private static Stream<String> larger(StepSpec step) {
        double cpus = step.resources().cpus();
        long memory = step.resources().memoryMiB();
        return FargateSize.isOne(cpus, memory)
                ? Stream.empty()
                : Stream.of("Fargate has no " + FargateSize.words(cpus, memory) + ", so each task of `" + step.name()
                        + "` gets " + FargateSize.upFrom(cpus, memory).words());
    }

    private void note(List<String> notes, Predicate<StepSpec> which, String sentence) {
        String names = names(which);
        if (!names.isEmpty()) {
            notes.add(sentence.replace("%s", names));
        }
    }

    /** Sentences about what is written for AWS alone. */
    public List<String> onOneMachine() {
        List<String> notes = new ArrayList<>(unheard());
        List<String> efs = steps.stream()
                .flatMap(step -> step.provisions().mounts().stream())
                .filter(mount -> mount.efs() != null)
                .map(MountSpec::at)
                .distinct()
                .toList();
        if (!efs.isEmpty()) {
            notes.add("For file systems of AWS, bodies find what lies at their places on this machine: "
                    + String.join(", ", efs) + ".");
        }
        return notes;
    }

    private List<String> unheard() {
        Map<String, String> unheard = new LinkedHashMap<>();
        unheard.put("queue", names(step -> step.placement().queue().isPresent()));
        unheard.put("tags", names(step -> !step.placement().tags().isEmpty()));
        List<String> words = unheard.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> "`" + entry.getKey() + "` of " + entry.getValue())
                .toList();
        return words.isEmpty()
                ? List.of()
                : List.of("Only AWS Batch makes something of " + String.join(", and of ", words) + ".");
    }

    private String names(Predicate<StepSpec> which) {
        return String.join(
                ", ",
                steps.stream()
                        .filter(which)
                        .map(step -> "`" + step.name() + "`")
                        .toList());
    }
}
