package dev.cohort.contract;

/** The JSON of an input: an object whose {@code kind} says where it comes from. */
final class InputPatternJson implements InputPattern.Visitor<Json> {
    private InputPatternJson() {}

    static Json write(InputPattern input) {
        return input.accept(new InputPatternJson());
    }

    static InputPattern read(Fields input) {
        String kind = input.text("kind");
        return switch (kind) {
            case "value" -> new InputPattern.Value(template(input, "value"));
            case "file" -> new InputPattern.File(template(input, "path"), input.text("base"));
            case "files" -> new InputPattern.Files(template(input, "paths"));
            case "lane" -> new InputPattern.FromLane(input.text("step"), input.text("output"));
            case "cohort" -> new InputPattern.FromCohort(input.text("step"), input.text("output"));
            case "gather" ->
                new InputPattern.Gather(
                        input.text("step"), input.text("output"), input.has("partial") && input.flag("partial"));
            default ->
                throw input.fault(
                        "kind", "is " + Names.quoted(kind) + ", not one of value, file, files, lane, cohort, gather");
        };
    }

    @Override
    public Json value(InputPattern.Value input) {
        return kind("value").put("value", input.value().toJson()).build();
    }

    @Override
    public Json file(InputPattern.File input) {
        return kind("file")
                .put("path", input.path().toJson())
                .put("base", input.base())
                .build();
    }

    @Override
    public Json files(InputPattern.Files input) {
        return kind("files").put("paths", input.paths().toJson()).build();
    }

    @Override
    public Json fromLane(InputPattern.FromLane input) {
        return from("lane", input.step(), input.output());
    }

    @Override
    public Json fromCohort(InputPattern.FromCohort input) {
        return from("cohort", input.step(), input.output());
    }

    @Override
    public Json gather(InputPattern.Gather input) {
        return made("gather", input.step(), input.output())
                .putIfPresent("partial", input.partial() ? Json.flag(true) : null)
                .build();
    }

    private static Json from(String kind, String step, String output) {
        return made(kind, step, output).build();
    }

    private static JsonObject.Builder made(String kind, String step, String output) {
        return kind(kind).put("step", step).put("output", output);
    }

    private static JsonObject.Builder kind(String kind) {
        return Json.object().put("kind", kind);
    }

    private static Template template(Fields input, String name) {
        return Template.fromJson(input.json(name), input.where() + "." + name);
    }
}
