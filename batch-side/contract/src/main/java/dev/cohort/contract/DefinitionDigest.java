package dev.cohort.contract;

import java.util.TreeMap;

/** Feeds a JSON tree into a digest: every value with its kind, every collection with its size, fields by name. */
final class DefinitionDigest {
    private DefinitionDigest() {}

    static void add(Digest digest, Json json) {
        if (json instanceof JsonObject object) {
            digest.field("object").field(object.fields().size());
            new TreeMap<>(object.fields()).forEach((name, value) -> add(digest.field(name), value));
        } else if (json instanceof JsonArray array) {
            digest.field("array").field(array.items().size());
            array.items().forEach(item -> add(digest, item));
        } else if (json instanceof JsonText text) {
            digest.field("text").field(text.text());
        } else {
            digest.field("plain").field(json.compact());
        }
    }
}
