package dev.cohort.orchestrator.config;

import dev.cohort.contract.Encryption;
import dev.cohort.orchestrator.plan.Account;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is settled, each with who said it. */
public record Settings(Map<Setting, Found> values, Map<String, Found> tags) {
    public static final Settings NONE = new Settings(Map.of(), Map.of());

    public Settings {
        EnumMap<Setting, Found> sorted = new EnumMap<>(Setting.class);
        sorted.putAll(values);
        values = Collections.unmodifiableMap(sorted);
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    }

    /** These, and of others what these do not say; tags one by one. */
    public Settings over(Settings weaker) {
        Map<Setting, Found> all = new EnumMap<>(Setting.class);
        all.putAll(weaker.values);
        all.putAll(values);
        Map<String, Found> allTags = new TreeMap<>(weaker.tags);
        allTags.putAll(tags);
        return new Settings(all, allTags);
    }

    public Optional<Found> of(Setting setting) {
        return Optional.ofNullable(values.get(setting));
    }

    public Optional<String> value(Setting setting) {
        return of(setting).map(Found::value);
    }

    /** The account that a run goes to; empty where no queue is known. */
    public Optional<Account> account() {
        return value(Setting.QUEUE)
                .map(queue -> new Account(
                        queue,
                        text(Setting.REGION),
                        text(Setting.JOB_ROLE),
                        text(Setting.EXECUTION_ROLE),
                        text(Setting.IMAGE_PREFIX),
                        text(Setting.LOG_GROUP),
                        text(Setting.SHARE_IDENTIFIER),
                        value(Setting.PRIORITY).map(Integer::valueOf).orElse(null),
                        plainTags(),
                        isOn(Setting.PUBLIC_IP),
                        Set.of(),
                        isOn(Setting.IMAGE_CHECK)));
    }

    /** Empty where that is left to the bucket. A key alone says enough; where S3 keeps the keys, none is named. */
    public Optional<Encryption> encryption() {
        String method = value(Setting.ENCRYPTION).orElse(Encryption.BY_KMS);
        @Nullable String key = method.equals(Encryption.BY_KMS) ? text(Setting.KMS_KEY) : null;
        return of(Setting.ENCRYPTION).or(() -> of(Setting.KMS_KEY)).map(said -> new Encryption(method, key));
    }

    private @Nullable String text(Setting setting) {
        return value(setting).orElse(null);
    }

    private boolean isOn(Setting setting) {
        return value(setting).map(Boolean::parseBoolean).orElse(true);
    }

    private Map<String, String> plainTags() {
        Map<String, String> plain = new TreeMap<>();
        tags.forEach((name, found) -> plain.put(name, found.value()));
        return plain;
    }
}
