package dev.cohort.orchestrator.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The body of a used step over the names that it has where it is used. */
final class BodyRenaming implements BodySpec.Visitor<BodySpec> {
    private final Bindings bindings;

    BodyRenaming(Bindings bindings) {
        this.bindings = bindings;
    }

    @Override
    public BodySpec command(BodySpec.Command body) {
        return new BodySpec.Command(renamed(body.argv()), body.place());
    }

    /** The script itself stays as it is: it names variables, not values. */
    @Override
    public BodySpec run(BodySpec.Run body) {
        ShellText script = body.script();
        script.references().forEach(bindings::tellPart);
        return new BodySpec.Run(
                new ShellText(
                        script.script(),
                        renamed(script.variables()),
                        script.references().stream().map(bindings::of).toList(),
                        script.arithmetic().stream().map(bindings::of).toList(),
                        script.glued().stream().map(bindings::of).toList(),
                        script.place()),
                body.place());
    }

    @Override
    public BodySpec java(BodySpec.Java body) {
        return new BodySpec.Java(
                body.className(), body.jar(), TemplateSpec.map(body.with(), bindings::of), body.place());
    }

    /** What a step leaves lies where it was staged in, of which the environment knows nothing: such a param is left out. */
    @Override
    public BodySpec script(BodySpec.Script body) {
        Map<String, Reference> env = renamed(body.env());
        env.values().removeIf(reference -> reference.root() == Root.STEPS);
        return new BodySpec.Script(body.file(), renamed(body.args()), env, body.place());
    }

    private List<TemplateSpec> renamed(List<TemplateSpec> templates) {
        return templates.stream().map(bindings::of).toList();
    }

    private Map<String, Reference> renamed(Map<String, Reference> references) {
        Map<String, Reference> renamed = new LinkedHashMap<>();
        references.forEach((name, reference) -> renamed.put(name, bindings.of(reference)));
        return renamed;
    }
}
