package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.system.Client.Answer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a client sends: a 4xx problem document that names the field, never a 5xx, never a stack trace. */
interface BadInput {
    Product product();

    String LONG = "n".repeat(10_000);
    /** A cursor of the year 999,999,999: well formed, and beyond what PostgreSQL can compare with. */
    String BEYOND_ALL_TIME = "WyItY3JlYXRlZEF0IiwiKzk5OTk5OTk5OS0wMS0wMVQwMDowMDowMFoiLCIwMDAwMDAwMC0wMDAw"
            + "LTAwMDAtMDAwMC0wMDAwMDAwMDAwMDAiXQ";

    String UNKNOWN = "3f2c1b9e-0000-4000-8000-000000000000";

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("/api/users", "{\"username\":\"eve\"", "body"),
                Arguments.of("/api/users", "not json", "body"),
                Arguments.of("/api/users", "", "body"),
                Arguments.of("/api/users", "null", "body"),
                Arguments.of("/api/users", user("eve", 5), "password"),
                Arguments.of("/api/users", user("eve", "[]"), "password"),
                Arguments.of("/api/users", user("Robert'); DROP TABLE users;--", "\"12345678\""), "username"),
                Arguments.of("/api/users", user(LONG, "\"12345678\""), "username"),
                Arguments.of("/api/users", user("a\\u0000b", "\"12345678\""), "username"),
                Arguments.of(
                        "/api/users", "{\"username\":\"eve\",\"email\":\"no\",\"password\":\"123456789\"}", "email"),
                Arguments.of(
                        "/api/users",
                        "{\"username\":\"eve\",\"email\":\"e@example.org\",\"password\":\"123456789\",\"roles\":[\"admin\"]}",
                        "roles"),
                Arguments.of("/api/auth/login", "{\"username\":\"eve\"}", "password"),
                Arguments.of("/api/products", product("\"" + LONG + "\"", "\"1.00\"", "1"), "name"),
                Arguments.of("/api/products", product("7", "\"1.00\"", "1"), "name"),
                Arguments.of("/api/products", product("\"x\"", "\"-1.00\"", "1"), "price.amount"),
                Arguments.of("/api/products", product("\"x\"", "\"1.00\"", "-1"), "stock"),
                Arguments.of("/api/products", product("\"x\"", "\"1.00\"", "\"many\""), "stock"),
                Arguments.of("/api/orders", "{\"lines\":[]}", "lines"),
                Arguments.of("/api/orders", "{}", "lines"),
                Arguments.of("/api/orders", order(UNKNOWN, "1"), "lines[0].productId"),
                Arguments.of("/api/orders", order(UNKNOWN, "-1"), "lines[0].quantity"),
                Arguments.of("/api/orders", order(UNKNOWN, "1.5"), "lines[0].quantity"),
                Arguments.of("/api/orders", order("' or 1=1", "1"), "lines[0].productId"),
                Arguments.of("/api/orders", "{\"lines\":[null]}", "lines[0]"),
                Arguments.of("/api/orders", "{\"lines\":[],\"total\":1}", "total"),
                Arguments.of("/api/tasks", "{\"title\":\"\"}", "title"),
                Arguments.of("/api/tasks", "{\"title\":\"" + LONG + "\"}", "title"),
                Arguments.of("/api/tasks", "{\"title\":\"t\",\"owner\":\"me\"}", "owner"));
    }

    private static String user(String name, Object password) {
        return "{\"username\":\"" + name + "\",\"email\":\"eve@example.org\",\"password\":" + password + "}";
    }

    private static String product(String name, String amount, String stock) {
        return "{\"name\":" + name + ",\"price\":{\"amount\":" + amount + ",\"currency\":\"EUR\"},\"stock\":" + stock
                + "}";
    }

    private static String order(String id, String quantity) {
        return "{\"lines\":[{\"productId\":\"" + id + "\",\"quantity\":" + quantity + "}]}";
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    default void isRefusedWithTheNameOfTheField(String path, String body, String field) {
        Answer answer = Client.administrator(product()).postText(path, body);

        assertRefused(answer);
        assertThat(answer.json().path("errors"))
                .as(answer.toString())
                .extracting(error -> error.path("field").asText())
                .contains(field);
    }

    @Test
    default void aBodyOfTwoMegabytesIsTooLarge() {
        String body = "{\"title\":\"" + "x".repeat(2_000_000) + "\"}";

        Answer answer = Client.administrator(product()).postText("/api/tasks", body);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.text("code")).isEqualTo("BODY_TOO_LARGE");
        assertRefused(answer);
    }

    @Test
    default void aPathThatLeadsNowhereIsAProblemToo() {
        Client admin = Client.administrator(product());

        assertRefused(admin.get("/api/products/nonsense"));
        assertRefused(admin.get("/api/products/" + UNKNOWN));
        assertRefused(admin.get("/api/orders/%27%20or%201=1"));
        assertRefused(admin.get("/api/products?limit=many"));
        assertRefused(admin.get("/api/products?limit=-1"));
        assertRefused(admin.get("/api/products?after=zzz"));
        assertRefused(admin.get("/api/products?after=" + BEYOND_ALL_TIME));
        assertRefused(admin.get("/api/nothing"));
        assertRefused(admin.get("/"));
        assertRefused(admin.postText("/api/users/me", "{}"));
    }

    static void assertRefused(Answer answer) {
        String what = answer.http().request() + ": " + answer;
        assertThat(answer.status()).as(what).isBetween(400, 499);
        assertThat(answer.header("Content-Type")).as(what).hasValue("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.path("status").asInt()).as(what).isEqualTo(answer.status());
        assertThat(problem.path("code").asText()).as(what).matches("[A-Z_]+");
        assertThat(problem.path("type").asText()).as(what).startsWith("/problems/");
        assertThat(answer.http().body()).doesNotContain("Exception", "\tat ", "io.gatehouse", "org.hibernate");
    }
}
