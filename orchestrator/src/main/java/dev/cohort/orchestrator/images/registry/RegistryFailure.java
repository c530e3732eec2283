package dev.cohort.orchestrator.images.registry;

/** Why an image can't be looked up: half a sentence that goes on from its name, and what to do. */
public final class RegistryFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String hint;

    public RegistryFailure(String why, String hint) {
        super(why);
        this.hint = hint;
    }

    public String why() {
        return String.valueOf(getMessage());
    }

    public String hint() {
        return hint;
    }
}
