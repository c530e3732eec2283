package dev.cohort.orchestrator.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses that AWS knows, and such as only look like it. */
class AwsNamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/token",
                "/lab/archive/token-1.x",
                "arn:aws:ssm:eu-west-1:123456789012:parameter/lab/token",
                "arn:aws-cn:ssm:cn-north-1:123456789012:parameter/token",
                "arn:aws:secretsmanager:eu-west-1:123456789012:secret:lab/db-AbCdEf",
                "arn:aws:secretsmanager:eu-west-1:123456789012:secret:lab/db-AbCdEf:password::",
                "arn:aws-us-gov:secretsmanager:us-gov-west-1:123456789012:secret:x:a:AWSCURRENT:",
            })
    void whereSecretsAreKept(String address) {
        assertThat(AwsNames.secretFault(address)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "hunter2",
                "/lab/",
                "/lab/to ken",
                "arn:aws:ssm:eu-west-1:123456789012:parameter",
                "arn:aws:ssm:eu-west-1:12345:parameter/x",
                "arn:aws:secretsmanager:eu-west-1:123456789012:secret:x:key",
                "arn:aws:iam::123456789012:role/x",
            })
    void whereNoneAreKeptAndTheValueIsNotTold(String address) {
        assertThat(AwsNames.secretFault(address))
                .hasValueSatisfying(
                        fault -> assertThat(fault)
                                .isEqualTo(
                                        "must be where a secret is kept: the ARN of a secret or a parameter, or a parameter's name"));
    }

    @Test
    void noPatternRunsAwayWithAHostileText() {
        String slashes = "/a".repeat(2_000);
        assertThat(AwsNames.secretFault(slashes)).isPresent();
        assertThat(AwsNames.pathFault(slashes)).isEmpty();
        assertThat(AwsNames.pathFault(slashes + "/")).isPresent();
        assertThat(AwsNames.secretFault("arn:aws:secretsmanager:" + ":".repeat(2_000)))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "data", "/data/", "/a//b", "/a/../b", "/a/.", "/..", "/a:b", "/a\tb"})
    void pathsThatNoMountHas(String path) {
        assertThat(AwsNames.pathFault(path)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/data", "/a/b.c/..d", "/with space/x"})
    void pathsThatAMountMayHave(String path) {
        assertThat(AwsNames.pathFault(path)).isEmpty();
    }
}
