package dev.cohort.steps.fusion;

import dev.cohort.step.StepFailure;
import dev.cohort.steps.fusion.FusionRow.Partner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the fusions out of pizzly's JSON as a stream.
 *
 * <p>The file holds every supporting read, and may be hundreds of times larger than the rows that are kept of it; so it is
 * never held as a tree.
 */
public final class PizzlyJson {
    private final JsonParser json;

    private PizzlyJson(JsonParser json) {
        this.json = json;
    }

    /** The fusions of a file, the best supported first. */
    public static List<FusionRow> read(Path file) {
        try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), file)) {
            return new PizzlyJson(json)
                    .fusions().stream().sorted(FusionRow.STRONGEST_FIRST).toList();
        } catch (JacksonException e) {
            throw new StepFailure(
                    "pizzly wrote a JSON that cannot be read: %s, in %s".formatted(e.getOriginalMessage(), file), e);
        }
    }

    private List<FusionRow> fusions() {
        List<FusionRow> rows = new ArrayList<>();
        boolean found = false;
        expect(json.nextToken(), JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            if (json.currentName().equals("genes")) {
                found = true;
                eachOf(() -> rows.add(row()));
            } else {
                skip();
            }
        }
        if (!found) {
            throw new StepFailure(
                    "pizzly wrote a JSON without its list of `genes`; is this a version of pizzly that Cohort"
                            + " does not know?");
        }
        return rows;
    }

    private FusionRow row() {
        Partner a = null;
        Partner b = null;
        int pairs = 0;
        int splits = 0;
        List<String> transcripts = new ArrayList<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            switch (json.currentName()) {
                case "geneA" -> a = partner();
                case "geneB" -> b = partner();
                case "paircount" -> pairs = number();
                case "splitcount" -> splits = number();
                case "transcripts" -> eachOf(() -> transcripts.add(text("fasta_record")));
                default -> skip();
            }
        }
        if (a == null || b == null) {
            throw new StepFailure("pizzly wrote a fusion that lacks one of its genes");
        }
        return new FusionRow(a, b, pairs, splits, transcripts);
    }

    private Partner partner() {
        expect(json.nextToken(), JsonToken.START_OBJECT);
        String id = "";
        String name = "";
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            switch (json.currentName()) {
                case "id" -> id = string();
                case "name" -> name = string();
                default -> skip();
            }
        }
        return new Partner(name.isEmpty() ? id : name, id);
    }

    /** One property of the object that has begun; the rest of it is passed over. */
    private String text(String property) {
        String found = "";
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            if (json.currentName().equals(property)) {
                found = string();
            } else {
                skip();
            }
        }
        return found;
    }

    private String string() {
        expect(json.nextToken(), JsonToken.VALUE_STRING);
        return json.getString();
    }

    private int number() {
        expect(json.nextToken(), JsonToken.VALUE_NUMBER_INT);
        return json.getIntValue();
    }

    private void skip() {
        json.nextToken();
        json.skipChildren();
    }

    private void eachOf(Runnable object) {
        expect(json.nextToken(), JsonToken.START_ARRAY);
        while (json.nextToken() == JsonToken.START_OBJECT) {
            object.run();
        }
    }

    private static void expect(@Nullable JsonToken found, JsonToken wanted) {
        if (found != wanted) {
            throw new StepFailure("pizzly wrote a JSON that is cut off or of another shape: %s where %s was expected"
                    .formatted(found, wanted));
        }
    }
}
