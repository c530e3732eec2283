package dev.cohort.contract;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A file that a task left: of which output, where below the task's results, how large, and with which checksum.
 *
 * @param root null for an output that is one file; for a directory or a glob the directory that a reader sees it below,
 *     which may be empty for the task's results as a whole
 */
public record OutputFile(
        String name,
        String path,
        long size,
        String etag,
        String sha256,
        @Nullable String root) {
    static final Comparator<OutputFile> ORDER = Comparator.comparing(OutputFile::name)
            .thenComparing(OutputFile::path)
            .thenComparing(OutputFile::sha256);

    /** An output that is one file. */
    public OutputFile(String name, String path, long size, String etag, String sha256) {
        this(name, path, size, etag, sha256, null);
    }

    public OutputFile {
        StoreLayout.requirePath(path, "an output's path");
        Digest.requireSha256(sha256, "an output's sha256");
        if (root != null && !root.isEmpty() && !path.startsWith(root + "/")) {
            throw new IllegalArgumentException("`root` is " + Names.quoted(root) + ", in which `path` does not lie");
        }
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
                .putIfPresent("root", root)
                .build();
    }

    static OutputFile fromJson(Json json, String where) {
        Fields file = json.fields(where);
        return file.make(() -> new OutputFile(
                file.text("name"),
                file.text("path"),
                file.whole("size"),
                file.text("etag"),
                file.text("sha256"),
                file.textOrNull("root")));
    }
}
