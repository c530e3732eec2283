package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Note;
import dev.cohort.orchestrator.diag.Place;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Source;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of the outside bears on how the steps of a file run: the chosen profile, and the files that use this one.
 *
 * @param fullName what a step of the file is called in the pipeline that was asked for
 * @param profile the one that was chosen there
 * @param uses what the using steps say, the outermost first
 * @param defaults what holds for all steps of a file, this file's own first
 * @param users the texts of the files that use this one
 */
record Surroundings(
        UnaryOperator<String> fullName, Block profile, List<Block> uses, List<Block> defaults, Set<Source> users) {
    static Surroundings of(PipelineFile file, Block profile) {
        return new Surroundings(name -> name, profile, List.of(), List.of(defaults(file)), Set.of());
    }

    /** What bears on the steps of a file that is used here. */
    Surroundings within(UseSpec use, PipelineFile used) {
        return new Surroundings(
                name -> fullName.apply(use.nameOf(name)),
                profile,
                Stream.concat(uses.stream(), Stream.of(use.running())).toList(),
                Stream.concat(Stream.of(defaults(used)), defaults.stream()).toList(),
                Stream.concat(users.stream(), Stream.of(use.target().source())).collect(Collectors.toSet()));
    }

    /** Whether something was said outside, and so is over the names that are known there. */
    boolean said(Place place) {
        return users.contains(place.source());
    }

    /** Whether a problem is one of what was said outside, which nobody could see in the file alone. */
    boolean bearOn(Problem problem) {
        return Stream.concat(problem.place().stream(), problem.notes().stream().map(Note::place))
                .anyMatch(this::said);
    }

    private static Block defaults(PipelineFile file) {
        return file.block().block("defaults");
    }

    RunningDefaults running(String step) {
        Block ofStep = profile.block("steps").block(fullName.apply(step));
        return RunningDefaults.of(
                Stream.concat(Stream.of(ofStep), uses.stream()).toList(),
                Stream.concat(Stream.of(profile.block("defaults")), defaults.stream())
                        .toList());
    }
}
