package io.gatehouse.kernel.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.problem.FieldError;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.problem.Rule;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageRequestTest {
    private static final String ID = "00000000-0000-4000-8000-000000000001";

    private static PageRequest after(@Nullable String cursor) {
        return new PageRequest("20", cursor, null, Map.of());
    }

    private static SortOrder<Item> order(String sort) {
        return Item.SORTING.order(sort);
    }

    @Test
    void beginsAtTheBeginning() {
        assertThat(after(null).cursor(order("title"))).isNull();
    }

    @Test
    void goesOnBehindTheCursorThatItGave() {
        Cursor last = new Cursor("dueAt", null, UUID.randomUUID().toString());

        assertThat(after(last.toString()).cursor(order("dueAt"))).isEqualTo(last);
    }

    @ParameterizedTest
    @CsvSource({"title, -title", "title, createdAt", "-dueAt, -createdAt"})
    void refusesTheCursorOfAnotherOrder(String made, String used) {
        String cursor = order(made).after(new Item(new Random(1))).toString();

        assertThat(after(cursor).cursor(order(made))).isNotNull();
        assertRefuses("after", () -> after(cursor).cursor(order(used)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "{}",
                "5",
                "[\"-createdAt\"]",
                "[null,null,null]",
                "[\"-createdAt\",\"2026-01-02T03:04:05Z\",null]",
                "[\"-createdAt\",\"2026-01-02T03:04:05Z\",\"x\"]",
                "[\"-createdAt\",null,\"" + ID + "\"]",
                "[\"-createdAt\",\"soon\",\"" + ID + "\"]",
                "[\"-createdAt\",5,\"" + ID + "\"]",
                "[\"-createdAt\",\"+999999999-01-01T00:00:00Z\",\"" + ID + "\"]",
                "[\"-createdAt\",\"2026-01-02T03:04:05Z\",\"" + ID + "\",\"more\"]",
                "[\"-createdAt\",\"2026-01-02T03:04:05Z\",\"" + ID + "\"] more"
            })
    void refusesACursorThatIsNotOurs(String json) {
        String cursor = Base64.getUrlEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));

        assertRefuses("after", () -> after(cursor).cursor(order("-createdAt")));
    }

    @ParameterizedTest
    @CsvSource({
        "seats, 2147483648",
        "seats, 1.5",
        "seats, ''",
        "price, 1e999999999",
        "price, NaN",
        "price, 99999999999999999999",
        "title, 'a\\u0000b'",
        "title, '\\ud800'"
    })
    void refusesAValueThatNothingIsSortedBy(String sort, String value) {
        String json = "[\"" + sort + "\",\"" + value + "\",\"" + ID + "\"]";
        String cursor = Base64.getUrlEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));

        assertRefuses("after", () -> after(cursor).cursor(order(sort)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "zzz", "%%%", "MjAyNg", "bm93IHRoZW4", "gICA"})
    void refusesWhatIsNoCursorAtAll(String cursor) {
        assertRefuses("after", () -> after(cursor).cursor(order("title")));
    }

    @Test
    void refusesACursorOfAnyLengthWithoutReadingIt() {
        assertRefuses("after", () -> after("A".repeat(1_000_000)).cursor(order("title")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "--title", "Title", "+title", "title,-dueAt", "places", "e.title", "id"})
    void refusesAnOrderThatTheListDoesNotHaveAndNamesThoseThatItHas(String sort) {
        assertThatThrownBy(() -> order(sort))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().errors())
                                .containsExactly(new FieldError(
                                        "sort",
                                        Rule.ONE_OF,
                                        "must be one of createdAt, -createdAt, dueAt, -dueAt, title, -title,"
                                                + " seats, -seats, price, -price")));
    }

    @Test
    void asksForTheNextPageAsForThisOneButBehindItsLastItem() {
        Map<String, List<String>> asked = new LinkedHashMap<>();
        asked.put("limit", List.of("1"));
        asked.put("name", List.of("a&b>", "ü"));
        asked.put("after", List.of("old"));
        asked.put("sort", List.of("-title"));
        List<Item> found =
                Stream.of(new Item(new Random(1)), new Item(new Random(2))).toList();
        SortOrder<Item> order = order("-title");

        Page<Item> page = new PageRequest("1", null, "-title", asked).page(found, order);

        assertThat(page.items()).containsExactly(found.get(0));
        assertThat(page.next())
                .isEqualTo("limit=1&name=a%26b%3E&name=%C3%BC&sort=-title&after=" + order.after(found.get(0)));
        assertThat(page.answer(item -> item.title).getHeaderString("Link"))
                .isEqualTo("<?" + page.next() + ">; rel=\"next\"");
    }

    @Test
    void saysOfTheLastPageThatNothingFollows() {
        List<Item> found = List.of(new Item(new Random(1)));

        Page<Item> page = new PageRequest("1", null, null, Map.of()).page(found, order("title"));

        assertThat(page.next()).isNull();
        assertThat(page.answer(item -> item.title).getHeaders()).doesNotContainKey("Link");
    }

    private static void assertRefuses(String field, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.problem().status()).isEqualTo(400);
            assertThat(refused.problem().errors()).extracting(FieldError::field).containsExactly(field);
        });
    }
}
