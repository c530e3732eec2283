package dev.cohort.contract;

/**
 * The identity of a gather's input, lane by lane and in any order, in the same few bytes for ten lanes or a million.
 *
 * <p>The lanes' digests are added up modulo 2^256, which spares sorting. Forging two such sums of equal value is easier
 * than breaking SHA-256 (about 2^32 steps), but no easier than forging the 16 digits that a key keeps of it anyway.
 */
public final class GatherIdentity {
    private final byte[] sum = new byte[32];
    private long lanes;

    /** A sample whose task made something. */
    public GatherIdentity lane(String sample, String identity) {
        return add(new Digest().field("lane").field(sample).field(identity));
    }

    /** A sample whose task failed, where the gather tolerates that. */
    public GatherIdentity missing(String sample) {
        return add(new Digest().field("missing").field(sample));
    }

    /** The identity of all lanes so far, for {@link Fingerprint#in}. */
    public String identity() {
        return "gather:" + new Digest().field("gather").field(lanes).field(sum).hex();
    }

    private GatherIdentity add(Digest lane) {
        byte[] bytes = lane.bytes();
        int carry = 0;
        for (int i = sum.length - 1; i >= 0; i--) {
            carry += (sum[i] & 0xff) + (bytes[i] & 0xff);
            sum[i] = (byte) carry;
            carry >>= 8;
        }
        lanes++;
        return this;
    }
}
