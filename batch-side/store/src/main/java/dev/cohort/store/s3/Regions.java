package dev.cohort.store.s3;

import java.util.Optional;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;

/** The region of AWS that whoever runs this has chosen, in one of the places where AWS's tools look; no instance is asked. */
public final class Regions {
    /** Where S3 is asked at first if none is chosen: it answers where a bucket lies. */
    static final Region FIRST = Region.US_EAST_1;

    private Regions() {}

    public static Optional<Region> chosen() {
        return ofSystem().or(Regions::ofTools).or(Regions::ofProfile);
    }

    private static Optional<Region> ofSystem() {
        return said(SdkSystemSetting.AWS_REGION.getStringValue());
    }

    /** The variable that the AWS CLI and boto3 hear, and this SDK does not. */
    private static Optional<Region> ofTools() {
        return said(Optional.ofNullable(System.getenv("AWS_DEFAULT_REGION")));
    }

    /** A variable that is empty says nothing, though AWS's own chain stumbles over it. */
    private static Optional<Region> said(Optional<String> name) {
        return name.filter(text -> !text.isBlank()).map(Region::of);
    }

    private static Optional<Region> ofProfile() {
        try {
            return Optional.ofNullable(new AwsProfileRegionProvider().getRegion());
        } catch (SdkClientException e) {
            return Optional.empty();
        }
    }
}
