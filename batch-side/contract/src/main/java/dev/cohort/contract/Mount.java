package dev.cohort.contract;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file system that a body finds at a path of its own, beside its inputs; nobody digests what lies there.
 *
 * @param host a directory of the machine; null where it is an EFS file system
 * @param efs the id of an EFS file system, {@code fs-…}; null where it is a directory of the machine
 * @param at the path at which the body finds it
 */
public record Mount(@Nullable String host, @Nullable String efs, String at, boolean readOnly) {
    public Mount {
        Objects.requireNonNull(at, "at");
        if ((host == null) == (efs == null)) {
            throw new IllegalArgumentException("a mount is either of `host` or of `efs`");
        }
    }

    Json toJson() {
        return Json.object()
                .putIfPresent("host", host)
                .putIfPresent("efs", efs)
                .put("at", at)
                .put("readOnly", readOnly)
                .build();
    }

    static Mount fromJson(Json json, String where) {
        Fields mount = json.fields(where);
        return mount.make(() ->
                new Mount(mount.textOrNull("host"), mount.textOrNull("efs"), mount.text("at"), mount.flag("readOnly")));
    }
}
