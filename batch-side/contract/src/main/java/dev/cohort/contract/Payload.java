package dev.cohort.contract;

/** The code of a step that is fetched at start, known by its digest. */
public record Payload(String file, String sha256) {
    public Payload {
        StoreLayout.requireSegment(file, "a payload's file");
        Digest.requireSha256(sha256, "a payload's sha256");
    }

    public Json toJson() {
        return Json.object().put("file", file).put("sha256", sha256).build();
    }

    public static Payload fromJson(Fields payload) {
        return payload.make(() -> new Payload(payload.text("file"), payload.text("sha256")));
    }
}
