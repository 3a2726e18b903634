package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.gatehouse.client.ApiClient;
import io.gatehouse.client.ApiException;
import io.gatehouse.client.ApiResponse;
import io.gatehouse.client.users.AuthenticationApi;
import io.gatehouse.client.users.Credentials;
import io.gatehouse.client.users.NewUser;
import io.gatehouse.client.users.UsersApi;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** How the clients that the build has made of the OpenAPI documents are set up, and what is asked of their answers. */
record Generated(Product product) {
    interface Question<T> {
        T ask() throws ApiException;
    }

    ApiClient anonymous() {
        ApiClient client = new ApiClient();
        client.updateBaseUri(product.uri("/api").toString());
        return client;
    }

    ApiClient of(String name, String password) throws ApiException {
        String token = new AuthenticationApi(anonymous())
                .authLogin(new Credentials().username(name).password(password))
                .getAccessToken();
        return anonymous().setRequestInterceptor(request -> request.header("Authorization", "Bearer " + token));
    }

    ApiClient administrator() throws ApiException {
        return of("admin", product.adminPassword());
    }

    ApiClient newUser() throws ApiException {
        String name = "generated-" + UUID.randomUUID();
        new UsersApi(anonymous())
                .usersRegister(
                        new NewUser()
                                .username(name)
                                .email(name + "@example.org")
                                .password(Client.PASSWORD)
                                .locale("de-AT"),
                        null);
        return of(name, Client.PASSWORD);
    }

    static String header(ApiResponse<?> answer, String name) {
        return answer.getHeaders().getOrDefault(name, List.of("")).get(0);
    }

    /** The exception of a call that is refused. */
    static ApiException refusal(int status, ThrowingCallable call) {
        ApiException refusal = catchThrowableOfType(ApiException.class, call);
        assertThat(refusal).isNotNull();
        assertThat(refusal.getCode()).as(refusal.getMessage()).isEqualTo(status);
        return refusal;
    }

    /** The problem that its body tells of. */
    static <P> P problem(Class<P> type, int status, ThrowingCallable call) throws JsonProcessingException {
        ApiException refusal = refusal(status, call);
        assertThat(refusal.getResponseHeaders().firstValue("Content-Type")).hasValue("application/problem+json");
        return ApiClient.createDefaultObjectMapper().readValue(refusal.getResponseBody(), type);
    }

    /** Asks again until the answer is as expected; after three minutes the last answer is what the test looks at. */
    static <T> T eventually(Question<T> question, Predicate<T> expected) throws ApiException {
        long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        T answer = question.ask();
        while (!expected.test(answer) && System.nanoTime() < end) {
            Client.pause(Duration.ofMillis(200));
            answer = question.ask();
        }
        return answer;
    }
}
