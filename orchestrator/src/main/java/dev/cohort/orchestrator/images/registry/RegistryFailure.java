package dev.cohort.orchestrator.images.registry;

/** Why an image can't be looked up, and what to do. */
public final class RegistryFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String hint;
    private final boolean unanswered;

    public RegistryFailure(String why, String hint) {
        this(why, hint, false);
    }

    private RegistryFailure(String why, String hint, boolean unanswered) {
        super(why);
        this.hint = hint;
        this.unanswered = unanswered;
    }

    /** The registry could not be asked, or had no time: the image may be there all the same. */
    public static RegistryFailure unanswered(String why, String hint) {
        return new RegistryFailure(why, hint, true);
    }

    /** What goes on from the name of the image, with the reason. */
    public String told() {
        return (unanswered ? "can't be looked up: " : "is not to be had: ") + why();
    }

    /** The reason alone. */
    String why() {
        return String.valueOf(getMessage());
    }

    public String hint() {
        return hint;
    }

    public boolean isUnanswered() {
        return unanswered;
    }
}
