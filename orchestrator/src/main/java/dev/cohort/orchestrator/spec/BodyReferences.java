package dev.cohort.orchestrator.spec;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** All expressions of a body. */
final class BodyReferences implements BodySpec.Visitor<List<Reference>> {
    @Override
    public List<Reference> command(BodySpec.Command body) {
        return of(body.argv());
    }

    @Override
    public List<Reference> run(BodySpec.Run body) {
        return body.script().references();
    }

    @Override
    public List<Reference> java(BodySpec.Java body) {
        return of(body.with().values());
    }

    @Override
    public List<Reference> script(BodySpec.Script body) {
        return Stream.concat(of(body.args()).stream(), body.env().values().stream())
                .toList();
    }

    private static List<Reference> of(Collection<TemplateSpec> templates) {
        return templates.stream()
                .flatMap(template -> template.references().stream())
                .toList();
    }
}
