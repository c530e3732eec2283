package dev.cohort.batch.api;

/** What AWS Batch answers to a request that it does not serve: a status, an error type, and a sentence. */
public final class ApiFault extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int BAD_REQUEST = 400;

    private final int status;
    private final String type;

    public ApiFault(int status, String type, String message) {
        super(message);
        this.status = status;
        this.type = type;
    }

    /** The caller's mistake, which a repetition does not mend. */
    public static ApiFault client(String message) {
        return new ApiFault(BAD_REQUEST, "ClientException", message);
    }

    public int status() {
        return status;
    }

    public String type() {
        return type;
    }
}
