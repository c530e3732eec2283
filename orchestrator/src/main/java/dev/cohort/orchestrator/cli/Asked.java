package dev.cohort.orchestrator.cli;

import dev.cohort.contract.Identifier;
import dev.cohort.orchestrator.diag.NearestName;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Source;
import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.orchestrator.engine.Payloads;
import dev.cohort.orchestrator.graph.StepGraph;
import dev.cohort.orchestrator.plan.GivenParam;
import dev.cohort.orchestrator.plan.ParamBinder;
import dev.cohort.orchestrator.samples.SampleSheet;
import dev.cohort.orchestrator.samples.SampleTable;
import dev.cohort.orchestrator.spec.ParamsFile;
import dev.cohort.orchestrator.spec.SourceDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the user asks for, read: a pipeline over samples, wherever that is to be.
 *
 * @param base the directory that relative paths of the pipeline start from
 * @param given params as they were given, and {@code params} all of them with their values
 * @param name what results are filed under
 * @param forced the steps that run whatever the store has
 */
record Asked(
        StepGraph graph,
        String base,
        List<GivenParam> given,
        Map<String, String> params,
        SampleTable samples,
        String name,
        Set<String> forced,
        Payloads payloads) {

    /** All mistakes are told at once; with any there is nothing. */
    static Optional<Asked> read(
            String pipeline, String store, PlanOptions options, Console console, Problems problems) {
        return new Reading(store, options, console, problems).read(pipeline);
    }

    /** Reads what options name, part by part. */
    private static final class Reading {
        private final String store;
        private final PlanOptions options;
        private final Console console;
        private final Problems problems;

        Reading(String store, PlanOptions options, Console console, Problems problems) {
            this.store = store;
            this.options = options;
            this.console = console;
            this.problems = problems;
        }

        Optional<Asked> read(String pipeline) {
            Problems own = new Problems();
            Optional<Loaded> loaded = Loaded.from(pipeline, options.profile(), console, own);
            problems.addAll(own.inOrder());
            List<GivenParam> given = given();
            return loaded.flatMap(found -> read(found.graph(), found.base(), given));
        }

        private Optional<Asked> read(StepGraph graph, String base, List<GivenParam> given) {
            Map<String, String> params = new ParamBinder(graph.pipeline(), base, store, problems).bind(given);
            Optional<SampleTable> samples = samples(graph);
            String name = name(graph);
            Set<String> forced = forced(graph);
            Payloads payloads = Payloads.find(graph, base, problems);
            return samples.filter(table -> !problems.hasErrors())
                    .map(table -> new Asked(graph, base, given, params, table, name, forced, payloads));
        }

        private String name(StepGraph graph) {
            String name = options.name().orElse(graph.pipeline().name());
            Identifier.problem(name).ifPresent(why -> problems.add(Problem.usage("--name: " + why)));
            return name;
        }

        /** The steps that are named; the name of a step that uses a whole file stands for all that it came to. */
        private Set<String> forced(StepGraph graph) {
            Set<String> steps = graph.pipeline().steps().keySet();
            Set<String> forced = new LinkedHashSet<>();
            for (String named : options.forced) {
                List<String> meant = steps.stream()
                        .filter(step -> step.equals(named) || step.startsWith(named + "."))
                        .toList();
                forced.addAll(meant);
                if (meant.isEmpty()) {
                    problems.add(Problem.usage("--force: there is no step " + Visible.quote(named))
                            .hint(NearestName.hint(named, steps)));
                }
            }
            return forced;
        }

        /** The command line comes last, and so outweighs the file. */
        private List<GivenParam> given() {
            List<GivenParam> given = new ArrayList<>();
            options.paramsFile().ifPresent(file -> given.addAll(fromFile(file)));
            for (String param : options.params) {
                int equals = param.indexOf('=');
                if (equals < 1) {
                    problems.add(Problem.usage("--param " + Visible.quote(param) + " is not of the form NAME=VALUE"));
                } else {
                    given.add(new GivenParam(
                            param.substring(0, equals),
                            param.substring(equals + 1),
                            console.directory().toString(),
                            null));
                }
            }
            return given;
        }

        private List<GivenParam> fromFile(String file) {
            Path path = console.path(file);
            Path parent = path.getParent();
            String base = (parent == null ? console.directory() : parent).toString();
            try {
                Optional<Source> source = SourceDecoder.decode(file, PipelineFiles.start(path), problems);
                return source.map(text -> ParamsFile.read(text, problems)).orElse(List.of()).stream()
                        .map(entry -> new GivenParam(entry.name(), entry.value(), base, entry.place()))
                        .toList();
            } catch (IOException e) {
                problems.add(FileFaults.unreadable("params file", file, path, e));
                return List.of();
            }
        }

        private Optional<SampleTable> samples(StepGraph graph) {
            String file = options.sampleListFile;
            Path path = console.path(file);
            Path parent = path.getParent();
            try {
                if (file.equals("-")) {
                    return sheet(graph, "standard input", console.in(), console.directory());
                }
                try (InputStream in = Files.newInputStream(path)) {
                    return sheet(graph, file, in, parent == null ? console.directory() : parent);
                }
            } catch (IOException e) {
                problems.add(FileFaults.unreadable("sample list", file, path, e));
                return Optional.empty();
            }
        }

        private Optional<SampleTable> sheet(StepGraph graph, String name, InputStream in, Path base)
                throws IOException {
            return SampleSheet.read(name, in, base.toString(), graph.pipeline().columns(), problems);
        }
    }
}
