package dev.cohort.orchestrator.images;

import java.util.Optional;

/** Where images are: a container engine on this machine, or what stands in for one. */
public interface ImageSource {
    /** The digest of an image's content; empty where the image is not here. */
    Optional<String> identity(String image);

    /** Brings an image here; where it cannot be had, the source's own words are thrown. */
    void pull(String image);
}
