package dev.cohort.contract;

import java.util.ArrayList;
import java.util.List;

/** The JSON of a template: a text where it has no holes, otherwise an array of texts and {@code ref} or {@code splice}. */
final class TemplateJson implements Template.Visitor<Json> {
    private TemplateJson() {}

    static Json write(Template template) {
        List<Json> parts = new ArrayList<>();
        template.parts().forEach(part -> parts.add(part.accept(new TemplateJson())));
        if (parts.isEmpty()) {
            return Json.text("");
        }
        return parts.size() == 1 && parts.get(0) instanceof JsonText text ? text : Json.array(parts);
    }

    static Template read(Json json, String where) {
        if (json instanceof JsonText text) {
            return Template.text(text.text());
        }
        if (!(json instanceof JsonArray array)) {
            throw new JsonFault(where, "is neither a text nor an array of texts and references");
        }
        List<Template.Part> parts = new ArrayList<>();
        for (Json item : array.items()) {
            parts.add(part(item, where + "[" + parts.size() + "]"));
        }
        return new Template(parts);
    }

    private static Template.Part part(Json json, String where) {
        if (json instanceof JsonText text) {
            return new Template.Text(text.text());
        }
        Fields hole = json.fields(where);
        if (hole.has("splice")) {
            return hole.make(() -> new Template.Splice(hole.text("splice")));
        }
        return hole.make(() -> new Template.Ref(hole.text("ref")));
    }

    @Override
    public Json text(Template.Text text) {
        return Json.text(text.text());
    }

    @Override
    public Json ref(Template.Ref ref) {
        return Json.object().put("ref", ref.path()).build();
    }

    @Override
    public Json splice(Template.Splice splice) {
        return Json.object().put("splice", splice.path()).build();
    }
}
