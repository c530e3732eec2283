package dev.cohort.orchestrator.images.registry;

import java.util.Optional;

/** Where it is known as whom a registry is asked. */
@FunctionalInterface
interface Logins {
    /** Empty where it is asked as nobody. */
    Optional<Login> of(String registry);

    /** One after the other. */
    default Logins or(Logins others) {
        return registry -> of(registry).or(() -> others.of(registry));
    }
}
