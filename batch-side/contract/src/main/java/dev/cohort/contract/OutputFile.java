package dev.cohort.contract;

import java.util.Comparator;

/** A file that a task left: of which output, where below the task's results, how large, and with which checksum. */
public record OutputFile(String name, String path, long size, String etag, String sha256) {
    static final Comparator<OutputFile> ORDER = Comparator.comparing(OutputFile::name)
            .thenComparing(OutputFile::path)
            .thenComparing(OutputFile::sha256);

    public OutputFile {
        StoreLayout.requirePath(path, "an output's path");
        Digest.requireSha256(sha256, "an output's sha256");
        if (size < 0) {
            throw new IllegalArgumentException("`size` is " + size + "; a file has 0 bytes or more");
        }
    }

    public Json toJson() {
        return Json.object()
                .put("name", name)
                .put("path", path)
                .put("size", size)
                .put("etag", etag)
                .put("sha256", sha256)
                .build();
    }

    static OutputFile fromJson(Json json, String where) {
        Fields file = json.fields(where);
        return file.make(() -> new OutputFile(
                file.text("name"), file.text("path"), file.whole("size"), file.text("etag"), file.text("sha256")));
    }
}
