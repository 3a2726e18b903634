package io.gatehouse.users.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.paging.PageRequest;
import io.gatehouse.kernel.testing.Databases;
import io.gatehouse.kernel.testing.Explaining;
import io.gatehouse.kernel.testing.Plan;
import io.gatehouse.users.UsersDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How PostgreSQL finds a page among 200,000 users: by an index, and never by looking at all of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UserPlansOnPostgresTest {
    /** The most rows that a step of a plan may look at. */
    private static final long LOOKED_AT = 1_000;

    private final Explaining explaining = new Explaining();
    private final DataSource postgres = Databases.postgresInEnglish();
    private final UsersDatabase database = new UsersDatabase(explaining.wrap(postgres));
    private final Users users = SomeUser.users(database, new OutboxInMemory());

    @BeforeAll
    void fill() throws SQLException {
        try (Connection connection = postgres.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    insert into account (id, username, username_key, email, password_hash, created_at, version)
                    select cast(md5('u' || n) as uuid), name, name, name || '@example.org', 'hash',
                           timestamptz '2026-01-01 00:00:00+00' + n * interval '1 second', 0
                    from (select n, case when n % 2000 = 0 then 'zoe' else 'user' end || n as name
                          from generate_series(1, 200000) as s (n)) as named""");
            statement.execute("insert into account_role (user_id, role)"
                    + " select id, 'ADMIN' from account where username_key like 'zoe%'");
            statement.execute("vacuum analyze");
        }
        // What Hibernate asks at its start is not meant.
        List<Plan> unused = explaining.plans();
    }

    @AfterAll
    void close() {
        database.close();
    }

    @ParameterizedTest
    @CsvSource({
        "createdAt, account_newest",
        "-createdAt, account_newest",
        "username, account_by_username",
        "-username, account_by_username",
        "email, account_by_email",
        "-email, account_by_email"
    })
    void aPageOfAllIsReadFromTheIndexOfItsOrder(String sort, String index) {
        assertThat(found(filter -> {}, sort)).hasSize(20);

        assertThat(plan(index).text()).doesNotContain("Sort");
    }

    /** A hundred have it, whatever the order of the list. */
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"username", "-username", "email"})
    void thoseWhoseNameBeginsSoAreFoundByItsBeginning(@Nullable String sort) {
        assertThat(found(filter -> filter.username = "Zoe", sort))
                .hasSize(20)
                .allMatch(user -> user.username().startsWith("zoe"));

        assertThat(plan("account_username_beginning").mostRows()).isLessThanOrEqualTo(100);
    }

    @Test
    void whoHasAnEmailIsFoundByIt() {
        assertThat(found(filter -> filter.email = "USER4711@example.org", null))
                .extracting(User::username)
                .containsExactly("user4711");

        assertThat(plan("_email").mostRows()).isEqualTo(1);
    }

    private List<User> found(Consumer<UserFilter> wanted, @Nullable String order) {
        UserFilter filter = new UserFilter();
        wanted.accept(filter);
        PageRequest request = new PageRequest() {
            @Override
            protected @Nullable String sort() {
                return order;
            }
        };
        return database.call(() -> users.page(request, filter.selection()).items());
    }

    /** The plan of the query for users; what it finds is followed by one for their roles. */
    private Plan plan(String index) {
        List<Plan> plans = explaining.plans();
        assertThat(plans).hasSize(2);
        assertThat(plans.get(0).text()).contains(index).doesNotContain("Seq Scan");
        assertThat(plans).allMatch(plan -> plan.mostRows() <= LOOKED_AT);
        return plans.get(0);
    }
}
