package dev.cohort.orchestrator.run;

import dev.cohort.contract.Encryption;
import dev.cohort.contract.Fields;
import dev.cohort.contract.Json;
import dev.cohort.contract.Payload;
import dev.cohort.orchestrator.diag.Source;
import dev.cohort.orchestrator.plan.Account;
import dev.cohort.orchestrator.plan.GivenParam;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a run was asked to do, as it was asked: with the sheet beside it, enough for anybody to plan again what it would do.
 *
 * @param sources the pipeline's text under an empty name, and those of the files that it uses by where they lie
 * @param base the directory that relative paths of the pipeline start from
 * @param sheetBase the directory that relative paths of the sheet start from
 * @param payloads the code of its steps, which lies in the store
 * @param images the digest of the image of each step, on an account; where it is known
 * @param containers how its steps run in containers on this machine; null where they do not
 * @param encryption how S3 is told to encrypt what it writes; null where that is left to the bucket
 * @param account the account on AWS that it runs in; null where it runs on this machine
 */
public record RunRequest(
        Map<String, Source> sources,
        String base,
        @Nullable String profile,
        List<GivenParam> params,
        String sheetBase,
        String name,
        Set<String> forced,
        Map<String, Payload> payloads,
        Map<String, String> images,
        @Nullable InContainers containers,
        @Nullable Encryption encryption,
        @Nullable Account account,
        boolean stopOnFailure) {
    private static final String MAIN = "";

    /** The engine by its command, and the images as they were named: {@code STEP=IMAGE}, or one for all steps that name none. */
    public record InContainers(String engine, List<String> images) {
        public InContainers {
            images = List.copyOf(images);
        }

        private Json toJson() {
            return Json.object()
                    .put("engine", engine)
                    .put("images", Json.texts(images))
                    .build();
        }

        private static InContainers fromJson(Fields containers) {
            return new InContainers(containers.text("engine"), containers.texts("images"));
        }
    }

    public RunRequest {
        sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
        params = List.copyOf(params);
        forced = Set.copyOf(forced);
        payloads = Map.copyOf(payloads);
        images = Map.copyOf(images);
    }

    public RunRequest stopOnFailure(boolean stop) {
        return new RunRequest(
                sources,
                base,
                profile,
                params,
                sheetBase,
                name,
                forced,
                payloads,
                images,
                containers,
                encryption,
                account,
                stop);
    }

    public Json toJson() {
        return Json.object()
                .put("contract", Fields.CONTRACT)
                .put(
                        "sources",
                        Json.array(sources.entrySet().stream()
                                .map(entry -> json(entry.getKey(), entry.getValue()))
                                .toList()))
                .put("base", base)
                .putIfPresent("profile", profile)
                .put("params", Json.array(params.stream().map(RunRequest::json).toList()))
                .put("sheetBase", sheetBase)
                .put("name", name)
                .put("force", Json.texts(forced.stream().sorted().toList()))
                .putAll("payloads", payloads, Payload::toJson)
                .putAll("images", images, Json::text)
                .putIfPresent("containers", containers == null ? null : containers.toJson())
                .putIfPresent("encryption", encryption == null ? null : encryption.toJson())
                .putIfPresent("account", account == null ? null : account.toJson())
                .put("stopOnFailure", Json.flag(stopOnFailure))
                .build();
    }

    private static Json json(String location, Source source) {
        return Json.object()
                .put("location", location)
                .put("name", source.name())
                .put("text", source.text())
                .build();
    }

    private static Json json(GivenParam param) {
        return Json.object()
                .put("name", param.name())
                .put("value", param.value())
                .put("base", param.base())
                .build();
    }

    public static RunRequest fromJson(Json json) {
        Fields request = json.fields("request").checkContract();
        return request.make(() -> new RunRequest(
                sources(request),
                request.text("base"),
                request.textOrNull("profile"),
                request.list("params", RunRequest::param),
                request.text("sheetBase"),
                request.text("name"),
                Set.copyOf(request.texts("force")),
                request.map("payloads", (payload, where) -> Payload.fromJson(payload.fields(where))),
                request.has("images") ? request.map("images", Fields::textAt) : Map.of(),
                request.has("containers") ? InContainers.fromJson(request.object("containers")) : null,
                request.has("encryption") ? Encryption.fromJson(request.object("encryption")) : null,
                request.has("account") ? Account.fromJson(request.object("account")) : null,
                request.flag("stopOnFailure")));
    }

    private static Map<String, Source> sources(Fields request) {
        Map<String, Source> sources = new LinkedHashMap<>();
        var unused = request.list("sources", (json, where) -> {
            Fields source = json.fields(where);
            return sources.put(source.text("location"), new Source(source.text("name"), source.text("text")));
        });
        if (!sources.containsKey(MAIN)) {
            throw request.fault("sources", "has no text of the pipeline itself");
        }
        return sources;
    }

    /** The pipeline's own text. */
    public Source source() {
        return Objects.requireNonNull(sources.get(MAIN));
    }

    private static GivenParam param(Json json, String where) {
        Fields param = json.fields(where);
        return new GivenParam(param.text("name"), param.text("value"), param.text("base"));
    }
}
