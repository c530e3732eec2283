package dev.cohort.contract;

import java.util.List;

/** The JSON of a body: an object whose {@code kind} says which one. */
final class BodyJson implements Body.Visitor<Json> {
    private BodyJson() {}

    static Json write(Body body) {
        return body.accept(new BodyJson());
    }

    static Body read(Fields body) {
        String kind = body.text("kind");
        return body.make(() -> switch (kind) {
            case "command" -> new Body.Command(body.list("argv", Template::fromJson));
            case "run" -> new Body.Run(body.text("script"), body.map("variables", Template::fromJson));
            case "java" -> new Body.Java(body.text("class"), body.map("with", Template::fromJson));
            case "script" -> new Body.Script(body.list("args", Template::fromJson));
            case "pass" -> new Body.Pass();
            default ->
                throw body.fault("kind", "is " + Names.quoted(kind) + ", not one of command, run, java, script, pass");
        });
    }

    @Override
    public Json command(Body.Command body) {
        return kind("command").put("argv", templates(body.argv())).build();
    }

    @Override
    public Json run(Body.Run body) {
        return kind("run")
                .put("script", body.script())
                .putAll("variables", body.variables(), Template::toJson)
                .build();
    }

    @Override
    public Json java(Body.Java body) {
        return kind("java")
                .put("class", body.className())
                .putAll("with", body.with(), Template::toJson)
                .build();
    }

    @Override
    public Json script(Body.Script body) {
        return kind("script").put("args", templates(body.args())).build();
    }

    @Override
    public Json pass(Body.Pass body) {
        return kind("pass").build();
    }

    private static JsonObject.Builder kind(String kind) {
        return Json.object().put("kind", kind);
    }

    private static Json templates(List<Template> templates) {
        return Json.array(templates.stream().map(Template::toJson).toList());
    }
}
