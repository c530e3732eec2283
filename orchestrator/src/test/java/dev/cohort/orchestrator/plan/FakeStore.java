package dev.cohort.orchestrator.plan;

import dev.cohort.contract.Digest;
import dev.cohort.contract.OutcomeKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A store that holds what a test says. */
final class FakeStore implements Holdings {
    private static final String ANY_DIGEST = "f".repeat(16);

    private final Map<String, Held> outcomes = new HashMap<>();
    private final Map<String, String> files = new HashMap<>();
    private final Map<String, Long> sizes = new HashMap<>();
    private final Map<String, Amount> left = new HashMap<>();

    @Override
    public Optional<Held> held(String step, int lane) {
        return Optional.ofNullable(outcomes.get(step + "/" + lane));
    }

    @Override
    public Optional<String> external(String location, boolean paid) {
        return Optional.ofNullable(files.get(location));
    }

    /** Digests are given in full; the key cuts them. */
    void ok(String step, int lane, String def, String in, String content) {
        put(
                step,
                lane,
                new Held(
                        new OutcomeKey(
                                OutcomeKey.Status.OK,
                                Digest.short16(def),
                                Digest.short16(in),
                                contentOf(content),
                                ANY_DIGEST),
                        true));
    }

    /** What stands in a key for a content that a test names by a word. */
    static String contentOf(String word) {
        return Digest.short16(new Digest().field(word).hex());
    }

    void failed(String step, int lane) {
        put(
                step,
                lane,
                new Held(
                        new OutcomeKey(OutcomeKey.Status.FAILED, ANY_DIGEST, ANY_DIGEST, ANY_DIGEST, ANY_DIGEST),
                        false));
    }

    /** Its files are removed, its outcome stays. */
    void lose(String step, int lane) {
        put(step, lane, new Held(held(step, lane).orElseThrow().key(), false));
    }

    void forget(String step, int lane) {
        outcomes.remove(step + "/" + lane);
    }

    /** It has lost all that it had. */
    void forgetAll() {
        outcomes.clear();
        files.clear();
    }

    void file(String location, String identity) {
        files.put(location, identity);
    }

    /** So many bytes are known of a file that is there. */
    void size(String location, long bytes) {
        sizes.put(location, bytes);
    }

    void left(String step, int lane, String output, Amount amount) {
        left.put(step + "/" + lane + "/" + output, amount);
    }

    @Override
    public OptionalLong size(String location, boolean paid) {
        Long size = sizes.get(location);
        return size == null ? OptionalLong.empty() : OptionalLong.of(size);
    }

    @Override
    public Amount left(String step, int lane, String output) {
        return left.getOrDefault(step + "/" + lane + "/" + output, Amount.NOTHING);
    }

    private void put(String step, int lane, Held held) {
        outcomes.put(step + "/" + lane, held);
    }
}
