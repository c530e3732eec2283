package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The files that pipelines use, each read once and as if it stood alone; tells circles, and what goes too far. */
final class UsedFiles {
    private static final int MOST_FILES = 100;
    private static final int DEEPEST = 8;

    private final Sources sources;
    private final Map<Source, Used> read = new HashMap<>();
    private final Map<String, Source> located = new HashMap<>();
    private final Set<String> listed = new HashSet<>();
    private final List<UsedPipeline> sound = new ArrayList<>();

    /** The files that are being read, each used by the one before. */
    private final List<Source> chain = new ArrayList<>();

    /** A file that was read. One with mistakes, which are told, has no pipeline that could be used. */
    record Used(Optional<PipelineFile> file, Optional<Pipeline> pipeline) {}

    UsedFiles(Source asked, Sources sources) {
        this.sources = sources;
        chain.add(asked);
    }

    /** All that could be used, in the order in which they were read; a file that goes by several paths once under each. */
    List<UsedPipeline> sound() {
        return List.copyOf(sound);
    }

    /** The file that is meant; one without a pipeline where it can't be used, which is told. */
    Used open(UseSpec use, PipelineFile user, Problems problems) {
        String location = user.beside(use.location());
        Used nothing = new Used(Optional.empty(), Optional.empty());
        Optional<Source> source = source(use, location, problems);
        if (source.isEmpty()) {
            return nothing;
        }
        Optional<Problem> tooFar = tooFar(use, source.get());
        tooFar.ifPresent(problems::add);
        return tooFar.isPresent() ? nothing : used(use, location, source.get(), problems);
    }

    private Optional<Source> source(UseSpec use, String location, Problems problems) {
        @Nullable Source known = located.get(location);
        if (known != null) {
            return Optional.of(known);
        }
        Problems reading = new Problems();
        Optional<Source> source = sources.read(location, reading);
        source.ifPresent(text -> located.put(location, text));
        reading.inOrder()
                .forEach(problem -> problems.add(
                        problem.place().isPresent()
                                ? problem.note("the file is used here", use.target())
                                : Problem.error(use.target(), problem.message()).hint(problem.hint())));
        if (source.isEmpty() && reading.isEmpty()) {
            problems.add(Problem.error(use.target(), "the file that is used here can't be had"));
        }
        return source;
    }

    private Optional<Problem> tooFar(UseSpec use, Source source) {
        for (int i = 0; i < chain.size(); i++) {
            if (chain.get(i) == source) {
                return Optional.of(circle(use, i));
            }
        }
        if (chain.size() > DEEPEST) {
            return Optional.of(
                    Problem.error(use.target(), "files use files here over more than " + DEEPEST + " levels"));
        }
        return read.size() < MOST_FILES || read.containsKey(source)
                ? Optional.empty()
                : Optional.of(Problem.error(use.target(), "more than " + MOST_FILES + " files are used"));
    }

    private Problem circle(UseSpec use, int from) {
        List<Source> round = chain.subList(from, chain.size());
        String first = round.get(0).name();
        if (round.size() == 1) {
            return Problem.error(use.target(), "the file " + first + " uses itself")
                    .hint("put the step that is wanted twice into a file of its own");
        }
        StringBuilder path = new StringBuilder();
        round.forEach(file -> path.append(file.name()).append(" → "));
        return Problem.error(use.target(), "these files use each other: " + path + first)
                .hint("take one of these uses away, or put what both need into a third file");
    }

    private Used used(UseSpec use, String location, Source source, Problems problems) {
        @Nullable Used known = read.get(source);
        Used used = known == null ? readAlone(source, location, use, problems) : known;
        used.pipeline()
                .filter(pipeline -> listed.add(location))
                .ifPresent(pipeline -> sound.add(new UsedPipeline(location, pipeline, use.target())));
        return used;
    }

    /** Warnings are for whoever checks that file by itself. */
    private Used readAlone(Source source, String location, UseSpec use, Problems problems) {
        Problems own = new Problems();
        chain.add(source);
        Optional<PipelineFile> file = PipelineFile.parse(source, location, own);
        Optional<Pipeline> alone = file.map(parsed -> PipelineReader.alone(parsed, this, own));
        chain.remove(chain.size() - 1);
        own.inOrder().stream()
                .filter(Problem::isError)
                .forEach(problem -> problems.add(problem.note("the file is used here", use.target())));
        Used used = new Used(file, alone.filter(pipeline -> !own.hasErrors()));
        read.put(source, used);
        return used;
    }
}
