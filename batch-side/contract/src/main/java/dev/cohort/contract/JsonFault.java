package dev.cohort.contract;

/** A text that is no JSON, or JSON that is not what the contract says: a sentence, and where it holds. */
public final class JsonFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String where;
    private final String sentence;

    public JsonFault(String where, String sentence) {
        super(where + ": " + sentence);
        this.where = where;
        this.sentence = sentence;
    }

    public String where() {
        return where;
    }

    public String sentence() {
        return sentence;
    }
}
