package io.gatehouse.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.ServiceClient.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists: order, filters, pages, and what is no list. */
interface ListsOfTasks extends Situation {
    @Test
    default void aListIsSortedFilteredAndPaged() throws Exception {
        String home = create("/categories", "{'name':'Home'}").text("id");
        create("/tasks", "{'title':'b','dueAt':'2026-01-03T00:00:00Z'}");
        create("/tasks", "{'title':'a','categoryId':'" + home + "'}");
        String done =
                create("/tasks", "{'title':'c','dueAt':'2026-01-02T00:00:00Z'}").text("id");
        anna().post("/tasks/" + done + "/complete", "");

        assertThat(titles("/tasks", "")).containsExactly("c", "a", "b");
        assertThat(titles("/tasks", "?sort=title&limit=1")).containsExactly("a", "b", "c");
        assertThat(titles("/tasks", "?sort=dueAt&limit=2")).containsExactly("c", "b", "a");
        assertThat(titles("/tasks", "?sort=-dueAt&limit=1&status=OPEN")).containsExactly("a", "b");
        assertThat(titles("/tasks", "?category=" + home)).containsExactly("a");
        assertThat(titles("/tasks", "?dueFrom=2026-01-02T00:00:00Z&dueBefore=2026-01-03T00:00:00Z"))
                .containsExactly("c");
        assertThat(titles("/categories", "?sort=-name")).containsExactly("Home");
        assertThat(titles("/categories", "?name=hom")).containsExactly("Home");
        assertThat(titles("/categories", "?name=ome")).isEmpty();
    }

    @Test
    default void aCursorBelongsToItsOrder() throws Exception {
        create("/tasks", "{'title':'a'}");
        create("/tasks", "{'title':'b'}");
        String next = anna().get("/tasks?limit=1&sort=title").next();

        assertThat(anna().get("/tasks" + next).status()).isEqualTo(200);
        assertThat(anna().get("/tasks" + next.replace("sort=title", "sort=-title"))
                        .refusal())
                .isEqualTo("VALIDATION_FAILED after");
        assertThat(anna().get("/tasks" + next.replace("sort=title&", "")).refusal())
                .isEqualTo("VALIDATION_FAILED after");
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit",
        "limit=101, limit",
        "limit=many, limit",
        "limit=1&limit=2, limit",
        "sort=ownerId, sort",
        "sort=title;drop, sort",
        "after=zzz, after",
        "status=open, status",
        "status=, status",
        "status=OPEN&status=OPEN, status",
        "category=home, category",
        "dueFrom=soon, dueFrom",
        "dueBefore=+999999999-01-01T00:00:00Z, dueBefore",
        "owner=me, owner",
        "Limit=5, Limit"
    })
    default void aQueryThatIsNotUnderstoodIsRefusedByName(String query, String field) throws Exception {
        Answer refused = anna().get("/tasks?" + query);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.refusal()).isEqualTo("VALIDATION_FAILED " + field);
    }

    @ParameterizedTest
    @CsvSource({
        "name=, name",
        "name=%20, name",
        "name=%E2%80%83, name",
        "name=%00, name",
        "name=a&name=b, name",
        "title=a, title"
    })
    default void aQueryForCategoriesThatIsNotUnderstoodIsRefusedByName(String query, String field) throws Exception {
        Answer refused = anna().get("/categories?" + query);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.refusal()).isEqualTo("VALIDATION_FAILED " + field);
    }

    /** The titles, or names, on all pages of a list. */
    private List<String> titles(String list, String query) throws Exception {
        List<String> titles = new ArrayList<>();
        Answer page = anna().get(list + query);
        while (true) {
            StreamSupport.stream(page.json().spliterator(), false)
                    .flatMap(item -> Stream.of(
                            item.path("title").asText(item.path("name").asText())))
                    .forEach(titles::add);
            if (page.next().isEmpty()) {
                return titles;
            }
            page = anna().get(list + page.next());
        }
    }
}
