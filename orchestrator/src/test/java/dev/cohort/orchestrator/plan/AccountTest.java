package dev.cohort.orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cohort.contract.Json;
import dev.cohort.contract.JsonFault;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An account as a run writes it down, so that any machine can carry the run on. */
class AccountTest {
    private static final Account FULL = new Account(
                    "mixed",
                    "eu-central-1",
                    "arn:aws:iam::123456789012:role/job",
                    "arn:aws:iam::123456789012:role/execution",
                    "123456789012.dkr.ecr.eu-central-1.amazonaws.com",
                    "/lab/cohort",
                    "lab",
                    50,
                    Map.of("owner", "me"),
                    false,
                    Set.of("small", "mixed"),
                    false)
            .images(Map.of("a", "tool@sha256:12"))
            .queueArn("arn:aws:batch:eu-central-1:123456789012:job-queue/mixed");

    @Test
    void isReadAsItWasWritten() {
        assertThat(Account.fromJson(Json.parse(FULL.toJson().compact()).fields("account")))
                .isEqualTo(FULL);
        assertThat(Account.fromJson(
                        Json.parse(Account.of("q").toJson().compact()).fields("account")))
                .isEqualTo(Account.of("q"));
    }

    @Test
    void isWrittenTheSameEachTime() {
        assertThat(FULL.toJson().compact())
                .isEqualTo("{\"queue\":\"mixed\",\"region\":\"eu-central-1\",\"jobRole\":"
                        + "\"arn:aws:iam::123456789012:role/job\",\"executionRole\":"
                        + "\"arn:aws:iam::123456789012:role/execution\",\"imagePrefix\":"
                        + "\"123456789012.dkr.ecr.eu-central-1.amazonaws.com\",\"logGroup\":\"/lab/cohort\","
                        + "\"shareIdentifier\":\"lab\",\"priority\":50,\"tags\":{\"owner\":\"me\"},\"publicIp\":false,"
                        + "\"fargate\":[\"mixed\",\"small\"],\"imageCheck\":false,\"images\":{\"a\":\"tool@sha256:12\"},"
                        + "\"queueArn\":\"arn:aws:batch:eu-central-1:123456789012:job-queue/mixed\"}");
    }

    @Test
    void hasAQueue() {
        assertThatThrownBy(() -> Account.fromJson(
                        Json.parse(Account.of("q").toJson().compact().replace("\"q\"", "\" \""))
                                .fields("account")))
                .isInstanceOf(JsonFault.class)
                .hasMessageContaining("an account without a queue");
    }

    @Test
    void aStepsOwnQueueMayBeOnFargateWhereThatOfTheRunIsNot() {
        Account account = Account.of("mixed").fargate(Set.of("small")).region("eu-west-1");

        assertThat(account.isFargate(Optional.of("small"))).isTrue();
        assertThat(account.isFargate(Optional.empty())).isFalse();
        assertThat(account.region()).isEqualTo("eu-west-1");
    }
}
