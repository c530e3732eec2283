package dev.cohort.contract;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The identity of a task, in two halves: {@code def} for what it does and {@code in} for what it reads; and the digests
 * of what it made. Every digest is 64 hex digits, and opens with its purpose, so that no two kinds ever meet.
 */
public final class Fingerprint {
    /** Paths whose values pass with the run, or move with the store. */
    private static final Set<String> PASSING = Set.of("store", "run.id");

    private Fingerprint() {}

    /** The half that the planner knows: whatever in a step's definition changes its results, in any order of fields. */
    public static String def(Json canonicalDefinition) {
        Digest digest = new Digest().field("def");
        DefinitionDigest.add(digest, canonicalDefinition);
        return digest.hex();
    }

    /** The half that is known at stage-in: the identity of each input, by the input's name. */
    public static String in(SortedMap<String, String> inputIdentities) {
        Digest digest = new Digest().field("in").field(inputIdentities.size());
        byName(inputIdentities).forEach((input, identity) -> digest.field(input).field(identity));
        return digest.hex();
    }

    /** The identity of a file in an object store. */
    public static String fileIdentity(String etag) {
        return "etag:" + bare(etag);
    }

    /** The identity of a file in a directory. */
    public static String fileIdentity(long size, long mtimeMillis) {
        return "stat:" + size + ":" + mtimeMillis;
    }

    /**
     * The identity of a file from outside the pipeline: its base name, which a body sees and may copy into its results, and
     * its version as the store tells it (an ETag, or size and time of change).
     */
    public static String externalIdentity(String fileName, String version) {
        return "file:" + fileName + ":" + bare(version);
    }

    /** The identity of several files from outside, in their order. */
    public static String filesIdentity(List<String> externalIdentities) {
        Digest digest = new Digest().field("files").field(externalIdentities.size());
        externalIdentities.forEach(digest::field);
        return "files:" + digest.hex();
    }

    /** The identity of an input that is a text and no file. */
    public static String valueIdentity(String value) {
        return "value:" + value;
    }

    /**
     * The identity of a value input. What may differ from run to run, or wherever the store is moved to, counts as it is
     * written: it changes no result.
     */
    public static String valueIdentity(Template value, UnaryOperator<String> valueOfPath) {
        return valueIdentity(
                value.render(path -> PASSING.contains(path) ? "${{ " + path + " }}" : valueOfPath.apply(path)));
    }

    /** The identity of what another task made: its bytes, not when or how often they were made. */
    public static String producerIdentity(String content) {
        return "content:" + content;
    }

    /** The identity of an input that the task goes without, as its sample has no need of what would make it. */
    public static String nothingIdentity() {
        return "nothing";
    }

    /** What a task made, by name, path and bytes, in whatever order. */
    public static String content(Collection<OutputFile> outputs) {
        List<OutputFile> sorted = outputs.stream().sorted(OutputFile.ORDER).toList();
        Digest digest = new Digest().field("content").field(sorted.size());
        sorted.forEach(file -> digest.field(file.name()).field(file.path()).field(file.sha256()));
        return digest.hex();
    }

    /** The same files as a listing shows them, without their bytes, in whatever order. */
    public static String listed(Collection<ListedFile> files) {
        List<ListedFile> sorted = files.stream().sorted(ListedFile.ORDER).toList();
        Digest digest = new Digest().field("listed").field(sorted.size());
        sorted.forEach(file -> digest.field(file.path()).field(file.size()).field(bare(file.version())));
        return digest.hex();
    }

    /** The caller's map may be sorted by a rule of its own; the digest has only one. */
    private static SortedMap<String, String> byName(Map<String, String> identities) {
        SortedMap<String, String> sorted = new TreeMap<>();
        sorted.putAll(identities);
        return sorted;
    }

    /** S3 quotes an ETag in some answers and not in others. */
    private static String bare(String etag) {
        boolean quoted = etag.length() >= 2 && etag.startsWith("\"") && etag.endsWith("\"");
        return quoted ? etag.substring(1, etag.length() - 1) : etag;
    }
}
