package dev.cohort.worker;

import dev.cohort.contract.Body;
import dev.cohort.contract.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The body of a task with its values filled in, as a person reads it.
 *
 * @param kind the word that it has in a pipeline
 * @param argv for a Java body its class, for a script its arguments too
 * @param environment what the step adds to that of the worker
 * @param with the settings of a Java body
 */
public record WrittenBody(String kind, List<String> argv, Map<String, String> environment, Map<String, String> with) {
    public WrittenBody {
        argv = List.copyOf(argv);
    }

    static WrittenBody of(Attempt attempt) {
        return attempt.job().body().accept(new Writing(attempt));
    }

    private static final class Writing implements Body.Visitor<WrittenBody> {
        private final Attempt attempt;
        private final Map<String, String> environment;

        Writing(Attempt attempt) {
            this.attempt = attempt;
            this.environment = new TreeMap<>(rendered(attempt.job().env()));
        }

        private Map<String, String> rendered(Map<String, Template> templates) {
            Map<String, String> rendered = new LinkedHashMap<>();
            templates.forEach(
                    (name, value) -> rendered.put(name, attempt.values().render(value)));
            return rendered;
        }

        private List<String> rendered(List<Template> arguments) {
            List<String> rendered = new ArrayList<>();
            for (Template argument : arguments) {
                argument.splice()
                        .ifPresentOrElse(
                                splice -> rendered.addAll(attempt.given(BodyCommands.input(splice))
                                        .paths()),
                                () -> rendered.add(attempt.values().render(argument)));
            }
            return rendered;
        }

        private WrittenBody written(String kind, List<String> argv) {
            return new WrittenBody(kind, argv, environment, Map.of());
        }

        @Override
        public WrittenBody command(Body.Command body) {
            return written("command", rendered(body.argv()));
        }

        @Override
        public WrittenBody run(Body.Run body) {
            environment.putAll(rendered(body.variables()));
            List<String> argv = new ArrayList<>(BodyCommands.BASH);
            argv.addAll(List.of("-c", body.script()));
            return written("run", argv);
        }

        @Override
        public WrittenBody java(Body.Java body) {
            return new WrittenBody("java", List.of(body.className()), environment, rendered(body.with()));
        }

        @Override
        public WrittenBody script(Body.Script body) {
            environment.putAll(ClassicEnvironment.of(attempt));
            List<String> argv = new ArrayList<>();
            if (!ClassicEnvironment.isZip(attempt) && attempt.job().payload() != null) {
                argv.add(attempt.job().payload().file());
            }
            argv.addAll(rendered(body.args()));
            return written("script", argv);
        }

        @Override
        public WrittenBody pass(Body.Pass body) {
            throw new IllegalStateException("a join has no body to write down");
        }
    }
}
