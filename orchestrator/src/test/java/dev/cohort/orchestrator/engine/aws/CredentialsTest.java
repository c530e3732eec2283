package dev.cohort.orchestrator.engine.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cohort.contract.Json;
import dev.cohort.orchestrator.engine.ComputeFailure;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.utils.StringInputStream;

/** Profiles as people have them: those that sign in, those that take a role, and none. */
class CredentialsTest {
    private static final String SIGNED_OUT =
            "the job j can't be submitted: the AWS profile signs in by SSO, and nobody is signed in, or not any more";

    /** What is told of a submission, which must not be taken for one that may have reached AWS. */
    private static ComputeFailure told(AwsCredentialsProvider source) {
        try (AwsClients clients = new AwsClients(
                "eu-west-1",
                builder -> {
                    LocalBatchServer.at(builder, URI.create("http://127.0.0.1:1"));
                    builder.credentialsProvider(new Credentials(source));
                },
                new StillPauses())) {
            Submissions submissions = new Submissions(new BatchCalls(clients), clients.pauses());
            Json request = Json.object().put("jobName", "j").build();
            ComputeFailure failure = catchThrowableOfType(
                    ComputeFailure.class, () -> submissions.submit(Sought.named("q", "j"), request, () -> {}));
            assertThat(failure.isEnvironment()).isTrue();
            return failure;
        }
    }

    private static ComputeFailure ofProfile(String profile) {
        return told(provider(profile));
    }

    private static AwsCredentialsProvider provider(String profile) {
        ProfileFile file = ProfileFile.builder()
                .type(ProfileFile.Type.CONFIGURATION)
                .content(new StringInputStream(profile))
                .build();
        return ProfileCredentialsProvider.builder()
                .profileFile(file)
                .profileName("lab")
                .build();
    }

    @Test
    void aProfileThatSignsInWhereNobodyDid() {
        ComputeFailure failure = ofProfile("""
                [profile lab]
                sso_start_url = https://nobody-signed-in.example/start
                sso_region = eu-west-1
                sso_account_id = 123456789012
                sso_role_name = Lab
                """);

        assertThat(failure).hasMessage(SIGNED_OUT);
        assertThat(failure.hint()).contains("sign in with `aws sso login`");
    }

    @Test
    void aProfileOfASessionThatNobodyOpened() {
        ComputeFailure failure = ofProfile("""
                [profile lab]
                sso_session = nobody-opened-it
                sso_account_id = 123456789012
                sso_role_name = Lab
                [sso-session nobody-opened-it]
                sso_start_url = https://nobody-signed-in.example/start
                sso_region = eu-west-1
                """);

        assertThat(failure).hasMessage(SIGNED_OUT);
    }

    @Test
    void aProfileThatIsNotThere() {
        ComputeFailure failure = ofProfile("[profile other]\nregion = eu-west-1\n");

        assertThat(failure)
                .hasMessageStartingWith(
                        "the job j can't be submitted: no AWS credentials can be had: Profile file contained no credentials for"
                                + " profile 'lab'");
        assertThat(failure.hint())
                .contains("look at AWS_PROFILE and at ~/.aws/config; `aws sts get-caller-identity` shows who you are");
    }

    @Test
    void noneAnywhere() {
        ComputeFailure failure =
                told(AwsCredentialsProviderChain.of(provider("[profile other]\nregion = eu-west-1\n")));

        assertThat(failure).hasMessage("the job j can't be submitted: no AWS credentials were found");
        assertThat(failure.hint()).contains("set AWS_PROFILE, or log in with `aws sso login` or `aws configure`");
    }

    /** By these names AWS's client looks for them; to see more of it takes an account. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "services.sts.internal.StsProfileCredentialsProviderFactory",
                "services.sts.internal.StsWebIdentityCredentialsProviderFactory",
                "services.sso.auth.SsoProfileCredentialsProviderFactory",
                "services.ssooidc.SsoOidcProfileTokenProviderFactory"
            })
    void rolesAndSignInsAreOnBoard(String name) throws ClassNotFoundException {
        assertThat(Class.forName("software.amazon.awssdk." + name)).isNotNull();
    }

    @Test
    void noRegion() {
        ComputeFailure failure = catchThrowableOfType(ComputeFailure.class, () -> {
            throw AwsClients.noRegion();
        });
        assertThat(failure.isEnvironment()).isTrue();
        assertThat(failure).hasMessage("no AWS region is set");
        assertThat(failure.hint()).contains("say --region, or set AWS_REGION, such as eu-central-1");
    }
}
