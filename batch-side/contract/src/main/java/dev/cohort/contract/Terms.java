package dev.cohort.contract;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * On what terms the tasks of a job run, beside what they do; most steps ask for none of it.
 *
 * @param secrets variables that the body finds in its environment; their values stand nowhere but in the environment of
 *     whoever runs the worker
 * @param mounts file systems that the body finds beside its inputs
 * @param copied inputs that the body may write into, as each task has a copy of its own
 * @param cached inputs that the tasks of one host may share
 * @param paid inputs from outside for whose reading this account pays, as their buckets ask for that
 * @param retryOnExit exit codes of the tool after which another attempt may help
 * @param attempts how many of the attempts at a task may end by such a code, where its compute makes more of them for reasons of its
 *     own; null where it counts them all
 * @param absent the URL of a list of the samples that the gathers of this job do without, as {@code step sample} by tab;
 *     null where none may be missing
 * @param encryption how what they write is encrypted on S3; null where that is left to the bucket
 */
public record Terms(
        List<String> secrets,
        List<Mount> mounts,
        Set<String> copied,
        Set<String> cached,
        Set<String> paid,
        Set<Integer> retryOnExit,
        @Nullable Integer attempts,
        @Nullable String absent,
        @Nullable Encryption encryption) {
    public static final Terms NONE =
            new Terms(List.of(), List.of(), Set.of(), Set.of(), Set.of(), Set.of(), null, null, null);

    public Terms {
        secrets = List.copyOf(secrets);
        mounts = List.copyOf(mounts);
        copied = Copies.ordered(new TreeSet<>(copied));
        cached = Copies.ordered(new TreeSet<>(cached));
        paid = Copies.ordered(new TreeSet<>(paid));
        retryOnExit = Set.copyOf(retryOnExit);
    }

    /** The same, with what is written encrypted in another way. */
    public Terms encrypted(@Nullable Encryption other) {
        return new Terms(secrets, mounts, copied, cached, paid, retryOnExit, attempts, absent, other);
    }

    /** What is not asked for is left out. */
    Json toJson() {
        return Json.object()
                .putIfPresent("secrets", texts(secrets))
                .putIfPresent(
                        "mounts",
                        mounts.isEmpty()
                                ? null
                                : Json.array(mounts.stream().map(Mount::toJson).toList()))
                .putIfPresent("copied", texts(copied))
                .putIfPresent("cached", texts(cached))
                .putIfPresent("paid", texts(paid))
                .putIfPresent("retryOnExit", retryOnExit.isEmpty() ? null : codes())
                .putIfPresent("attempts", attempts)
                .putIfPresent("absent", absent)
                .putIfPresent("encryption", encryption == null ? null : encryption.toJson())
                .build();
    }

    private static @Nullable Json texts(Collection<String> texts) {
        return texts.isEmpty() ? null : Json.texts(texts);
    }

    private Json codes() {
        return Json.array(retryOnExit.stream().sorted().map(Json::number).toList());
    }

    static Terms fromJson(Fields terms) {
        Fields encryption = terms.objectOrNull("encryption");
        return new Terms(
                texts(terms, "secrets"),
                terms.has("mounts") ? terms.list("mounts", Mount::fromJson) : List.of(),
                Set.copyOf(texts(terms, "copied")),
                Set.copyOf(texts(terms, "cached")),
                Set.copyOf(texts(terms, "paid")),
                terms.has("retryOnExit") ? Set.copyOf(terms.list("retryOnExit", Terms::code)) : Set.of(),
                terms.integerOrNull("attempts"),
                terms.textOrNull("absent"),
                encryption == null ? null : Encryption.fromJson(encryption));
    }

    private static List<String> texts(Fields terms, String name) {
        return terms.has(name) ? terms.texts(name) : List.of();
    }

    private static Integer code(Json json, String where) {
        return Json.object().put("code", json).build().fields(where).integer("code");
    }
}
