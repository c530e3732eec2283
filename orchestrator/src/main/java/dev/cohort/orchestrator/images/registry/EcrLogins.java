package dev.cohort.orchestrator.images.registry;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.EcrException;

/** Signs in to the registries of AWS accounts, with the credentials that every AWS tool finds; once for each region. */
final class EcrLogins implements Logins {
    /** The region stands in the name. */
    private static final Pattern ECR =
            Pattern.compile("[0-9]{12}\\.dkr\\.ecr(?:-fips)?\\.(?<region>[a-z0-9-]+)\\.amazonaws\\.com(?:\\.cn)?");

    private static final int DENIED = 403;

    private final Map<String, Login> byRegion = new ConcurrentHashMap<>();

    static boolean isEcr(String registry) {
        return ECR.matcher(registry).matches();
    }

    @Override
    public Optional<Login> of(String registry) {
        Matcher ecr = ECR.matcher(registry);
        return ecr.matches()
                ? Optional.of(byRegion.computeIfAbsent(ecr.group("region"), EcrLogins::signIn))
                : Optional.empty();
    }

    /** One token opens all registries that these credentials may read. */
    private static Login signIn(String region) {
        try (EcrClient ecr = EcrClient.builder()
                .region(Region.of(region))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(c -> c.apiCallTimeout(Duration.ofSeconds(60)))
                .build()) {
            String token =
                    ecr.getAuthorizationToken().authorizationData().get(0).authorizationToken();
            String both = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
            int colon = both.indexOf(':');
            return new Login(both.substring(0, colon), both.substring(colon + 1));
        } catch (EcrException refused) {
            throw refused(refused);
        } catch (SdkClientException unsaid) {
            throw RegistryFailure.unanswered(
                    "ECR can't be signed in to: " + words(unsaid),
                    "set AWS_PROFILE or log in (aws sso login), and see that AWS can be reached");
        } catch (SdkException other) {
            throw new RegistryFailure("ECR can't be signed in to: " + other.getMessage(), "");
        }
    }

    /** The client's own sentence lists each place where it looked. */
    private static String words(SdkClientException unsaid) {
        String words = String.valueOf(unsaid.getMessage());
        return words.contains("from any of the providers in the chain") ? "no AWS credentials were found" : words;
    }

    private static RegistryFailure refused(EcrException refused) {
        String words = refused.awsErrorDetails() == null
                ? String.valueOf(refused.getMessage())
                : refused.awsErrorDetails().errorCode() + ": "
                        + refused.awsErrorDetails().errorMessage();
        boolean known = refused.statusCode() == 400 || refused.statusCode() == DENIED;
        return new RegistryFailure(
                "ECR does not let these credentials sign in: " + words,
                known
                        ? "renew the credentials, or let them do ecr:GetAuthorizationToken and ecr:BatchGetImage"
                        : "try again later");
    }
}
